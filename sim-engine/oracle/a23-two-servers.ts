/** @module A23: two servers at 90 % load behind four ways of sharing arrivals out. */
import type { NetworkSpec } from '../network/network-spec.ts';
import { erlangArrivalsMeanResponse } from '../theory/e-k-m-1.ts';
import { shorterOfTwoMeanResponse } from '../theory/join-shortest-queue.ts';
import { mm1MeanResponse } from '../theory/m-m-1.ts';
import { mmcMeanResponse } from '../theory/m-m-c.ts';
import { oneStation } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';

const ARRIVALS = 1.8;
const EACH = ARRIVALS / 2;

function balanced(balancing: string, seed: number): NetworkSpec {
  return {
    seed,
    stations: [
      { id: 'left', servers: 1 },
      { id: 'right', servers: 1 },
    ],
    routes: [
      {
        tenant: 'all',
        arrivals: { id: 'poisson', params: { ratePerSec: ARRIVALS } },
        steps: [{ visit: ['left', 'right'], balancing, demand: { law: 'exponential', meanUs: 1e6 } }],
      },
    ],
    traceInputs: false,
  };
}

export const a23: Oracle = {
  id: 'A23',
  title: 'Two servers: random, round robin, shorter line, one line',
  source:
    'Kleinrock, Queueing Systems I, 1975, sections 3.2, 6.4; Cooper 1981, section 3.6; the shorter line: its truncated Markov chain',
  formula: '1/(μ−λ/2) by chance; E₂/M/1 in turn; shorter line: its Markov chain; one line C(2,a)/(2μ−λ) + 1/μ',
  run: ({ long }) =>
    replicatedEstimate({
      id: 'A23',
      title: a23.title,
      expected: {
        random_T: mm1MeanResponse({ arrivalRate: EACH, serviceRate: 1 }),
        round_robin_T: erlangArrivalsMeanResponse(2, EACH, 1),
        JSQ_T: shorterOfTwoMeanResponse(EACH),
        central_queue_T: mmcMeanResponse({ arrivalRate: ARRIVALS, serviceRate: 1, servers: 2 }),
      },
      jobs: long ? 500_000 : 160_000,
      widest: 0.06,
      firstSeed: 23_000,
      measure: (seed, jobs) => {
        const mean = (spec: NetworkSpec) =>
          warmedNetwork(spec, jobs, ARRIVALS, ['all']).tenant('all').latencyMeanUs / 1e6;
        return {
          random_T: mean(balanced('random', seed)),
          round_robin_T: mean(balanced('round-robin', seed)),
          JSQ_T: mean(balanced('least-outstanding', seed)),
          central_queue_T: mean(oneStation({ arrivalRate: ARRIVALS, serviceRate: 1 }, 2, seed)),
        };
      },
    }),
};
