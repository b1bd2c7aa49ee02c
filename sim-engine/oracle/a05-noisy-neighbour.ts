/** @module A05: a victim on a first-come-first-served server beside a noisy neighbour of growing size. */
import { type MM1, mm1MeanResponse, mm1ResponseQuantile } from '../theory/m-m-1.ts';
import { oneStation, poissonRoute } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';

const SERVICE = 10;
const VICTIM = 5;
const NOISY: readonly number[] = [0, 2, 4, 4.5];

/** By superposition and PASTA the victim waits as everybody does: in a queue of the summed rate. */
const shared = (noisy: number): MM1 => ({ arrivalRate: VICTIM + noisy, serviceRate: SERVICE });

export const a05: Oracle = {
  id: 'A05',
  title: 'Noisy neighbour on a FIFO server: the victim’s latency is the aggregate’s',
  source: 'Wolff, Poisson arrivals see time averages, Operations Research 30(2), 1982; Kleinrock I, section 3.2',
  formula: 'W = 1/(μ−λ₁−λ₂) for both tenants; p-quantile ln(1/(1−p))/(μ−λ₁−λ₂)',
  run: () => {
    const expected: Record<string, number> = {};
    NOISY.forEach((noisy, at) => {
      expected[`victim_mean_T[${at}]`] = mm1MeanResponse(shared(noisy));
      expected[`victim_p99_T[${at}]`] = mm1ResponseQuantile(shared(noisy), 0.99);
    });
    expected.dedicated_server_mu10_victim_T = mm1MeanResponse(shared(0));
    return replicatedEstimate({
      id: 'A05',
      title: a05.title,
      expected,
      jobs: 320_000,
      widest: 0.08,
      firstSeed: 5000,
      measure: (seed, jobs) => {
        const measured: Record<string, number> = {};
        NOISY.forEach((noisy, at) => {
          const spec = {
            seed,
            stations: [{ id: 'server', servers: 1 }],
            routes: [
              poissonRoute('victim', 'server', { arrivalRate: VICTIM, serviceRate: SERVICE }),
              poissonRoute('noisy', 'server', { arrivalRate: noisy, serviceRate: SERVICE }),
            ],
            keepLatencies: true,
            traceInputs: false,
          };
          const victim = warmedNetwork(spec, jobs, VICTIM, ['victim']).tenant('victim');
          measured[`victim_mean_T[${at}]`] = victim.latencyMeanUs / 1e6;
          measured[`victim_p99_T[${at}]`] = victim.latencyUs(0.99) / 1e6;
        });
        const dedicated = warmedNetwork(oneStation(shared(0), 1, seed), jobs, VICTIM, ['all']);
        measured.dedicated_server_mu10_victim_T = dedicated.tenant('all').latencyMeanUs / 1e6;
        return measured;
      },
    });
  },
};
