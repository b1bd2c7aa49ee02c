/**
 * @module Byte order: snapshots are little-endian on every machine, so that one made here is read there.
 *
 * Whole arrays are copied byte by byte at memory speed; a machine that keeps its numbers the other way round turns the bytes
 * of each element afterwards.
 */

/** True where a word's low byte stands first, as on x86 and ARM. */
export const LOW_BYTE_FIRST = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Turns the bytes of each element round, in place.
 *
 * @param bytes  whole elements, one after the other
 * @param width  bytes of one element, >= 1
 */
export function turnBytes(bytes: Uint8Array, width: number): void {
  for (let at = 0; at + width <= bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}
