/**
 * @module Reading a journal after any crash.
 *
 * A crash can leave an unfinished last line (or, after a power cut, zero bytes where it would stand): it was never
 * acknowledged and is cut. Everything else that does not fit the chain was changed after it was written: that is damage,
 * and a damaged journal is never served as a shorter one.
 */
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import type { JournalEntry } from './journal-entry.ts';
import { CHAIN_START, decodeLine } from './journal-line.ts';

const NEWLINE = 0x0a;

/** What a journal file holds. */
export interface JournalContent {
  readonly entries: readonly JournalEntry[];
  /** Hash the next line continues from. */
  readonly hash: string;
  /** Bytes of the whole lines; what lies behind them is to be cut. */
  readonly validBytes: number;
  /** Bytes of an unfinished line behind them. */
  readonly tornBytes: number;
  /** True when the last line is whole except for its newline. */
  readonly newlineMissing: boolean;
  /** Set when the journal was damaged: names the file and the line. `entries` then holds the lines before it. */
  readonly damage: Issue | undefined;
}

/**
 * @param bytes     the whole file
 * @param fileName  how the file is named in an issue
 */
export function readJournal(bytes: Uint8Array, fileName: string): JournalContent {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
  const entries: JournalEntry[] = [];
  let hash = CHAIN_START;
  let at = 0;
  const content = (tornBytes: number, damage: Issue | undefined, newlineMissing = false): JournalContent => ({
    entries,
    hash,
    validBytes: at,
    tornBytes,
    newlineMissing,
    damage,
  });
  const damaged = (why: string): JournalContent => content(0, damageIssue(fileName, entries.length + 1, why));
  while (at < bytes.length) {
    const end = bytes.indexOf(NEWLINE, at);
    if (end < 0) {
      const rest = bytes.subarray(at);
      if (rest.every((byte) => byte === 0)) return content(rest.length, undefined);
      const whole = decodeLine(hash, entries.length, decoder.decode(rest));
      if (whole) {
        // Only the newline is missing: the entry may have been acknowledged, so it counts.
        entries.push(whole.entry);
        hash = whole.hash;
        at = bytes.length;
        return content(0, undefined, true);
      }
      // A crash cuts a line short; it never adds to it. A whole line whose newline became something else was changed.
      const butLast = decoder.decode(rest.subarray(0, rest.length - 1));
      if (decodeLine(hash, entries.length, butLast)) return damaged('its end was changed');
      return content(rest.length, undefined);
    }
    const read = decodeLine(hash, entries.length, decoder.decode(bytes.subarray(at, end)));
    if (!read) return damaged('it is not what was written there');
    entries.push(read.entry);
    hash = read.hash;
    at = end + 1;
  }
  return content(0, undefined);
}

function damageIssue(fileName: string, line: number, why: string): Issue {
  return issue(
    'journal-damaged',
    `${fileName}:${line}`,
    `Line ${line} of ${fileName} is damaged: ${why}. Restore the file from a backup; it was left as it is.`,
  );
}
