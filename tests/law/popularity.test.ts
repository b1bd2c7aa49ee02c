/**
 * Every kind of key popularity keeps its promises: it draws whole keys within its range, needs no state but its stream and
 * its turn, and copes with a single key. What sets each kind apart is how often each key comes, which is compared with
 * its closed form.
 */
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { POPULARITY } from '../../sim-engine/policies/popularity/index.ts';
import { zipfTopShare } from '../../sim-engine/theory/distributions.ts';

const DRAWS = 200_000;

function draw(id: string, count: number, params: ParamValues = {}, draws = DRAWS): number[] {
  const kind = entryOf(POPULARITY, id);
  const popularity = kind.popularity(count, withDefaults(kind, params));
  const stream = new StreamBank(8).open('keys');
  return Array.from({ length: draws }, (_, turn) => popularity.draw(stream, turn));
}

/** Share of the draws below a key, and how far it may be from its probability: five standard deviations. */
function expectShare(keys: readonly number[], below: number, probability: number): void {
  const found = keys.filter((key) => key < below).length / keys.length;
  const reach = 5 * Math.sqrt((probability * (1 - probability)) / keys.length);
  expect(Math.abs(found - probability), `share below ${below}: ${found}`).toBeLessThanOrEqual(reach + 1e-12);
}

describe.each(POPULARITY)('popularity $id', (kind) => {
  it.each([1, 2, 97])('draws keys 0 to n-1 of %d', (count) => {
    const keys = draw(kind.id, count, {}, 20_000);
    expect(keys.every((key) => Number.isInteger(key) && key >= 0 && key < count)).toBe(true);
    expect(new Set(keys).size).toBe(count);
  });

  it('is the same for two sources that share it as for two that do not', () => {
    const shared = kind.popularity(50, withDefaults(kind, {}));
    const alone = kind.popularity(50, withDefaults(kind, {}));
    const [a, b] = [new StreamBank(1).open('keys/A'), new StreamBank(1).open('keys/B')];
    const again = new StreamBank(1).open('keys/A');
    for (let turn = 0; turn < 500; turn++) {
      const first = shared.draw(a, turn);
      shared.draw(b, 3 * turn);
      expect(alone.draw(again, turn)).toBe(first);
    }
  });
});

describe('what sets the kinds apart', () => {
  it.each([0, 0.9, 1, 2])('zipf falls with the rank to the power -%d', (alpha) => {
    const keys = draw('zipf', 200, { alpha });
    for (const top of [1, 10, 100]) expectShare(keys, top, zipfTopShare(200, alpha, top));
  });

  it('uniform keys are as likely as each other', () => {
    const keys = draw('uniform', 200);
    for (const top of [1, 10, 100, 199]) expectShare(keys, top, top / 200);
  });

  it('a scan reads each key in turn, and then again', () => {
    expect(draw('scan', 4, {}, 10)).toEqual([0, 1, 2, 3, 0, 1, 2, 3, 0, 1]);
  });

  it.each([0, 0.35, 1])('a hot key gets its share, %d, and the others the rest', (share) => {
    const keys = draw('hot-key', 101, { share });
    expectShare(keys, 1, share);
    expectShare(keys, 51, share + (1 - share) / 2);
    const uneven = draw('hot-key', 101, { share, alpha: 1 });
    expectShare(uneven, 11, share + (1 - share) * zipfTopShare(100, 1, 10));
  });
});
