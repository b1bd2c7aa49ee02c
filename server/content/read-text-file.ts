/** @module Reads a text file that somebody named: bounded, as UTF-8, and with one clear message when it cannot be done. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';

/** Bytes read at a time. */
const CHUNK = 64 * 1024;

const REASONS: Readonly<Record<string, readonly [code: string, sentence: string]>> = {
  ENOENT: ['file-missing', 'there is no such file: check the path'],
  ENOTDIR: ['file-missing', 'there is no such file: check the path'],
  ENAMETOOLONG: ['file-missing', 'the path is too long: check it'],
  EACCES: ['file-unreadable', 'it may not be read: change its permissions'],
  EPERM: ['file-unreadable', 'it may not be read: change its permissions'],
  ELOOP: ['file-unreadable', 'its links lead in a circle: mend them'],
};

/**
 * @param path      the file
 * @param bytesMax  largest size that is read
 * @returns its text with a byte order mark left in place, or one issue `file-missing`, `file-unreadable`, `not-a-file`,
 *          `file-too-large` or `not-utf8`
 */
export function readTextFile(path: string, bytesMax: number): Result<string> {
  const refused = (code: string, message: string): Result<string> => fail(issue(code, '', `${path}: ${message}`));
  let bytes: Uint8Array | undefined;
  try {
    const file = openSync(path, 'r');
    try {
      const stat = fstatSync(file);
      if (stat.isDirectory()) return refused('not-a-file', 'this is a folder: name a file in it');
      // Pipes are welcome where the shell makes them; a device that never ends is bounded below.
      if (!stat.isFile() && !stat.isFIFO())
        return refused('not-a-file', 'this is neither a file nor a pipe: name a file');
      bytes = readBounded(file, bytesMax);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const systemCode = error instanceof Error && 'code' in error ? String(error.code) : '';
    const [code, sentence] = REASONS[systemCode] ?? [
      'file-unreadable',
      `it cannot be read (${systemCode || String(error)})`,
    ];
    return refused(code, sentence);
  }
  if (bytes === undefined) return refused('file-too-large', `it is larger than ${bytesMax} bytes: split or shorten it`);
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    if (error instanceof TypeError) return refused('not-utf8', 'it is not UTF-8 text: save it as UTF-8');
    throw error;
  }
}

/** @returns the bytes, or undefined when there are more than allowed */
function readBounded(file: number, bytesMax: number): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = new Uint8Array(CHUNK);
    const count = readSync(file, chunk, 0, CHUNK, null);
    if (count === 0) return Buffer.concat(chunks, total);
    chunks.push(chunk.subarray(0, count));
    total += count;
    if (total > bytesMax) return undefined;
  }
}
