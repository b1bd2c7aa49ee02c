/**
 * @module A list of tenants told by what changed since the last: copied, left out, put in. A line that is served from its head and
 * joined at its end costs a few bytes, whatever its length.
 */
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/** Where two lists differ they are looked at this far ahead for a place from which on they agree again. */
const AHEAD = 24;
/** So many in a row have to agree there. */
const AGREE = 3;

/** Writes runs of "copy so many, leave out so many, put in these", ended by one that puts nothing in and leaves nothing out. */
export function writeEdits(writer: ByteWriter, before: Uint16Array, now: Uint16Array): void {
  let i = 0;
  let j = 0;
  while (i < before.length || j < now.length) {
    const from = i;
    while (i < before.length && j < now.length && before[i] === now[j]) {
      i++;
      j++;
    }
    const [skip, put] = i < before.length || j < now.length ? nextAgreement(before, i, now, j) : [0, 0];
    writer.count(i - from);
    writer.count(skip);
    writer.count(put);
    for (let at = j; at < j + put; at++) writer.count(now[at]! === 0xff_ff ? 0 : now[at]! + 1);
    i += skip;
    j += put;
    if (skip === 0 && put === 0) return;
  }
  for (let end = 0; end < 3; end++) writer.count(0);
}

/** @returns how many to leave out and to put in until the lists agree again; all that is left when they do not soon */
function nextAgreement(before: Uint16Array, i: number, now: Uint16Array, j: number): readonly [number, number] {
  for (let distance = 1; distance <= AHEAD; distance++) {
    for (let skip = distance; skip >= 0; skip--) {
      if (agrees(before, i + skip, now, j + distance - skip)) return [skip, distance - skip];
    }
  }
  return [before.length - i, now.length - j];
}

function agrees(before: Uint16Array, i: number, now: Uint16Array, j: number): boolean {
  // At the end of both there is nothing left to agree on; at the end of one there is nothing to copy.
  if (i >= before.length || j >= now.length) return i === before.length && j === now.length;
  for (let at = 0; at < AGREE && i + at < before.length && j + at < now.length; at++) {
    if (before[i + at] !== now[j + at]) return false;
  }
  return true;
}

/**
 * @param before  the list that the edits begin from
 * @param most    longest list there can be
 */
export function readEdits(reader: ByteReader, before: Uint16Array, most: number): Uint16Array {
  const now: number[] = [];
  let i = 0;
  for (;;) {
    const copied = reader.count();
    const skipped = reader.count();
    const put = reader.countOf();
    if (i + copied + skipped > before.length || now.length + copied + put > most) {
      throw new RangeError('a list is told to copy what there is not');
    }
    for (const end = i + copied; i < end; i++) now.push(before[i]!);
    i += skipped;
    for (let at = 0; at < put; at++) now.push(tenantIn(reader.count()));
    if (skipped === 0 && put === 0) break;
  }
  return Uint16Array.from(now);
}

function tenantIn(code: number): number {
  if (code > 0xff_ff) throw new RangeError('a tenant that cannot be');
  return code === 0 ? 0xff_ff : code - 1;
}
