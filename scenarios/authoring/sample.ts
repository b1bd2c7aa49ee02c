/** @module A value that a schema allows, as it is written: what stands in a completion until its author changes it. */
import { exampleOf, patternOf, type QuantityKind } from '../schema/quantity.ts';
import type { SchemaNode, SchemaWalk } from './schema-walk.ts';

const KINDS: readonly QuantityKind[] = ['duration', 'rate', 'size', 'price', 'share'];
const EXAMPLES = new Map(KINDS.map((kind) => [patternOf(kind), exampleOf(kind)]));
/** Parts within parts that are written out. */
const DEEP_MAX = 4;

/**
 * @param walk  the schema
 * @param node  what is wanted
 * @returns one line of YAML in flow style, or undefined where nothing can be made up
 */
export function sampleOf(walk: SchemaWalk, node: SchemaNode, depth = 0): string | undefined {
  const resolved = walk.resolve(node);
  if (depth > DEEP_MAX) return undefined;
  if (resolved.default !== undefined) return written(resolved.default);
  if (resolved.const !== undefined) return written(resolved.const);
  if (resolved.enum !== undefined) return resolved.enum.length > 0 ? written(resolved.enum[0]) : undefined;
  if (resolved.examples !== undefined) return written(resolved.examples[0]);
  const way = resolved.anyOf ?? resolved.oneOf;
  if (way !== undefined) {
    for (const each of way) {
      const sample = sampleOf(walk, each, depth + 1);
      if (sample !== undefined) return sample;
    }
    return undefined;
  }
  const type = typeof resolved.type === 'string' ? resolved.type : resolved.type?.[0];
  switch (type) {
    case 'boolean':
      return 'true';
    case 'integer':
    case 'number':
      return written(Math.min(Math.max(resolved.minimum ?? 1, 1), resolved.maximum ?? 1));
    case 'object':
      return mapSample(walk, resolved, {}, depth);
    case 'array': {
      const item = resolved.items === undefined ? undefined : sampleOf(walk, resolved.items, depth + 1);
      const count = Math.max(1, resolved.minItems ?? 1);
      return item === undefined ? undefined : `[${Array.from({ length: count }, () => item).join(', ')}]`;
    }
    default:
      return resolved.pattern === undefined ? undefined : EXAMPLES.get(resolved.pattern);
  }
}

/**
 * @param walk   the schema
 * @param node   a map
 * @param first  values that are known, by key
 * @returns the map with its fixed words, its parameters and whatever it must have; undefined where one cannot be made up
 */
export function mapSample(
  walk: SchemaWalk,
  node: SchemaNode,
  first: Readonly<Record<string, string>>,
  depth = 0,
): string | undefined {
  const members: string[] = [];
  for (const [key, property] of Object.entries(node.properties ?? {})) {
    const resolved = walk.resolve(property);
    const isWanted =
      node.required?.includes(key) === true || resolved.default !== undefined || Object.hasOwn(first, key);
    if (!isWanted) continue;
    const value = first[key] ?? sampleOf(walk, resolved, depth + 1);
    if (value === undefined) return undefined;
    members.push(`${key}: ${value}`);
  }
  return members.length === 0 ? undefined : `{ ${members.join(', ')} }`;
}

/** A plain value as YAML writes it. */
export function written(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  return /^[\w][\w ./%-]*$/.test(value) ? value : JSON.stringify(value);
}
