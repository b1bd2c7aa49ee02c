/** @module Terms of a link from the wire: their form is checked here, their ranges by the engine. */
import type { LinkTerms } from '../../sim-engine/model/link-terms.ts';
import { parseChoice } from './parse-choice.ts';
import { type FieldReader, join, quote } from './parse-fields.ts';

const COUNTS = ['timeoutUs', 'retries', 'hedgeAfterUs', 'hedges'] as const;
const CHOICES = ['backoff', 'budget', 'breaker'] as const;
/** An hour of microseconds; the engine knows the range of each. */
const COUNT = { min: 0, max: 3_600_000_000, integer: true };

/** @returns the terms that are given; to be used only if the reader has no issues */
export function parseLink(reader: FieldReader, value: unknown, path: string): LinkTerms {
  const fields = reader.object(value, path, [...COUNTS, ...CHOICES, 'cancels']);
  if (!fields) return {};
  const terms: { -readonly [K in keyof LinkTerms]: LinkTerms[K] } = {};
  for (const key of COUNTS) if (Object.hasOwn(fields, key)) terms[key] = reader.number(fields, key, path, COUNT);
  for (const key of CHOICES)
    if (Object.hasOwn(fields, key)) terms[key] = parseChoice(reader, fields[key], join(path, key));
  if (Object.hasOwn(fields, 'cancels')) {
    if (typeof fields.cancels === 'boolean') terms.cancels = fields.cancels;
    else reader.add('bad-flag', join(path, 'cancels'), `found ${quote(fields.cancels)}, expected true or false`);
  }
  return terms;
}
