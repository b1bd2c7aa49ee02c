/**
 * @module Baseline: the calm time that a region is compared with.
 *
 * Trouble begins before it is seen and ends after it: two seconds on either side of the region belong to neither. The
 * warm-up is left off by MSER-5 over everybody's mean latency in pieces of a tenth of a second, and so is every piece of a
 * second in which the victims took more than twice as long as in the median piece, and beyond four standard deviations of the
 * logarithm, robustly estimated: that is some other trouble. In a steady run hardly any piece is that slow, so that what is left
 * is not chosen for being fast.
 *
 * @source Huber, Robust Statistics, 1981, section 5.1 (median absolute deviation, 1.4826 of it for a normal deviation)
 */

import { log } from '../kernel/portable-math.ts';
import { fail, issue, ok, type Result } from '../kernel/result.ts';
import type { LatencyParts } from '../measure/latency-parts.ts';
import { mser5 } from '../statistics/warm-up.ts';
import type { BaselineChoice, TimeSpan } from './explanation.ts';
import { lengthUs } from './sums.ts';
import { cut, meanLatencyUs, type Victims } from './windows.ts';

/** Left out beside the region. */
const GUARD_US = 2_000_000;
/** Pieces in which calm is told from trouble, and the end of the warm-up. */
const PIECE_US = 1_000_000;
const WARM_UP_PIECE_US = 100_000;
/** Pieces that took more than so many times as long as the median one are not calm. */
const CALM_FACTOR = 2;
const CALM_DEVIATIONS = 4;
const DEVIATIONS_PER_MAD = 1.4826;
/** Most of a stretch that may be left off as warm-up. */
const WARM_UP_SHARE_MAX = 0.5;
/** With less calm time before the region, time after it is looked at as well; with less than the least of either, nothing is said. */
const ENOUGH_US = 5_000_000;
const LEAST_US = 3_000_000;

/**
 * @param region   what is asked about
 * @param untilUs  how far the run has come
 * @returns the stretches, under the kind that they are after all: where there is too little before, everything outside counts
 */
export function baselineOf(
  parts: LatencyParts,
  victims: Victims,
  region: TimeSpan,
  untilUs: number,
  choice: BaselineChoice,
): Result<{ readonly kind: BaselineChoice['kind']; readonly spans: readonly TimeSpan[] }> {
  if (choice.kind === 'span') {
    const { fromUs, toUs } = choice;
    if (fromUs >= 0 && toUs <= untilUs && toUs - fromUs >= LEAST_US)
      return ok({ kind: 'span', spans: [{ fromUs, toUs }] });
    const found = `found ${fromUs / 1e6} to ${toUs / 1e6} s`;
    const wanted = `expected at least ${LEAST_US / 1e6} s between 0 and ${untilUs / 1e6} s`;
    return fail(issue('no-baseline', 'baseline', `${found}, ${wanted}: choose a longer span`));
  }
  const startUs = warmUpUs(parts, victims.weights.length, region.fromUs);
  const before = calm(parts, victims, [{ fromUs: startUs, toUs: region.fromUs - GUARD_US }]);
  if (choice.kind === 'before' && lengthUs(before) >= ENOUGH_US) return ok({ kind: 'before', spans: before });
  const outside = calm(parts, victims, [
    { fromUs: startUs, toUs: region.fromUs - GUARD_US },
    { fromUs: region.toUs + GUARD_US, toUs: untilUs },
  ]);
  if (lengthUs(outside) >= LEAST_US) return ok({ kind: 'outside', spans: outside });
  const found = `found ${lengthUs(outside) / 1e6} s of calm time outside the region`;
  const wanted = `expected at least ${LEAST_US / 1e6} s`;
  return fail(issue('no-baseline', 'region', `${found}, ${wanted}: choose a shorter region, or let the run go on`));
}

/** Caches warm up for the whole system; up to the region, so that what is asked about does not count as its end. */
function warmUpUs(parts: LatencyParts, tenants: number, untilUs: number): number {
  const everybody = { weights: new Array<number>(tenants).fill(1) };
  const pieces = cut([{ fromUs: 0, toUs: untilUs }], WARM_UP_PIECE_US);
  const first = pieces[0]?.fromUs ?? 0;
  const means = pieces.map((piece) => meanLatencyUs(parts, everybody, [piece]) ?? 0);
  const found = mser5(means);
  if (found.kind === 'not-steady' || found.truncate > WARM_UP_SHARE_MAX * means.length) return 0;
  return found.truncate === 0 ? 0 : first + found.truncate * WARM_UP_PIECE_US;
}

function calm(parts: LatencyParts, victims: Victims, spans: readonly TimeSpan[]): TimeSpan[] {
  const pieces = cut(
    spans.filter(({ fromUs, toUs }) => toUs > fromUs),
    PIECE_US,
  ).map((span) => ({ span, meanUs: meanLatencyUs(parts, victims, [span]) }));
  const logs = pieces.flatMap(({ meanUs }) => (meanUs === null || meanUs <= 0 ? [] : [log(meanUs)]));
  const middle = median(logs);
  const deviation = DEVIATIONS_PER_MAD * median(logs.map((each) => Math.abs(each - middle)));
  const most = middle + Math.max(log(CALM_FACTOR), CALM_DEVIATIONS * deviation);
  const kept: TimeSpan[] = [];
  for (const { span, meanUs } of pieces) {
    if (meanUs === null || (meanUs > 0 && log(meanUs) > most)) continue;
    const last = kept[kept.length - 1];
    if (last !== undefined && last.toUs === span.fromUs) kept[kept.length - 1] = { ...last, toUs: span.toUs };
    else kept.push(span);
  }
  return kept;
}

/** @returns the lower median; 0 of nothing */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
