/** @module Service demands and mixes, as authors write them. */
import { catalogue } from '../../sim-engine/index.ts';
import type { ServiceDemand } from '../../sim-engine/model/operation.ts';
import type { MixShare } from '../../sim-engine/model/scenario.ts';
import { entryJson, readDetails } from './choice.ts';
import { describe, leaf, type Reading, readNumber, readQuantity, refuse } from './leaf.ts';
import { DEMAND_US } from './limits.ts';
import { patternOf } from './quantity.ts';
import { didYouMean } from './suggest.ts';

/** IO operations of one request. */
const IO = { min: 0.01, max: 100_000 };

/**
 * A service demand: its mean alone (exponential), or `{ mean, law, ... }` with the law's parameters.
 *
 * @param what  what it is, with its article
 * @param unit  `time` is written with a unit and kept in microseconds, `io` is a count
 */
export function demand(what: string, unit: 'time' | 'io') {
  const mean =
    unit === 'time' ? { type: 'string', pattern: patternOf('duration') } : { type: 'number', minimum: IO.min };
  const laws = catalogue.laws.map((law) => {
    const entry = entryJson('law', law);
    return { ...entry, properties: { mean, ...(entry.properties as object) }, required: ['mean', 'law'] };
  });
  return leaf<ServiceDemand>({ description: what, anyOf: [mean, ...laws] }, (value) => {
    const given =
      typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : { mean: value };
    return readDemand(what, unit, given, given !== value);
  });
}

function readDemand(
  what: string,
  unit: 'time' | 'io',
  given: Readonly<Record<string, unknown>>,
  isShort: boolean,
): Reading<ServiceDemand> {
  const issues: { code: string; path: string; message: string }[] = [];
  const meanPath = isShort ? '' : 'mean';
  const meanGiven = given.mean;
  let mean = 0;
  if (meanGiven === undefined) {
    issues.push({ code: 'missing-key', path: '', message: `found no mean, expected ${what}: add \`mean:\`` });
  } else {
    const reading =
      unit === 'time' ? readQuantity('duration', what, DEMAND_US, meanGiven) : readNumber(what, IO, false, meanGiven);
    if ('value' in reading) mean = reading.value;
    else for (const each of reading.issues) issues.push({ ...each, path: meanPath });
  }
  const law = given.law === undefined ? catalogue.laws[0] : catalogue.laws.find((each) => each.id === given.law);
  if (law === undefined) {
    const ids = catalogue.laws.map((each) => each.id);
    const cure = didYouMean(String(given.law), ids);
    issues.push({
      code: 'unknown-law',
      path: 'law',
      message: `found ${describe(given.law)}, expected a service law: ${cure}`,
    });
    return { issues };
  }
  const details = readDetails(law, given, ['mean', 'law']);
  if (!('value' in details)) return { issues: [...issues, ...details.issues] };
  return issues.length > 0 ? { issues } : { value: { law: law.id, mean, ...details.value } };
}

/** Relative weights of operations: `{ read: 80, write: 20 }`. */
export function mix(what: string) {
  const json = {
    type: 'object',
    additionalProperties: { type: 'number', exclusiveMinimum: 0 },
    minProperties: 1,
    description: what,
  };
  return leaf<readonly MixShare[]>(json, (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) {
      return refuse('wrong-type', `found ${describe(value)}, expected ${what}: write { operation: weight, ... }`);
    }
    const shares: MixShare[] = [];
    const issues: { code: string; path: string; message: string }[] = [];
    for (const [operation, weight] of Object.entries(value as Record<string, unknown>)) {
      const reading = readNumber('a relative weight', { min: 0.001, max: 1e6 }, false, weight);
      if ('value' in reading) shares.push({ operation, weight: reading.value });
      else for (const each of reading.issues) issues.push({ ...each, path: operation });
    }
    if (issues.length > 0) return { issues };
    return shares.length > 0
      ? { value: shares }
      : refuse('empty-list', `found no operation, expected ${what}: name at least one`);
  });
}
