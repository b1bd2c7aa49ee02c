/**
 * @module Chance: how far a stretch of calm time as long as the region strays by itself.
 *
 * The calm time is cut into windows as long as the region, or into sixteenths of it where the region is longer. Their figures
 * have a spread s; the figure of k further windows lies within t * s * sqrt(1/n + 1/k) of that of the calm time with the
 * confidence of t with n - 1 degrees of freedom (a prediction interval). Mean latencies are skewed, more or less so depending on
 * how many requests a window has: of the interval of means and that of their logarithms the wider end counts on each side. A
 * share strays at least as much as that many independent requests would.
 *
 * @source Hahn and Meeker, Statistical Intervals, 1991, section 4.7 (mean of future observations); batch means: Schmeiser 1982
 */
import { exp, log } from '../kernel/portable-math.ts';
import type { LatencyParts } from '../measure/latency-parts.ts';
import { variance } from '../statistics/estimate.ts';
import { studentT } from '../statistics/student-t.ts';
import type { Chance, Region, TimeSpan } from './explanation.ts';
import { lengthUs } from './sums.ts';
import { countIn, cut, meanLatencyUs, type Victims } from './windows.ts';

/** Of twenty regions in calm runs, a fifth of one is taken for more than chance. */
export const CONFIDENCE = 0.99;
/** Windows into which calm time is cut at least, and with how many at least a spread can be told. */
const WINDOWS = 16;
const WINDOWS_MIN = 8;
const US_PER_MS = 1000;

/** @returns the rule with its numbers; null when the baseline holds too few requests for any */
export function chanceOf(
  parts: LatencyParts,
  victims: Victims,
  region: Region,
  calm: readonly TimeSpan[],
): Chance | null {
  const { latencyUs: range } = region;
  const regionUs = region.toUs - region.fromUs;
  // Every stretch may lose the beginning of a window: one window more for each makes up for it.
  const windowUs = Math.min(regionUs, lengthUs(calm) / (WINDOWS + calm.length));
  const windows = cut(calm, windowUs);
  const future = regionUs / windowUs;
  if (range === undefined) {
    const means = windows.flatMap((window) => {
      const meanUs = meanLatencyUs(parts, victims, [window]);
      return meanUs === null || meanUs <= 0 ? [] : [meanUs];
    });
    const regionMean = meanLatencyUs(parts, victims, [region]);
    const calmMean = meanLatencyUs(parts, victims, calm);
    if (means.length < WINDOWS_MIN || regionMean === null || calmMean === null) return null;
    const halfUs = halfWidth(means.length, variance(means), future);
    // Around the mean itself: the mean of the logarithms lies below it, the more so the shorter the windows.
    const factor = exp(halfWidth(means.length, variance(means.map(log)), future));
    const ends = {
      low: Math.max(0, Math.min(calmMean - halfUs, calmMean / factor)) / US_PER_MS,
      high: Math.max(calmMean + halfUs, calmMean * factor) / US_PER_MS,
    };
    return { of: 'mean', region: regionMean / US_PER_MS, ...ends, ...rule(means.length, windowUs) };
  }
  const counts = windows.map((window) => countIn(parts, victims, [window], range)).filter(({ all }) => all > 0);
  const inRegion = countIn(parts, victims, [region], range);
  if (counts.length < WINDOWS_MIN || inRegion.all === 0) return null;
  const shares = counts.map(({ inside, all }) => inside / all);
  const all = counts.reduce((sum, count) => sum + count.all, 0);
  const inside = counts.reduce((sum, count) => sum + count.inside, 0);
  // Add-one: a share that was never seen is not known to be 0.
  const usual = (inside + 1) / (all + 2);
  const independent = (usual * (1 - usual) * counts.length) / all;
  const half = halfWidth(shares.length, Math.max(variance(shares), independent), future);
  const ends = { low: Math.max(0, inside / all - half), high: Math.min(1, inside / all + half) };
  return { of: 'share', region: inRegion.inside / inRegion.all, ...ends, ...rule(counts.length, windowUs) };
}

function rule(windows: number, windowUs: number): Pick<Chance, 'confidence' | 'windows' | 'windowUs'> {
  return { confidence: CONFIDENCE, windows, windowUs };
}

/** @returns how far the figure of so many future windows may lie from that of the windows that are known */
function halfWidth(windows: number, spread: number, future: number): number {
  return studentT(CONFIDENCE, windows - 1) * Math.sqrt(spread * (1 / windows + 1 / future));
}
