/** @module What is said of the word under the pointer: what the key means, which values it may have, what a registry entry does. */
import { sentence } from './completions.ts';
import { outlineAt } from './place.ts';
import { sampleOf } from './sample.ts';
import type { SchemaNode, SchemaWalk } from './schema-walk.ts';

/** What is said of a word. */
export interface Hover {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * @param walk    the published schema
 * @param text    the whole file
 * @param offset  in the word
 * @returns null where the schema has nothing to say
 */
export function hoverAt(walk: SchemaWalk, text: string, offset: number): Hover | null {
  const { plain, place } = outlineAt(text, offset);
  if (place === null || place.from === place.to) return null;
  const word = text.slice(place.from, place.to);
  const path = place.kind === 'key' ? [...place.path, word] : place.path;
  const candidates = walk.at(path, plain);
  const first = candidates[0];
  if (first === undefined) return null;
  const lines = [...new Set(candidates.map(({ description }) => sentence(description)).filter((each) => each !== ''))];
  if (place.kind === 'value') {
    const entry = candidates.flatMap(({ among }) => among).find((node) => describes(walk, node, word));
    const about = entry === undefined ? undefined : descriptionOf(walk, entry, word);
    return {
      from: place.from,
      to: place.to,
      title: word,
      lines: about === undefined ? lines : [sentence(about), ...lines],
    };
  }
  return { from: place.from, to: place.to, title: word, lines: [...lines, ...range(walk, first.node)] };
}

function describes(walk: SchemaWalk, node: SchemaNode, word: string): boolean {
  return descriptionOf(walk, node, word) !== undefined;
}

function descriptionOf(walk: SchemaWalk, node: SchemaNode, word: string): string | undefined {
  const fixed = Object.values(node.properties ?? {}).map((each) => walk.resolve(each));
  return fixed.find((each) => each.const === word)?.description;
}

function range(walk: SchemaWalk, node: SchemaNode): string[] {
  if (node.minimum !== undefined && node.maximum !== undefined) return [`From ${node.minimum} to ${node.maximum}.`];
  if (node.enum !== undefined) return [`One of ${node.enum.map(String).join(', ')}.`];
  const sample = node.properties === undefined ? sampleOf(walk, node) : undefined;
  return sample === undefined ? [] : [`Such as ${sample}.`];
}
