/** @module No single change of a certificate's bytes, at any byte, gives a certificate; and none makes the check throw. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateKey } from '../../server/certificates/duplicate-key.ts';
import { stateOf, TEXT } from '../support/certificate-samples.ts';
import { cases } from '../support/property-seed.ts';

const BYTES = new TextEncoder().encode(TEXT);
const at = fc.nat({ max: BYTES.length - 1 });
const byte = fc.nat({ max: 255 });

function spliced(from: number, removed: number, ...added: readonly number[]): Uint8Array {
  return Uint8Array.from([...BYTES.subarray(0, from), ...added, ...BYTES.subarray(from + removed)]);
}

/** One change: a byte replaced, a bit turned, one put in, one taken out, two exchanged, or the end cut off. */
const mutated = fc.oneof(
  fc.tuple(at, byte).map(([from, value]) => spliced(from, 1, value)),
  fc.tuple(at, fc.nat({ max: 7 })).map(([from, bit]) => spliced(from, 1, BYTES[from]! ^ (1 << bit))),
  fc.tuple(fc.nat({ max: BYTES.length }), byte).map(([from, value]) => spliced(from, 0, value)),
  at.map((from) => spliced(from, 1)),
  fc.tuple(at, at).map(([a, b]) => {
    const bytes = BYTES.slice();
    bytes[a] = BYTES[b]!;
    bytes[b] = BYTES[a]!;
    return bytes;
  }),
  at.map((length) => BYTES.slice(0, length)),
);

describe('a certificate', () => {
  it('is valid as it was issued', async () => {
    expect(await stateOf(BYTES)).toBe('valid');
  });

  it('is not valid after any single change', async () => {
    const changed = mutated.filter((bytes) => Buffer.compare(bytes, BYTES) !== 0);
    await fc.assert(
      fc.asyncProperty(changed, async (bytes) => {
        expect(await stateOf(bytes)).not.toBe('valid');
      }),
      cases(1_000),
    );
  });

  it('is not valid with any one byte replaced by its neighbour or a digit, byte by byte', async () => {
    for (let from = 0; from < BYTES.length; from++)
      for (const value of [BYTES[from]! ^ 1, BYTES[from] === 0x30 ? 0x31 : 0x30])
        expect(await stateOf(spliced(from, 1, value)), `byte ${from} as ${value}`).not.toBe('valid');
  });
});

describe('keys that stand twice', () => {
  it('are found exactly where an object has them, whatever stands around them', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.string(), (value, key) => {
        const name = JSON.stringify(key);
        const inner = JSON.stringify(value);
        expect(duplicateKey(inner)).toBeUndefined();
        expect(duplicateKey(`[{${name}:${inner},"other${key.length}":{${name}:1}}]`)).toBe(
          key === `other${key.length}` ? key : undefined,
        );
        expect(duplicateKey(`[${inner},{${name}:${inner}, ${name} :2}]`)).toBe(key);
      }),
      cases(200),
    );
  });
});
