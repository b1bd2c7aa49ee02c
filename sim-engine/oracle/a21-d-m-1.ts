/** @module A21: regular arrivals at a server with random work, against the exact value and Kingman's bound. */
import { type DM1, dm1MeanResponse, dm1MeanWait, dm1Sigma } from '../theory/d-m-1.ts';
import { kingmanBound } from '../theory/kingman.ts';
import { exactReport } from './exact-report.ts';
import { oneStation } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';
import { withExact } from './with-exact.ts';

const QUEUE: DM1 = { interarrival: 0.125, serviceRate: 10 };
const RATES = { arrivalRate: 1 / QUEUE.interarrival, serviceRate: QUEUE.serviceRate };
const SERVICE = 1 / QUEUE.serviceRate;
const BOUND = { Kingman_upper_bound_Wq: 0.2 };

export const a21: Oracle = {
  id: 'A21',
  title: 'D/M/1, and Kingman’s upper bound',
  source: 'Kleinrock, Queueing Systems I, 1975, section 6.4; Kingman, Biometrika 49, 1962',
  formula: 'σ = e^(−μT(1−σ)); Wq = σ/μ(1−σ); bound λ(σₐ²+σₛ²)/2(1−ρ)',
  run: (options) => {
    const simulated = replicatedEstimate(
      {
        id: 'A21',
        title: a21.title,
        expected: { sigma: dm1Sigma(QUEUE), Wq: dm1MeanWait(QUEUE), W: dm1MeanResponse(QUEUE) },
        jobs: 70_000,
        longJobs: 280_000,
        widest: 0.04,
        firstSeed: 21_000,
        measure: (seed, jobs) => {
          const spec = oneStation(RATES, 1, seed);
          const arrivals = { id: 'deterministic', params: { ratePerSec: RATES.arrivalRate } };
          const regular = { ...spec, routes: spec.routes.map((route) => ({ ...route, arrivals })) };
          const network = warmedNetwork(regular, jobs, RATES.arrivalRate, ['all']);
          const tenant = network.tenant('all');
          return {
            // An arrival waits exactly when it finds the server busy.
            sigma: network.station('server').delayedShare,
            Wq: tenant.waitMeanUs / 1e6,
            W: tenant.latencyMeanUs / 1e6,
          };
        },
      },
      options,
    );
    const bound = kingmanBound(RATES.arrivalRate, 0, SERVICE, SERVICE * SERVICE);
    const report = withExact(simulated, exactReport(a21, BOUND, { Kingman_upper_bound_Wq: bound }, 1e-9));
    return (report.measured.Wq ?? Number.POSITIVE_INFINITY) <= bound
      ? report
      : { ...report, verdict: 'fail', notes: [...report.notes, `Wq lies above Kingman's bound of ${bound}`] };
  },
};
