/** @module A12: the more urgent go first, but nobody is interrupted. */
import { cobhamMeanWait, conservedWait, meanResidual } from '../theory/priority-queue.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { BOTH, BOTH_RATE, CLASSES, twoClasses } from './two-classes.ts';
import { warmedNetwork } from './warmed-network.ts';

const [high, low] = CLASSES.map((each, at) => {
  const wait = cobhamMeanWait(CLASSES, at);
  return { wait, response: wait + each.meanService };
});
const load = CLASSES.reduce((sum, each) => sum + each.arrivalRate * each.meanService, 0);

export const a12: Oracle = {
  id: 'A12',
  title: 'Non-preemptive priority of two classes',
  source: 'Cobham, Priority assignment in waiting line problems, Operations Research 2(1), 1954',
  formula: 'Wq of class k = W₀/(1−σ₍ₖ₋₁₎)(1−σₖ); W₀ = Σ λE[S²]/2, σₖ = ρ₁+…+ρₖ',
  run: (options) =>
    replicatedEstimate(
      {
        id: 'A12',
        title: a12.title,
        expected: {
          W0: meanResidual(CLASSES),
          Wq_high: high!.wait,
          Wq_low: low!.wait,
          W_high: high!.response,
          W_low: low!.response,
          // Where nobody goes first everybody waits for the conserved sum.
          FIFO_Wq: conservedWait(CLASSES) / load,
        },
        jobs: 60_000,
        longJobs: 90_000,
        widest: 0.05,
        firstSeed: 12_000,
        measure: (seed, jobs) => {
          const network = warmedNetwork(twoClasses('priority', seed), jobs, BOTH_RATE, BOTH);
          const fifo = warmedNetwork(twoClasses('fifo', seed), jobs, BOTH_RATE, BOTH);
          const [urgent, other] = BOTH.map((id) => network.tenant(id));
          return {
            // The urgent wait for the service under way and for the urgent before them.
            W0: (urgent!.waitMeanUs / 1e6) * (1 - CLASSES[0]!.arrivalRate * CLASSES[0]!.meanService),
            Wq_high: urgent!.waitMeanUs / 1e6,
            Wq_low: other!.waitMeanUs / 1e6,
            W_high: urgent!.latencyMeanUs / 1e6,
            W_low: other!.latencyMeanUs / 1e6,
            FIFO_Wq: fifo.station('server').waitMeanUs / 1e6,
          };
        },
      },
      options,
    ),
};
