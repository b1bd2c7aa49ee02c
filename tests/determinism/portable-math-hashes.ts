/** @module Hashes of what the portable functions give, bit by bit; runs in Node and in a browser. */
import { exp, log, pow } from '../../sim-engine/kernel/portable-math.ts';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';

const COUNT = 200_000;

/** @returns FNV-1a over the 64 bits of every number, 8 hex digits */
export function bitsHash(values: Iterable<number>): string {
  const view = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (const value of values) {
    view.setFloat64(0, value, true);
    for (let at = 0; at < 8; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** @returns a hash per function over arguments of every size */
export function portableMathHashes(): { log: string; exp: string; pow: string } {
  const stream = new StreamBank(1).open('portable-math');
  const shares = Array.from({ length: COUNT }, () => stream.uniform());
  return {
    log: bitsHash(shares.map((share, at) => log((share + 1e-9) * (1 + (at % 1000) * (at % 1000))))),
    exp: bitsHash(shares.map((share) => exp((share - 0.5) * 1400))),
    pow: bitsHash(shares.map((share, at) => pow(1 + at, -2 * share))),
  };
}
