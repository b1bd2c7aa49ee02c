/** @module Small whole numbers packed into few bytes, for what a checkpoint has very many of. */

/** Seven bits of a number a byte; the eighth says that more follow. */
const BASE = 128;

/**
 * @param numbers  whole, 0 to 2^53 - 1; small ones take less room
 * @returns words of four bytes each
 * @source Variable-byte coding: Witten, Moffat and Bell, Managing Gigabytes, 1999, section 3.3
 */
export function packNumbers(numbers: ArrayLike<number>): Int32Array {
  let words = new Int32Array(numbers.length + 4);
  let at = 0;
  const put = (byte: number): void => {
    if (at >> 2 >= words.length) {
      const larger = new Int32Array(2 * words.length);
      larger.set(words);
      words = larger;
    }
    words[at >> 2]! |= byte << (8 * (at & 3));
    at++;
  };
  for (let i = 0; i < numbers.length; i++) {
    let left = numbers[i]!;
    for (; left >= BASE; left = Math.floor(left / BASE)) put(BASE + (left % BASE));
    put(left);
  }
  return words.slice(0, (at + 3) >> 2);
}

/**
 * @param words  as packed
 * @param count  how many numbers
 */
export function unpackNumbers(words: Int32Array, count: number): Float64Array {
  const numbers = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    for (let scale = 1; ; scale *= BASE) {
      const byte = (words[at >> 2]! >> (8 * (at & 3))) & 0xff;
      at++;
      numbers[i]! += scale * (byte % BASE);
      if (byte < BASE) break;
    }
  }
  return numbers;
}
