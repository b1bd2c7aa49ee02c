/** @module Measured values in words, with the unit that the metric has. */
import { formatFigure } from '../text/format.ts';
import type { PreviewRun } from './lab-messages.ts';

/** @returns "250 ms", "18 %"; a dash where nothing was measured */
export function valueWords(measured: number | null, unit: string): string {
  if (measured === null) return '–';
  const figure = formatFigure(Math.round(measured * 10_000) / 10_000);
  return unit === '' ? figure : unit.startsWith('/') ? `${figure}${unit}` : `${figure} ${unit}`;
}

/**
 * @param run  the preview
 * @param of   of a completion: `metric:latency-p99`
 * @returns what it is over the whole run of the preview, or empty
 */
export function measuredWords(run: PreviewRun | null, of: string): string {
  const id = /^metric:(.+)$/.exec(of)?.[1];
  const found = id === undefined ? undefined : run?.metrics[id];
  return found === undefined || found.measured === null ? '' : valueWords(found.measured, found.unit);
}
