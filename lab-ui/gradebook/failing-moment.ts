/** @module The moment of a learner's runs that is worth looking at: in the worst hidden world, else in the own one. */
import type { GradebookCheck, GradebookRow, GradebookView } from '../../sim-engine/protocol/gradebook.ts';

/** A moment to replay. */
export interface FailingMoment {
  readonly check: GradebookCheck;
  /** Number of the hidden world, from 0; null for the learner's own. */
  readonly world: number | null;
  /** Null for the learner's own. */
  readonly seed: number | null;
  readonly fromUs: number;
  readonly value: number;
}

/** @returns the check that most hidden worlds miss, else the first that the own world misses, else the first with a figure */
export function shownCheck({ checks }: GradebookView, { worlds, cells }: GradebookRow): GradebookCheck | null {
  const misses = (id: string): number =>
    worlds.filter(({ failed }) => failed.some((each) => each.id === id && each.evidence !== null)).length;
  const most = [...checks].sort((a, b) => misses(b.id) - misses(a.id))[0];
  if (most === undefined) return null;
  if (misses(most.id) > 0) return most;
  const own = checks.find((_, at) => cells[at]?.passed === false && cells[at]?.evidence !== null);
  return own ?? checks.find(({ id }) => typeof worlds[0]?.measured[id] === 'number') ?? null;
}

/** @returns where the check that is shown is missed most clearly, or null where everything holds everywhere */
export function failingMoment(view: GradebookView, row: GradebookRow): FailingMoment | null {
  const check = shownCheck(view, row);
  if (check === null || row.file === null) return null;
  const sign = check.bound === 'at-most' ? 1 : -1;
  const worst = row.worlds
    .flatMap(({ seed, measured, failed }, world) => {
      const evidence = failed.find(({ id }) => id === check.id)?.evidence;
      return evidence == null ? [] : [{ world, seed, evidence, by: sign * (measured[check.id] ?? 0) }];
    })
    .sort((a, b) => b.by - a.by)[0];
  if (worst !== undefined) {
    const { world, seed, evidence } = worst;
    return { check, world, seed, fromUs: evidence.fromUs, value: evidence.value };
  }
  const at = view.checks.findIndex(({ id }, index) => id === check.id && row.cells[index]?.passed === false);
  const evidence = row.cells[at]?.evidence;
  if (evidence == null) return null;
  return { check, world: null, seed: null, fromUs: evidence.fromUs, value: evidence.value };
}
