/** @module Key spaces, as authors write them: `{ count: 5000, alpha: 0.9 }`, or `{ kind: hot-key, count: 5000, share: 0.3 }`. */
import { catalogue } from '../../sim-engine/index.ts';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { Definition } from '../../sim-engine/model/registry.ts';
import type { KeySpace } from '../../sim-engine/model/scenario.ts';
import { entryJson, readDetails } from './choice.ts';
import { describe, leaf, type Reading, readNumber, refuse } from './leaf.ts';
import { KEYS } from './limits.ts';
import { notationOf, paramJson } from './param.ts';
import { didYouMean } from './suggest.ts';

/** The default kind, whose one parameter may stand beside the count without it. */
const ZIPF = catalogue.popularity[0]!;

/**
 * Number of keys and how unevenly they are read.
 *
 * @param what  what it is, with its article
 */
export function keySpace(what: string) {
  const count = { type: 'integer', minimum: KEYS.min, maximum: KEYS.max };
  const short = Object.fromEntries(ZIPF.params.map((spec) => [notationOf(spec).key, paramJson(spec)]));
  const shapes = [
    {
      type: 'object',
      properties: { count, ...short },
      required: ['count', ...Object.keys(short)],
      additionalProperties: false,
    },
    ...catalogue.popularity.map((kind) => {
      const entry = entryJson('kind', kind);
      return { ...entry, properties: { count, ...(entry.properties as object) }, required: ['kind', 'count'] };
    }),
  ];
  return leaf<KeySpace>({ description: what, anyOf: shapes }, (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) {
      return refuse('wrong-type', `found ${describe(value)}, expected ${what}: write { count: 5000, alpha: 0.9 }`);
    }
    const given = value as Readonly<Record<string, unknown>>;
    return given.kind === undefined ? readZipf(given) : readKind(given);
  });
}

function readZipf(given: Readonly<Record<string, unknown>>): Reading<KeySpace> {
  const count = readCount(given);
  const details = readDetails(ZIPF, given, ['count']);
  const issues = [...issuesOf(count), ...issuesOf(details)];
  if (given.alpha === undefined) {
    const message = 'found no alpha, expected a Zipf exponent (0 is uniform): add `alpha:`, or a `kind:`';
    issues.push({ code: 'missing-key', path: '', message });
  }
  if (issues.length > 0 || !('value' in count) || !('value' in details)) return { issues };
  return { value: { count: count.value, alpha: details.value.params.alpha! } };
}

function readKind(given: Readonly<Record<string, unknown>>): Reading<KeySpace> {
  const ids = catalogue.popularity.map((each) => each.id);
  const kind: Definition | undefined = catalogue.popularity.find((each) => each.id === given.kind);
  const count = readCount(given);
  if (kind === undefined) {
    const cure = typeof given.kind === 'string' ? didYouMean(given.kind, ids) : `expected one of ${ids.join(', ')}`;
    const message = `found ${describe(given.kind)}, expected a kind of key popularity: ${cure}`;
    return { issues: [...issuesOf(count), { code: 'unknown-popularity', path: 'kind', message }] };
  }
  const details = readDetails(kind, given, ['kind', 'count']);
  if (!('value' in count) || !('value' in details)) return { issues: [...issuesOf(count), ...issuesOf(details)] };
  return { value: { count: count.value, kind: kind.id, params: details.value.params } };
}

function readCount(given: Readonly<Record<string, unknown>>): Reading<number> {
  const what = 'a number of keys';
  if (given.count === undefined) {
    return refuse('missing-key', `found no count, expected ${what}: add \`count:\``);
  }
  const reading = readNumber(what, KEYS, true, given.count);
  return 'value' in reading ? reading : { issues: reading.issues.map((each) => ({ ...each, path: 'count' })) };
}

function issuesOf(reading: Reading<unknown>): Issue[] {
  return 'issues' in reading ? [...reading.issues] : [];
}
