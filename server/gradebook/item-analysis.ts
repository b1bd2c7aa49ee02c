/**
 * @module Item analysis: how many hold each check, and whether holding it goes with holding the rest.
 *
 * @source Ebel and Frisbie, Essentials of Educational Measurement, 5th edition, 1991, chapter 13; interval: Fisher, Biometrika 10, 1915
 */
import type { GradebookCheck, GradebookItem, GradebookRow } from '../../sim-engine/protocol/gradebook.ts';

/** Least number of learners for a correlation; with fewer its interval spans nearly everything. */
export const ITEMS_MIN = 10;
/** Standard errors of a 95 % interval. */
const ERRORS = 1.96;

/**
 * @param checks  of the exercise
 * @param rows    of the class; those without a grade say nothing
 */
export function itemAnalysis(checks: readonly GradebookCheck[], rows: readonly GradebookRow[]): GradebookItem[] {
  const graded = rows.filter(({ state, cells }) => state === 'graded' && cells.length === checks.length);
  return checks.map(({ id, title, points }, at): GradebookItem => {
    const n = graded.length;
    const held = graded.filter(({ cells }) => cells[at]!.passed).length;
    const base = { id, title, n, held };
    const silent = (why: string): GradebookItem => ({ ...base, discrimination: null, low: null, high: null, why });
    if (points === null) return silent('a guard: without it there are no points at all');
    if (n < ITEMS_MIN) return silent(`too few: ${n} of ${ITEMS_MIN} learners`);
    if (held === n) return silent('all hold it');
    if (held === 0) return silent('nobody holds it');
    const own = graded.map(({ cells }): number => (cells[at]!.passed ? 1 : 0));
    // The rest, so that no check correlates with itself.
    const rest = graded.map(({ cells }) =>
      checks.reduce((sum, check, index) => sum + (index !== at && cells[index]!.passed ? (check.points ?? 0) : 0), 0),
    );
    const r = correlation(own, rest);
    if (r === null) return silent('all have the same other points');
    if (n <= 3 || Math.abs(r) === 1) return { ...base, discrimination: r, low: r, high: r, why: '' };
    const z = Math.atanh(r);
    const error = ERRORS / Math.sqrt(n - 3);
    return { ...base, discrimination: r, low: Math.tanh(z - error), high: Math.tanh(z + error), why: '' };
  });
}

function correlation(x: readonly number[], y: readonly number[]): number | null {
  const mean = (of: readonly number[]): number => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((each, at) => {
    const [dx, dy] = [each - mx, y[at]! - my];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  return xx === 0 || yy === 0 ? null : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
