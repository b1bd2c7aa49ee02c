/** @module A50: max-min shares, dominant resource fairness and Jain's index on examples of their papers. */
import { dominantResourceShares } from '../fairness/dominant-resource.ts';
import { jainIndex } from '../fairness/jain-index.ts';
import { maxMinShares } from '../fairness/max-min.ts';
import { equalDominantShare, jainByVariation, maxMinLevel } from '../theory/fair-division.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const CAPACITY = 10;
const DEMANDS: readonly number[] = [2, 2.6, 4, 5];
/** Processors and gigabytes. */
const CLUSTER: readonly number[] = [9, 18];
const TASKS: readonly (readonly number[])[] = [
  [1, 4],
  [3, 1],
];
const SPREADS: readonly (readonly number[])[] = [
  [1, 1, 1, 1],
  [10, 1, 1, 1],
  [4, 3, 2, 1],
];

export const a50: Oracle = {
  id: 'A50',
  title: 'Max-min, DRF and Jain’s index',
  source: 'Bertsekas and Gallager 1992, section 6.5.2; Ghodsi et al., NSDI 2011, section 4.1; Jain, Chiu, Hawe 1984',
  formula: 'max-min: Σ min(demand, level) = capacity; dominant shares equal; J = 1/(1+cv²)',
  run: () => {
    const expected: Record<string, number> = {};
    const measured: Record<string, number> = {};
    const level = maxMinLevel(CAPACITY, DEMANDS);
    maxMinShares(CAPACITY, DEMANDS).forEach((share, at) => {
      expected[`max_min[${at}]`] = Math.min(DEMANDS[at]!, level);
      measured[`max_min[${at}]`] = share;
    });
    const dominant = equalDominantShare(CLUSTER, TASKS);
    const found = dominantResourceShares(CLUSTER, TASKS);
    TASKS.forEach((task, at) => {
      const shareOfOne = Math.max(...task.map((need, resource) => need / CLUSTER[resource]!));
      const user = String.fromCharCode(65 + at);
      expected[`DRF_tasks ${user}`] = dominant / shareOfOne;
      measured[`DRF_tasks ${user}`] = found.tasks[at]!;
      expected[`dominant_share ${user}`] = dominant;
      measured[`dominant_share ${user}`] = found.dominantShares[at]!;
    });
    for (const spread of SPREADS) {
      expected[`Jain ${spread.join(' ')}`] = jainByVariation(spread);
      measured[`Jain ${spread.join(' ')}`] = jainIndex(spread);
    }
    return exactReport(a50, expected, measured, 1e-9);
  },
};
