/**
 * @module One journal line: JSON with the entry's number and a hash chained over all lines before it.
 *
 * `{"sequence":N,"hash":"...","entry":{...}}`, where hash = SHA-256(hash before, newline, N, newline, entry's JSON as it
 * stands in the line). A changed, swapped, removed or repeated line breaks the chain at that line.
 */
import { createHash } from 'node:crypto';
import type { JournalEntry } from './journal-entry.ts';

/** Hash before the first line. */
export const CHAIN_START = '0'.repeat(64);

const LINE = /^\{"sequence":(0|[1-9]\d{0,9}),"hash":"([0-9a-f]{64})","entry":(\{.*\})\}$/;

/** A line that was read, with the hash the next one continues from. */
export interface ReadLine {
  readonly entry: JournalEntry;
  readonly hash: string;
}

/**
 * @param before    hash of the line before, or {@link CHAIN_START}
 * @param sequence  number of the line, from 0
 * @param entry     what it holds
 * @returns the line with its newline, and its hash
 */
export function encodeLine(before: string, sequence: number, entry: JournalEntry): { text: string; hash: string } {
  const json = JSON.stringify(entry);
  const hash = chain(before, sequence, json);
  return { text: `{"sequence":${sequence},"hash":"${hash}","entry":${json}}\n`, hash };
}

/**
 * @param before    hash of the line before, or {@link CHAIN_START}
 * @param sequence  number the line must have
 * @param line      the line without its newline
 * @returns undefined when the line is not the one that was written in this place
 */
export function decodeLine(before: string, sequence: number, line: string): ReadLine | undefined {
  const match = LINE.exec(line);
  if (!match) return undefined;
  const [, number, hash, json] = match;
  if (number !== String(sequence) || json === undefined || hash === undefined) return undefined;
  if (chain(before, sequence, json) !== hash) return undefined;
  // The hash vouches for the text, so it is an entry that this server wrote.
  return { entry: JSON.parse(json) as JournalEntry, hash };
}

function chain(before: string, sequence: number, json: string): string {
  return createHash('sha256').update(`${before}\n${sequence}\n${json}`).digest('hex');
}
