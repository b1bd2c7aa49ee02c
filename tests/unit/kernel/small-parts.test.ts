/** Small parts of the kernel by themselves: rings, alias tables, digests, canonical texts, results and assertions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AliasTable } from '../../../sim-engine/kernel/alias-table.ts';
import { AssertionFailure, assert, assertNever } from '../../../sim-engine/kernel/assert.ts';
import { turnBytes } from '../../../sim-engine/kernel/byte-order.ts';
import { canonicalText } from '../../../sim-engine/kernel/canonical-text.ts';
import { Digest } from '../../../sim-engine/kernel/digest.ts';
import { IntRing } from '../../../sim-engine/kernel/int-ring.ts';
import { StreamBank } from '../../../sim-engine/kernel/random-stream.ts';
import { fail, issue, ok } from '../../../sim-engine/kernel/result.ts';
import { StateReader, StateWriter } from '../../../sim-engine/kernel/state-codec.ts';
import { cases } from '../../support/property-seed.ts';

describe('a ring of integers', () => {
  it('is a list, from both ends, copied and saved', () => {
    const step = fc.constantFrom('push', 'push', 'push', 'shift', 'pop', 'copy', 'save');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (script) => {
        let ring = new IntRing();
        const list: number[] = [];
        script.forEach((what, item) => {
          if (what === 'push') {
            ring.push(item);
            list.push(item);
          } else if (what === 'copy') {
            const copied = ring;
            ring = ring.copy();
            copied.push(-1);
          } else if (what === 'save') {
            const writer = new StateWriter();
            ring.state(writer);
            for (let i = 0; i < 3; i++) ring.push(-1);
            if (item % 2 === 0) ring = new IntRing();
            ring.state(new StateReader(writer.finish()));
          } else if (list.length > 0) {
            const end = what === 'shift' ? 'shift' : 'pop';
            if (ring[end]() !== list[end]()) expect.fail(`${end} gave something else`);
          }
          if (ring.length !== list.length) expect.fail(`${ring.length} items, expected ${list.length}`);
          if (list.some((each, index) => ring.at(index) !== each)) expect.fail(`expected ${list}`);
        });
      }),
      cases(100),
    );
  });
});

describe('an alias table', () => {
  it('draws each index as often as its weight says', () => {
    const weights = Float64Array.of(1, 0, 5, 2, 2, 0);
    const table = new AliasTable(weights);
    const stream = new StreamBank(7).open('alias');
    const counts = new Array<number>(6).fill(0);
    for (let draw = 0; draw < 100_000; draw++) counts[table.draw(stream)]!++;
    // Four standard deviations of a count are at most 4 sqrt(100,000 / 4).
    counts.forEach((count, index) => {
      expect(Math.abs(count - weights[index]! * 10_000)).toBeLessThan(weights[index] === 0 ? 1 : 633);
    });
    expect([...weights]).toEqual([1, 0, 5, 2, 2, 0]);
  });

  it('refuses weights that leave nothing to draw', () => {
    expect(() => new AliasTable(Float64Array.of(0, 0))).toThrow('2 weights that add up to 0');
  });
});

describe('the digest', () => {
  const digestOf = (...events: readonly (readonly [time: number, word: number])[]): string => {
    const digest = new Digest();
    for (const [time, word] of events) digest.fold(time, word);
    return digest.hex();
  };

  it('has the recorded bits', () => {
    expect(digestOf()).toBe('6a09e667bb67ae85');
    expect(digestOf([1, 2], [3, -4], [2 ** 40 + 5, 6])).toBe('67455c53d2da13f1');
    const text = new Digest();
    text.foldText('gold');
    expect(text.hex()).toBe(digestOf([0, 103], [1, 111], [2, 108], [3, 100]));
  });

  it('tells apart times beyond 32 bits, words, and orders', () => {
    const all = [
      digestOf([0, 1]),
      digestOf([2 ** 32, 1]),
      digestOf([5, 1]),
      digestOf([5 + 2 ** 32, 1]),
      digestOf([5 + 2 ** 33, 1]),
      digestOf([5, 2]),
      digestOf([5, 1], [6, 2]),
      digestOf([6, 2], [5, 1]),
      digestOf([5, 2], [6, 1]),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('goes on from its saved state', () => {
    const digest = new Digest();
    digest.fold(1, 2);
    const writer = new StateWriter();
    digest.state(writer);
    const restored = new Digest();
    restored.state(new StateReader(writer.finish()));
    restored.fold(3, 4);
    expect(restored.hex()).toBe(digestOf([1, 2], [3, 4]));
  });
});

describe('a canonical text', () => {
  it('is the same for the same value, however it was written', () => {
    expect(canonicalText({ b: [1, { d: null, c: undefined }], a: 'x', B: true })).toBe(
      '{"B":true,"a":"x","b":[1,{"d":null}]}',
    );
    expect(canonicalText([undefined, null, 0])).toBe('[null,null,0]');
    expect(canonicalText(undefined)).toBe('null');
    expect(canonicalText(null)).toBe('null');
    expect(canonicalText({ c: 1, a: 2, b: 3 })).toBe('{"a":2,"b":3,"c":1}');
  });
});

describe('results and assertions', () => {
  it('carry what they are given', () => {
    expect(ok(3)).toEqual({ ok: true, value: 3 });
    const wrong = issue('too-many', 'a.b', 'found 3, expected 2');
    expect(wrong).toEqual({ code: 'too-many', path: 'a.b', message: 'found 3, expected 2' });
    expect(fail(wrong, wrong)).toEqual({ ok: false, issues: [wrong, wrong] });
  });

  it('stop when an invariant is broken, and only then', () => {
    expect(() => assert(true, 'fine')).not.toThrow();
    expect(() => assert(false, 'broken')).toThrow(AssertionFailure);
    expect(() => assertNever('x' as never)).toThrow('unexpected value "x"');
  });
});

it('bytes of each whole element are turned round, and of no other', () => {
  const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6);
  turnBytes(bytes, 4);
  expect([...bytes]).toEqual([4, 3, 2, 1, 5, 6]);
  turnBytes(bytes, 1);
  expect([...bytes]).toEqual([4, 3, 2, 1, 5, 6]);
});
