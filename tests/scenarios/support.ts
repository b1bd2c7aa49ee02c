/** @module What the scenario tests share: the library's text, edits of it, and issues as short lines. */
import { readFileSync } from 'node:fs';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';

/** Text of the first scenario. */
export const NOISY = readFileSync(new URL('../../scenarios/library/noisy-neighbour.yaml', import.meta.url), 'utf8');

/**
 * @param text  the text to change
 * @param from  what stands there; the first place counts
 * @param to    what stands there instead
 */
export function edit(text: string, from: string, to: string): string {
  const at = text.indexOf(from);
  if (at < 0) throw new RangeError(`the text does not hold ${JSON.stringify(from)}`);
  return text.slice(0, at) + to + text.slice(at + from.length);
}

/** @returns line and column, both from 1, of the first place of a word */
export function placeOf(text: string, word: string): string {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

/** @returns `line:column code`, one for every issue */
export function issuesOf(text: string): string[] {
  return parseScenario(text).issues.map(({ line, column, code }) => `${line}:${column} ${code}`);
}
