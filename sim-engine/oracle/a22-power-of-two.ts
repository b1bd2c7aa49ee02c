/** @module A22: many servers at 90 % load, each arrival sent to a random one, or to the shorter of two. */
import type { NetworkSpec } from '../network/network-spec.ts';
import { supermarketMeanResponse } from '../theory/supermarket.ts';
import { supermarketChainResponse } from '../theory/supermarket-chain.ts';
import { exactReport } from './exact-report.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';

const LOAD = 0.9;
const CHAIN_STEPS = 8_000_000;
/** By how much 500 servers may differ from infinitely many. */
const MEAN_FIELD_TOLERANCE = 0.015;
const LARGEST = 500;

/** Servers of mean service time 1 s behind one balancer. */
function servers(count: number, balancing: string, seed: number): NetworkSpec {
  const ids = Array.from({ length: count }, (_, at) => `server-${at}`);
  return {
    seed,
    stations: ids.map((id) => ({ id, servers: 1 })),
    routes: [
      {
        tenant: 'all',
        arrivals: { id: 'poisson', params: { ratePerSec: LOAD * count } },
        steps: [{ visit: ids, balancing, demand: { law: 'exponential', meanUs: 1e6 } }],
      },
    ],
    traceInputs: false,
  };
}

function meanResponse(count: number, balancing: string, seed: number, jobs: number): number {
  const network = warmedNetwork(servers(count, balancing, seed), jobs, LOAD * count, ['all']);
  return network.tenant('all').latencyMeanUs / 1e6;
}

export const a22: Oracle = {
  id: 'A22',
  title: 'Random or power of two choices at 90 % load',
  source:
    'Mitzenmacher, The power of two choices in randomized load balancing, IEEE TPDS 12(10), 2001; finite numbers of servers: their Markov chain',
  formula: 'W = (1/ρ)·Σ ρ^((dᵏ−1)/(d−1)) for many servers, 1/(1−ρ) for d = 1; few servers: their Markov chain',
  run: ({ long }) => {
    const { id, title } = a22;
    const ofTwo = (count: number, jobs: number) =>
      replicatedEstimate({
        id,
        title,
        expected: {
          [`d=2 n=${count}`]: supermarketChainResponse({ servers: count, load: LOAD, choices: 2 }, CHAIN_STEPS, count)
            .mean,
        },
        jobs: long ? 2_000_000 : jobs,
        widest: 0.02,
        firstSeed: 22_000 + count,
        measure: (seed, each) => ({ [`d=2 n=${count}`]: meanResponse(count, 'power-of-two', seed, each) }),
      });
    const random = replicatedEstimate({
      id,
      title,
      expected: { 'd=1': supermarketMeanResponse(LOAD, 1) },
      jobs: long ? 2_000_000 : 120_000,
      // A random choice leaves queues of M/M/1, which vary most: 2 % takes ten times the jobs of all the rest.
      widest: long ? 0.02 : 0.05,
      firstSeed: 22_900,
      measure: (seed, jobs) => ({ 'd=1': meanResponse(10, 'random', seed, jobs) }),
    });
    const reports = [random, ofTwo(10, 160_000), ofTwo(100, 150_000)];
    if (long) {
      const largest = ofTwo(LARGEST, 2_000_000);
      const meanField = { 'd=2 n=500, as if infinite': supermarketMeanResponse(LOAD, 2) };
      const measured = { 'd=2 n=500, as if infinite': largest.measured[`d=2 n=${LARGEST}`]! };
      reports.push(largest, exactReport(a22, meanField, measured, MEAN_FIELD_TOLERANCE));
    }
    return joinedReport(a22, reports);
  },
};
