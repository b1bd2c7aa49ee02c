/** @module How a number of the matrix is written and how dark its cell is: one log scale per matrix. */
import { formatMs, formatNumber } from '../text/format.ts';
import type { Matrix } from './matrix.ts';

/** Lower end of the ramp: seconds of waiting per second, and milliseconds of change. */
const LEAST = { rate: 0.01, ms: 1 } as const;

/** The scale of one matrix. */
export interface CellScale {
  readonly least: number;
  /** Upper end, a round number. */
  readonly most: number;
  /** "s/s" or "ms". */
  readonly unit: string;
  /** @returns the number that is shown, in the unit */
  value(us: number): number;
  /** @returns what stands in a cell */
  text(us: number | null): string;
  /**
   * @param us    of a cell
   * @param ofUs  what stands at the foot of its column
   * @returns place on the ramp, 0..1; null stays blank
   */
  share(us: number | null, ofUs: number | null): number | null;
}

/**
 * @param matrix      that is drawn
 * @param spanUs      length of the window for waiting per second; null for milliseconds of latency
 * @param resolution  changes up to this share of the latency are within its rounding and stay blank, 0..1
 */
export function cellScale(matrix: Matrix, spanUs: number | null, resolution = 0): CellScale {
  const value = (us: number): number => (spanUs === null ? us / 1000 : us / spanUs);
  const least = spanUs === null ? LEAST.ms : LEAST.rate;
  const largest = matrix.us.flat().reduce<number>((most, us) => Math.max(most, us ?? 0), 0);
  const most = Math.max(10 * least, roundUp(value(largest)));
  const write = spanUs === null ? changeText : rateText;
  return {
    least,
    most,
    unit: spanUs === null ? 'ms' : 's/s',
    value,
    text: (us) => (us === null ? '–' : write(value(us), least)),
    share: (us, ofUs) => {
      if (us === null || value(us) < least || us <= resolution * (ofUs ?? 0)) return null;
      return Math.min(1, Math.log(value(us) / least) / Math.log(most / least));
    },
  };
}

/** @returns 1, 2 or 5 times a power of ten, not below the value */
function roundUp(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}

/** ".40", "8.1", "10", "165": a zero before the point would fill the cell. */
function rateText(rate: number, least: number): string {
  if (rate <= 0) return '';
  if (rate < least) return '·';
  if (rate < 0.995) return rate.toFixed(2).slice(1);
  return rate < 9.95 ? rate.toFixed(1) : formatNumber(Math.round(rate));
}

function changeText(ms: number, least: number): string {
  if (ms === 0) return '0';
  if (Math.abs(ms) < least) return '·';
  return `${ms < 0 ? '−' : ''}${formatNumber(Math.round(Math.abs(ms)))}`;
}

/** @returns a rate of waiting with its unit: "10.2 s per second" */
export function rateWords(us: number, spanUs: number): string {
  return `${formatNumber(Number((us / spanUs).toPrecision(3)))} s per second`;
}

/** @returns "falls by 12 ms", "rises by 3 ms", "stays as it is" */
export function changeWords(us: number): string {
  if (Math.abs(us) < 500) return 'stays within half a millisecond';
  return `${us > 0 ? 'falls' : 'rises'} by ${formatMs(Math.abs(us))}`;
}
