/** @module A14: an order of service only moves waiting around. */
import { conservedWait } from '../theory/priority-queue.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { BOTH, BOTH_RATE, CLASSES, twoClasses } from './two-classes.ts';
import { warmedNetwork } from './warmed-network.ts';

const DISCIPLINES: readonly string[] = ['fifo', 'lifo', 'priority', 'round-robin'];
const figure = (discipline: string): string => `sum rho_i*Wq_i, ${discipline}`;

export const a14: Oracle = {
  id: 'A14',
  title: 'Kleinrock’s conservation law',
  source:
    'Kleinrock, A conservation law for a wide class of queueing disciplines, Naval Research Logistics 12(2), 1965',
  formula: 'Σ ρᵢ·Wqᵢ = ρW₀/(1−ρ), whatever the order of service',
  run: (options) =>
    replicatedEstimate(
      {
        id: 'A14',
        title: a14.title,
        expected: Object.fromEntries(DISCIPLINES.map((id) => [figure(id), conservedWait(CLASSES)])),
        jobs: 60_000,
        longJobs: 80_000,
        widest: 0.05,
        firstSeed: 14_000,
        measure: (seed, jobs) =>
          Object.fromEntries(
            DISCIPLINES.map((id) => {
              const network = warmedNetwork(twoClasses(id, seed), jobs, BOTH_RATE, BOTH);
              const waits = CLASSES.map(({ arrivalRate, meanService }, at) => {
                return arrivalRate * meanService * (network.tenant(BOTH[at]!).waitMeanUs / 1e6);
              });
              return [figure(id), waits.reduce((sum, wait) => sum + wait, 0)];
            }),
          ),
      },
      options,
    ),
};
