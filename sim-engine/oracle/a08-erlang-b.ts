/** @module A08: a cap on concurrency without a queue; what it turns away does not depend on the service law. */
import type { NetworkDemand } from '../network/network-spec.ts';
import { erlangB } from '../theory/m-m-c.ts';
import { serversForBlocking } from '../theory/staffing.ts';
import { exactReport } from './exact-report.ts';
import { oneStation } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { blockedShare } from './station-rates.ts';
import { warmedNetwork } from './warmed-network.ts';
import { withExact } from './with-exact.ts';

const OFFERED = { arrivalRate: 8, serviceRate: 1 };
const SERVERS = 10;
const MEAN_US = 1_000_000;
/** The figures of each law carry its suffix. */
const LAWS: readonly (readonly [suffix: string, demand: NetworkDemand])[] = [
  ['', { law: 'exponential', meanUs: MEAN_US }],
  [' deterministic', { law: 'deterministic', meanUs: MEAN_US }],
  [' two-point', { law: 'mixture', meanUs: MEAN_US, table: [0.9, 0.2, 0.1, 8.2] }],
];

const block = erlangB({ ...OFFERED, servers: SERVERS });
const carried = (OFFERED.arrivalRate / OFFERED.serviceRate) * (1 - block);

export const a08: Oracle = {
  id: 'A08',
  title: 'M/G/10/10: Erlang B does not depend on the service law',
  source: 'Cooper, Introduction to Queueing Theory, 1981, sections 3.3 and 5.9 (insensitivity)',
  formula: 'B(c,a) = (aᶜ/c!)/Σ aᵏ/k! for every service law of the same mean',
  run: (options) => {
    const simulated = replicatedEstimate(
      {
        id: 'A08',
        title: a08.title,
        expected: Object.fromEntries(
          LAWS.flatMap(([suffix]) => [
            [`block${suffix}`, block],
            [`carried${suffix}`, carried],
          ]),
        ),
        jobs: 60_000,
        longJobs: 200_000,
        widest: 0.03,
        firstSeed: 8000,
        measure: (seed, jobs) => {
          const measured: Record<string, number> = {};
          for (const [suffix, demand] of LAWS) {
            const spec = oneStation(OFFERED, SERVERS, seed);
            const capped = {
              ...spec,
              stations: [{ id: 'server', servers: SERVERS, bound: SERVERS }],
              routes: spec.routes.map((route) => ({ ...route, steps: [{ visit: 'server', demand }] })),
            };
            const station = warmedNetwork(capped, jobs, OFFERED.arrivalRate, ['all']).station('server');
            measured[`block${suffix}`] = blockedShare(station);
            measured[`carried${suffix}`] = station.presentMean;
          }
          return measured;
        },
      },
      options,
    );
    const calculated = { min_c_for_1pct: serversForBlocking(OFFERED.arrivalRate / OFFERED.serviceRate, 0.01) };
    return withExact(simulated, exactReport(a08, { min_c_for_1pct: 15 }, calculated, 0));
  },
};
