/** @module Readers of command arguments: seeds, counts, times and registry ids, with messages that say what to do. */
import { InvalidArgumentError } from 'commander';
import { parseQuantity } from '../../scenarios/schema/quantity.ts';
import { didYouMean } from '../../scenarios/schema/suggest.ts';
import { catalogue } from '../../sim-engine/index.ts';
import { type Choice, withDefaults } from '../../sim-engine/model/registry.ts';
import { DATA_DEFAULT } from '../config.ts';

/**
 * @param min  smallest
 * @param max  largest
 * @returns a reader of whole numbers
 */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };
}

/**
 * @param given  what `--data` says
 * @returns the data directory: what was given, else the environment's, else the default
 */
export function dataFolder(given: string | undefined): string {
  return given ?? (process.env.TENANTLAB_DATA || DATA_DEFAULT);
}

/** Reader of a seed. */
export const seed = wholeNumber(0, Number.MAX_SAFE_INTEGER);

/**
 * @param text  for example `90s`
 * @returns microseconds
 */
export function duration(text: string): number {
  const parsed = parseQuantity('duration', text);
  if (parsed.ok && parsed.value > 0) return parsed.value;
  throw new InvalidArgumentError(
    parsed.ok ? 'Expected a time above zero, such as 90s.' : `${parsed.issues[0]?.message ?? ''}.`,
  );
}

/**
 * @param text  `mser5`, or a time such as `10s`
 * @returns the rule, or microseconds
 */
export function warmUp(text: string): 'mser5' | number {
  return text === 'mser5' ? text : duration(text);
}

/**
 * @param text  for example `2%`
 * @returns the share, 0..1
 */
export function percentage(text: string): number {
  const value = /^\d{1,2}(\.\d{1,3})?%$/.test(text) ? Number(text.slice(0, -1)) : Number.NaN;
  if (value > 0) return value / 100;
  throw new InvalidArgumentError('Expected a percentage above 0 and below 100, such as 2%.');
}

/**
 * @param text  id of an isolation model
 * @returns the model with its defaults
 */
export function isolation(text: string): Choice {
  const definition = catalogue.isolation.find((each) => each.id === text);
  if (definition !== undefined) return { id: definition.id, params: withDefaults(definition, {}) };
  const cure = didYouMean(
    text,
    catalogue.isolation.map((each) => each.id),
  );
  throw new InvalidArgumentError(`There is no such isolation model: ${cure}`);
}
