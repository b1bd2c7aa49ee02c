/** @module Saving and restoring who pushed out whom: far more keys than a cache holds, so they are packed. */
import type { StateCodec } from '../../../kernel/state-codec.ts';
import { hashKey, type KeyTable } from './key-table.ts';
import { packNumbers, unpackNumbers } from './pack-numbers.ts';

/** Keys are below it, so that tenant and key fit into one number. */
const KEYS = 2_147_483_648;

/**
 * @param table  the value of a key that was pushed out is `~evictor`, below 0
 * @param timed  whether its keys have times
 */
export function passPushedOut(codec: StateCodec, table: KeyTable, timed: boolean): void {
  const found: number[] = [];
  table.forEach((slot) => {
    if (table.valueAt(slot) < 0) found.push(table.tenantAt(slot) * KEYS + table.keyAt(slot));
  });
  // In order of tenant and key: the same state is the same bytes, and the steps between neighbours are small.
  const codes = Float64Array.from(found).sort();
  const numbers = new Float64Array(2 * codes.length);
  const times = new Float64Array(timed ? codes.length : 0);
  codes.forEach((code, at) => {
    const [tenant, key] = split(code);
    const slot = table.find(tenant, key, hashKey(tenant, key));
    numbers[2 * at] = at === 0 ? code : code - codes[at - 1]!;
    numbers[2 * at + 1] = ~table.valueAt(slot);
    if (timed) times[at] = table.untilAt(slot);
  });
  const words = packNumbers(numbers);
  const count = codec.number(codes.length);
  const savedWords = codec.int32s(words, words.length);
  const savedTimes = codec.float64s(times, times.length);
  if (!codec.restoring) return;
  const saved = unpackNumbers(savedWords, 2 * count);
  let code = 0;
  for (let at = 0; at < count; at++) {
    code += saved[2 * at]!;
    const [tenant, key] = split(code);
    const slot = table.add(tenant, key, hashKey(tenant, key), ~saved[2 * at + 1]!);
    if (timed) table.setUntilAt(slot, savedTimes[at]!);
  }
}

function split(code: number): readonly [tenant: number, key: number] {
  const tenant = Math.floor(code / KEYS);
  return [tenant, code - tenant * KEYS];
}
