/** @module A13: the more urgent push out the less, who go on later where they were. */
import { preemptiveMeanResponse } from '../theory/priority-queue.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { BOTH, BOTH_RATE, CLASSES, twoClasses } from './two-classes.ts';
import { warmedNetwork } from './warmed-network.ts';

export const a13: Oracle = {
  id: 'A13',
  title: 'Preemptive-resume priority of two classes',
  source: 'Kleinrock, Queueing Systems II, 1976, section 3.6 (preemptive resume)',
  formula: 'T of class k = E[S]/(1−σ₍ₖ₋₁₎) + Rₖ/(1−σ₍ₖ₋₁₎)(1−σₖ); Rₖ = λE[S²]/2 of the classes up to k',
  run: (options) =>
    replicatedEstimate(
      {
        id: 'A13',
        title: a13.title,
        expected: { T_high: preemptiveMeanResponse(CLASSES, 0), T_low: preemptiveMeanResponse(CLASSES, 1) },
        jobs: 60_000,
        widest: 0.05,
        firstSeed: 13_000,
        measure: (seed, jobs) => {
          const network = warmedNetwork(twoClasses('preemptive-priority', seed), jobs, BOTH_RATE, BOTH);
          const [high, low] = BOTH.map((id) => network.tenant(id).latencyMeanUs / 1e6);
          return { T_high: high!, T_low: low! };
        },
      },
      options,
    ),
};
