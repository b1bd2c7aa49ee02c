/** @module The two parameters of limiters that count requests in windows of time. */
import type { ParamSpec } from '../../model/registry.ts';

/** The longest window, a day, times the largest limit is a whole number that a double holds exactly. */
export const LIMIT_MAX = 100_000;

export const windowSec: ParamSpec = {
  name: 'windowSec',
  label: 'Window',
  unit: 's',
  min: 0.001,
  max: 86_400,
  default: 1,
  doc: 'Length of the window, to the microsecond.',
};

/** @param max  largest limit */
export function limitParam(max: number): ParamSpec {
  return {
    name: 'limit',
    label: 'Limit',
    unit: 'requests',
    min: 1,
    max,
    default: 60,
    integer: true,
    doc: 'Requests that may pass in one window.',
  };
}

/** @param seconds  > 0 */
export function wholeUs(seconds: number): number {
  return Math.round(seconds * 1_000_000);
}
