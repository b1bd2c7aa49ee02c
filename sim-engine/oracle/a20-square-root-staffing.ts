/** @module A20: how few spare servers a large pool needs, and how many more ten silos of a tenth need. */
import { erlangC, type MMC } from '../theory/m-m-c.ts';
import { halfinWhittWaiting, serversForWaiting } from '../theory/staffing.ts';
import { exactReport } from './exact-report.ts';
import { oneStation } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';
import { withExact } from './with-exact.ts';

const QUEUE: MMC = { arrivalRate: 100, serviceRate: 1, servers: 110 };
const OFFERED = QUEUE.arrivalRate / QUEUE.serviceRate;
const SILOS = 10;
/** Half of the last of six printed digits. */
const PRINTED = 5e-6;

/** As published; the calculators have to give the same. */
const STAFFING = {
  halfin_whitt_beta1: 0.223361,
  'min_c_P(wait)<=0.20': 111,
  'min_c_P(wait)<=0.01': 125,
  'min_c_10_silos_of_10_P(wait)<=0.20': 140,
};

export const a20: Oracle = {
  id: 'A20',
  title: 'Square-root staffing of M/M/110',
  source:
    'Halfin and Whitt, Heavy-traffic limits for queues with many exponential servers, Operations Research 29(3), 1981',
  formula: 'C(c,a); limit 1/(1 + βΦ(β)/φ(β)), β = (c−a)/√a',
  run: (options) => {
    const simulated = replicatedEstimate(
      {
        id: 'A20',
        title: a20.title,
        expected: { erlangC_exact: erlangC(QUEUE) },
        jobs: 300_000,
        longJobs: 600_000,
        widest: 0.1,
        firstSeed: 20_000,
        measure: (seed, jobs) => {
          const spec = oneStation(QUEUE, QUEUE.servers, seed);
          const network = warmedNetwork(spec, jobs, QUEUE.arrivalRate, ['all']);
          return { erlangC_exact: network.station('server').delayedShare };
        },
      },
      options,
    );
    const calculated = {
      halfin_whitt_beta1: halfinWhittWaiting((QUEUE.servers - OFFERED) / Math.sqrt(OFFERED)),
      'min_c_P(wait)<=0.20': serversForWaiting(OFFERED, 0.2),
      'min_c_P(wait)<=0.01': serversForWaiting(OFFERED, 0.01),
      'min_c_10_silos_of_10_P(wait)<=0.20': SILOS * serversForWaiting(OFFERED / SILOS, 0.2),
    };
    return withExact(simulated, exactReport(a20, STAFFING, calculated, PRINTED));
  },
};
