/** Random streams by themselves: every kind of draw against the words it is made of, and what a bank saves and refuses. */
import { describe, expect, it } from 'vitest';
import { AssertionFailure } from '../../../sim-engine/kernel/assert.ts';
import { RandomStream, StreamBank } from '../../../sim-engine/kernel/random-stream.ts';
import { StateReader, StateWriter } from '../../../sim-engine/kernel/state-codec.ts';

const TWO_POW_32 = 2 ** 32;

/** Two streams in the same state: what one draws can be worked out from the words of the other. */
const twins = (): [RandomStream, RandomStream] => [new RandomStream([1, 2, 3, 4]), new RandomStream([1, 2, 3, 4])];

function saved(bank: StreamBank): StateReader {
  const writer = new StateWriter();
  bank.state(writer);
  return new StateReader(writer.finish());
}

describe('a draw', () => {
  it('is uniform with 53 bits of two words, or with the 32 of one', () => {
    const [stream, words] = twins();
    for (let draw = 0; draw < 200; draw++) {
      const high = words.word() >>> 5;
      const low = words.word() >>> 6;
      expect(stream.uniform()).toBe((high * 2 ** 26 + low) / 2 ** 53);
      expect(stream.uniform32()).toBe((words.word() >>> 0) / TWO_POW_32);
    }
  });

  it('happens exactly where a uniform number of 32 bits lies below the probability', () => {
    const [stream, words] = twins();
    const happened = [0, 0];
    for (let draw = 0; draw < 400; draw++) {
      const word = words.word() >>> 0;
      // The number itself is not below itself; the next one is.
      const by = draw % 2;
      expect(stream.happens((word + by) / TWO_POW_32)).toBe(by === 1);
      happened[word < TWO_POW_32 / 2 ? 0 : 1]!++;
    }
    // Words of either sign have been seen.
    expect(Math.min(...happened)).toBeGreaterThan(100);
    for (let draw = 0; draw < 400; draw++) expect([stream.happens(0), stream.happens(1)]).toEqual([false, true]);
  });

  it('below a count is a whole number from 0 on, each as often', () => {
    const [stream] = twins();
    const counts = [0, 0, 0];
    for (let draw = 0; draw < 3000; draw++) counts[stream.below(3)]!++;
    // Four standard deviations of a binomial count.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt((3000 * 2) / 9));
    expect(stream.below(1)).toBe(0);
  });

  it('of an exponential goes into its place of a column, and nowhere else', () => {
    const [stream, other] = twins();
    const column = new Float64Array(4).fill(-1);
    for (let draw = 0; draw < 1000; draw++) {
      stream.exponentialInto(column, 2);
      expect(column[2]).toBe(other.exponential());
    }
    expect([...column.subarray(0, 2), column[3]]).toEqual([-1, -1, -1]);
  });
});

describe('a bank of streams', () => {
  it('gives each name and seed a beginning of its own', () => {
    const first = new Set<number>();
    const names = ['', 'a', 'b', 'aa', 'ab', 'ba', 'arrivals/G', 'arrivals/H', 'arrivals/g', '\u0101', '\u4e00'];
    const seeds = [0, 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 33, 2 ** 53 - 1];
    for (const seed of seeds) for (const name of names) first.add(new StreamBank(seed).open(name).word());
    // Of 88 words of 32 bits, two alike would be a chance of one in a million.
    expect(first.size).toBe(names.length * seeds.length);
  });

  it('opens streams with the recorded words', () => {
    const words = (seed: number, name: string): number[] => {
      const stream = new StreamBank(seed).open(name);
      return [stream.word(), stream.word(), stream.word(), stream.word()];
    };
    expect(words(0, '')).toEqual([-572812598, -699914141, 1130504292, -1417458630]);
    expect(words(7, 'arrivals/G')).toEqual([1269138762, 1913270326, 1743419852, 147635157]);
    expect(words(2 ** 53 - 1, '\u4e00')).toEqual([-721621137, -420461563, 1695672982, 773588743]);
  });

  it('goes on from its saved state, each stream at its own place', () => {
    const bank = new StreamBank(5);
    const streams = ['a', 'b', 'c'].map((name) => bank.open(name));
    streams.forEach((stream, at) => {
      for (let draw = 0; draw < at; draw++) stream.word();
    });
    const reader = saved(bank);
    // Every word of the state shows within four draws.
    const next = (stream: RandomStream): number[] => Array.from({ length: 8 }, () => stream.word());
    const ahead = streams.map(next);
    const other = new StreamBank(6);
    const restored = ['x', 'y', 'z'].map((name) => other.open(name));
    other.state(reader);
    expect(reader.exhausted).toBe(true);
    expect(restored.map(next)).toEqual(ahead);
  });

  it('refuses a state of more streams, or of fewer, than are open', () => {
    const two = new StreamBank(5);
    two.open('a');
    two.open('b');
    const one = new StreamBank(5);
    one.open('a');
    expect(() => one.state(saved(two))).toThrow(AssertionFailure);
    expect(() => two.state(saved(one))).toThrow(AssertionFailure);
  });
});
