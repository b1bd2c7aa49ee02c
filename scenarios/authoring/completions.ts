/** @module What may be written at a place of a scenario text: keys and values, from the published schema and the document's own ids. */
import { outlineAt, type Place } from './place.ts';
import { keysFor, namesFor } from './references.ts';
import { mapSample, sampleOf, written } from './sample.ts';
import type { Candidate, SchemaNode, SchemaWalk } from './schema-walk.ts';

/** One thing that may be written. */
export interface Completion {
  readonly label: string;
  /** What is put in place of the word at the cursor. */
  readonly insert: string;
  /** Short, beside the label: parameters, a unit, a name. */
  readonly detail: string;
  /** One or two sentences. */
  readonly info: string;
  /** Path-like id of what it means, for figures beside it: `metric:latency-p99`. */
  readonly of: string;
  /** Larger stands higher. */
  readonly rank: number;
}

/** What may be written at a place. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

const NOTHING: Completions = { from: 0, to: 0, options: [] };

/**
 * @param walk    the published schema
 * @param text    the whole file
 * @param offset  of the cursor
 */
export function completionsAt(walk: SchemaWalk, text: string, offset: number): Completions {
  const { plain, place } = outlineAt(text, offset);
  if (place === null) return NOTHING;
  const options = place.kind === 'key' ? keyOptions(walk, plain, place) : valueOptions(walk, plain, place);
  const seen = new Set<string>();
  const unique = options.filter(({ label }) => !seen.has(label) && seen.add(label));
  return { from: place.from, to: place.to, options: unique };
}

function keyOptions(walk: SchemaWalk, plain: unknown, place: Place): Completion[] {
  const { path, hasColon } = place;
  const there = keysThere(plain, path);
  const own = keysFor(path, plain);
  if (own !== null) {
    return own
      .filter(({ id }) => !there.has(id))
      .map(({ id, title }) => option(id, hasColon ? id : `${id}: 1`, title, 'An operation of this file.', 1));
  }
  const maps = walk.at(path, plain).flatMap(({ node }) => (node.properties === undefined ? [] : [node]));
  // Where it is open which of several maps is meant, what they all have and the word that decides.
  const isCommon = (key: string): boolean => maps.every(({ properties }) => Object.hasOwn(properties ?? {}, key));
  return maps.flatMap((node) => {
    const isOpen = decidingKeys(walk, node).some((key) => !there.has(key));
    return Object.entries(node.properties ?? {})
      .filter(([key]) => !there.has(key))
      .filter(([key]) => !isOpen || isCommon(key) || decidingKeys(walk, node).includes(key))
      .map(([key, property]) => keyOption(walk, node, key, property, hasColon));
  });
}

/** Keys whose value is fixed: they say which of several maps this is. */
function decidingKeys(walk: SchemaWalk, { properties = {} }: SchemaNode): readonly string[] {
  return Object.keys(properties).filter((key) => walk.resolve(properties[key] ?? {}).const !== undefined);
}

function keyOption(
  walk: SchemaWalk,
  map: SchemaNode,
  key: string,
  property: SchemaNode,
  hasColon: boolean,
): Completion {
  const resolved = walk.resolve(property);
  const isRequired = map.required?.includes(key) === true;
  const sample = hasColon ? undefined : sampleOf(walk, resolved);
  const isLong = sample !== undefined && sample.length > 60;
  const insert = hasColon ? key : `${key}: ${sample === undefined || isLong ? '' : sample}`;
  const info = sentence(resolved.description ?? '');
  return option(key, insert, isRequired ? 'needed' : typeWord(resolved), info, isRequired ? 2 : 1);
}

function valueOptions(walk: SchemaWalk, plain: unknown, place: Place): Completion[] {
  const { path } = place;
  const names = namesFor(path, plain);
  const key = String(path.filter((step) => typeof step === 'string').at(-1) ?? '');
  const fromDocument = (names ?? []).map(({ id, title }) => option(id, id, title, '', 3));
  const candidates = walk.at(path, plain);
  const fromSchema = candidates.flatMap((candidate) => {
    // A plain text that names something has no better values than the names.
    const isText = candidate.node.enum === undefined && candidate.node.properties === undefined;
    if (names !== null && isText) return [];
    return candidateOptions(walk, candidate, key);
  });
  return [...fromDocument, ...fromSchema];
}

function candidateOptions(walk: SchemaWalk, candidate: Candidate, key: string): Completion[] {
  const { node, description, among } = candidate;
  const info = sentence(description);
  if (node.enum !== undefined) {
    return node.enum.flatMap((value) => {
      const text = written(value);
      if (text === undefined) return [];
      const entry = among.find((each) => constOf(walk, each) === value);
      const about = entry === undefined ? info : sentence(entryDescription(walk, entry));
      return [option(text, text, entry === undefined ? '' : signature(walk, entry), about, 2, `${key}:${text}`)];
    });
  }
  if (node.const !== undefined) {
    const text = written(node.const);
    return text === undefined ? [] : [option(text, text, '', info, 2, `${key}:${text}`)];
  }
  if (node.type === 'boolean') return ['true', 'false'].map((text) => option(text, text, '', info, 2));
  if (node.properties !== undefined) {
    const id = constOf(walk, node);
    // An entry without parameters is written by its id alone.
    if (id !== undefined && Object.keys(node.properties).length === 1) return [];
    const sample = mapSample(walk, node, {});
    if (sample === undefined) return [];
    const about = id === undefined ? info : sentence(entryDescription(walk, node));
    return [option(sample, sample, '', about, 1, id === undefined ? '' : `${key}:${id}`)];
  }
  const sample = sampleOf(walk, node);
  return sample === undefined ? [] : [option(sample, sample, typeWord(node), info, 1)];
}

function option(label: string, insert: string, detail: string, info: string, rank: number, of = ''): Completion {
  return { label, insert, detail, info, of, rank };
}

/** The word that makes a map one entry of a registry. */
function constOf(walk: SchemaWalk, node: SchemaNode): string | undefined {
  for (const property of Object.values(node.properties ?? {})) {
    const fixed = walk.resolve(property).const;
    if (typeof fixed === 'string') return fixed;
  }
  return undefined;
}

function entryDescription(walk: SchemaWalk, node: SchemaNode): string {
  for (const property of Object.values(node.properties ?? {})) {
    const { const: fixed, description } = walk.resolve(property);
    if (typeof fixed === 'string') return description ?? '';
  }
  return node.description ?? '';
}

/** The parameters of a registry entry. */
function signature(walk: SchemaWalk, node: SchemaNode): string {
  return Object.entries(node.properties ?? {})
    .filter(([, property]) => walk.resolve(property).const === undefined)
    .map(([key]) => key)
    .join(', ');
}

function typeWord({ type, pattern, examples, anyOf, enum: words }: SchemaNode): string {
  if (words !== undefined || anyOf !== undefined) return 'choice';
  if (examples !== undefined && pattern !== undefined) return `as ${String(examples[0])}`;
  if (type === 'array') return 'list';
  if (type === 'object') return 'map';
  return typeof type === 'string'
    ? ({ integer: 'whole number', number: 'number', boolean: 'true or false' }[type] ?? '')
    : '';
}

/** A description of the schema as a sentence. */
export function sentence(description: string): string {
  if (description === '') return '';
  const text = description.charAt(0).toUpperCase() + description.slice(1);
  return /[.?]$/.test(text) ? text : `${text}.`;
}

function keysThere(plain: unknown, path: readonly (string | number)[]): ReadonlySet<string> {
  let value = plain;
  for (const step of path)
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;
  return new Set(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []);
}
