/** @module What is said of a typed number that cannot be taken as it is: the engine's own words, and what was done instead. */
import type { ParamSpec } from '../../sim-engine/model/registry.ts';
import { wrongValue } from '../../sim-engine/model/wrong-value.ts';

/** @returns the number that was typed, thousands with commas allowed; null when it is none */
export function numberIn(typed: string): number | null {
  const text = typed.trim().replace(/,/g, '');
  const number = Number(text);
  return text === '' || !Number.isFinite(number) ? null : number;
}

/**
 * @param spec    what may be typed
 * @param typed   what was typed
 * @param number  the number in it
 * @param taken   what the control holds from now on
 * @returns the sentence, or null when the number was taken as it is
 */
export function wrongNumber(spec: ParamSpec, typed: string, number: number | null, taken: number): string | null {
  if (number === null)
    return `${spec.label}: found ${JSON.stringify(typed.trim())}, expected a number. It stays ${taken}.`;
  const wrong = wrongValue(spec, number);
  return wrong === null ? null : `${wrong}. It is set to ${taken}.`;
}
