/** @module A reading with its unit, as lessons write it. */
import { formatMs, formatNumber, NOT_YET } from '../text/format.ts';

/**
 * @param value  in its unit; null for not measured
 * @param unit   of the reading
 */
export function readingWords(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return NOT_YET;
  switch (unit) {
    case 'ms':
      return formatMs(1000 * value);
    case '%':
      return `${formatNumber(value >= 99 ? Math.floor(10 * value) / 10 : Number(value.toPrecision(2)))}\u202f%`;
    case 'req/s':
      return `${formatNumber(Number(value.toPrecision(2)))}/s`;
    default:
      return unit === '' ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
  }
}

/** @returns how many times, in words: "5.3 times" */
export function timesWords(ratio: number): string {
  return `${formatNumber(Number(ratio.toPrecision(2)))} times`;
}
