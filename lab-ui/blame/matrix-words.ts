/** @module The page's first sentence and the matrix in words, computed. */
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import type { WindowBlame } from '../replay/questions/blame.ts';
import type { Removal } from '../replay/questions/removal.ts';
import { formatCount, formatMs, formatSeconds, formatShare, listWords } from '../text/format.ts';
import { changeWords, rateWords } from './cell-scale.ts';
import { changeOf, type Figure, harmOf, type Matrix } from './matrix.ts';
import { personOf, SYSTEM } from './people.ts';
import { heldWords } from './resources.ts';

/** Below this share of what others wait nobody is named alone. */
const NAMED_FROM = 0.2;

function letter(scenario: Scenario, id: string): string {
  return id === SYSTEM ? 'the system itself' : personOf(scenario, id).letter;
}

/** What others wait: all waiting but that of the culprit itself. */
function othersWait(matrix: Matrix, culprit: string): number {
  return matrix.totalUs.reduce<number>(
    (sum, us, column) => sum + (matrix.victims[column] === culprit ? 0 : (us ?? 0)),
    0,
  );
}

/** @returns the culprit that costs the others most, with its share of what they wait; null when nobody waits for anybody */
export function topCulprit(matrix: Matrix): { readonly culprit: string; readonly share: number } | null {
  let top: { culprit: string; share: number; us: number } | null = null;
  for (const culprit of matrix.culprits) {
    const us = harmOf(matrix, culprit);
    if (us > (top?.us ?? 0)) top = { culprit, us, share: us / othersWait(matrix, culprit) };
  }
  return top;
}

/**
 * @param matrix  by the ledger
 * @param facet   which resources count
 * @returns "G holds the server for 81 % of what its neighbours wait."
 */
export function headline(scenario: Scenario, matrix: Matrix, facet: string): string {
  if (matrix.totalUs.every((us) => (us ?? 0) === 0)) return `Nobody waited for ${heldWords(facet)} in this window.`;
  const top = topCulprit(matrix);
  if (top === null) return 'Everybody waited for nobody but itself in this window.';
  const share = formatShare(top.share);
  if (top.share < NAMED_FROM)
    return `Nobody stands out: the most that one tenant holds is ${share} of the others’ wait.`;
  if (top.culprit === SYSTEM)
    return `The system itself, slow, down or moving, is behind ${share} of what the tenants wait.`;
  return `${letter(scenario, top.culprit)} holds ${heldWords(facet)} for ${share} of what its neighbours wait.`;
}

/** @returns "9,315 tenant-seconds of waiting in 32 s. Sums match the measured wait to the microsecond." */
export function proofWords(blame: WindowBlame, matrix: Matrix, whole: boolean): string {
  const seconds = matrix.totalUs.reduce<number>((sum, us) => sum + (us ?? 0), 0) / 1e6;
  const length = formatSeconds(blame.toUs - blame.fromUs);
  const waited = `${seconds < 10 ? seconds.toFixed(2) : formatCount(seconds)} tenant-seconds of waiting in ${length}.`;
  if (blame.unmatched.length > 0)
    return `${waited} Sums do not match the measured wait of ${listWords(blame.unmatched)}: do not trust this matrix, and report the run.`;
  return `${waited} ${whole ? 'Sums match' : 'Over all resources, sums match'} the measured wait to the microsecond.`;
}

/** @returns one sentence per culprit that costs others anything, the worst first */
export function blameSentences(scenario: Scenario, matrix: Matrix, spanUs: number): readonly string[] {
  return matrix.culprits.flatMap((culprit, row) => {
    const harm = harmOf(matrix, culprit);
    if (harm === 0) return [];
    const victims = matrix.victims
      .map((victim, column) => ({ victim, us: matrix.us[row]?.[column] ?? 0 }))
      .filter(({ victim, us }) => victim !== culprit && us > 0)
      .sort((a, b) => b.us - a.us);
    const worst = victims[0];
    if (worst === undefined) return [];
    const own = matrix.us[row]?.[matrix.victims.indexOf(culprit)] ?? 0;
    const who = letter(scenario, culprit);
    const self = own > 0 ? ` and itself ${rateWords(own, spanUs)}` : '';
    return [
      `${who.slice(0, 1).toUpperCase()}${who.slice(1)} makes ${victims.length === 1 ? 'one other' : `${formatCount(victims.length)} others`} wait ${rateWords(harm, spanUs)}${self}; most of all ${letter(scenario, worst.victim)}, ${rateWords(worst.us, spanUs)}.`,
    ];
  });
}

/** @returns one sentence per tenant that was left out so far */
export function removalSentences(scenario: Scenario, removals: readonly Removal[], figure: Figure): readonly string[] {
  return removals.map(({ without, tenants }) => {
    const changes = tenants
      .map((each) => ({ ...each, us: changeOf(each, figure) }))
      .filter((each): each is typeof each & { us: number } => each.us !== null)
      .sort((a, b) => b.us - a.us);
    const [best, worst] = [changes[0], changes.at(-1)];
    const who = letter(scenario, without);
    if (best === undefined || worst === undefined) return `Without ${who} there is nothing to compare.`;
    const name = figure === 'p99' ? 'p99' : 'mean latency';
    if (Math.max(Math.abs(best.us), Math.abs(worst.us)) < 500)
      return `Without ${who} nobody’s ${name} changes by half a millisecond.`;
    const rises = worst.us < -500 ? `; ${letter(scenario, worst.tenant)}’s ${changeWords(worst.us)}` : '';
    return `Without ${who}, ${letter(scenario, best.tenant)}’s ${name} ${changeWords(best.us)} (from ${formatMs(read(best.withAll, figure))} to ${formatMs(read(best.withoutIt, figure))})${rises}.`;
  });
}

function read(latency: { readonly meanUs: number; readonly p99Us: number }, figure: Figure): number {
  return figure === 'p99' ? latency.p99Us : latency.meanUs;
}

/**
 * Where the two ways of telling harm part: somebody who is charged with a good deal of waiting, and whose absence would change
 * little.
 *
 * @returns null when no such pair is among what was left out so far
 */
export function differenceWords(
  scenario: Scenario,
  matrix: Matrix,
  removals: readonly Removal[],
  figure: Figure,
): string | null {
  let found: { culprit: string; victim: string; charged: number; change: number } | null = null;
  for (const { without, tenants } of removals) {
    const row = matrix.us[matrix.culprits.indexOf(without)] ?? [];
    for (const each of tenants) {
      const charged = row[matrix.victims.indexOf(each.tenant)] ?? 0;
      const change = changeOf(each, figure);
      const latency = read(each.withAll, figure);
      if (change === null || latency === 0 || Math.abs(change) > 0.05 * latency) continue;
      if (charged > (found?.charged ?? 0)) found = { culprit: without, victim: each.tenant, charged, change };
    }
  }
  if (found === null || found.charged === 0) return null;
  const total = matrix.totalUs[matrix.victims.indexOf(found.victim)] ?? 0;
  const [culprit, victim] = [letter(scenario, found.culprit), letter(scenario, found.victim)];
  return `Blame and removal differ. ${culprit} is charged with ${formatShare(found.charged / total)} of what ${victim} waits, yet without ${culprit} the ${figure} of ${victim} ${changeWords(found.change)}: blame goes to whoever stands in front, removal to whoever made the line long.`;
}
