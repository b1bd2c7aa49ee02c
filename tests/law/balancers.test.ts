/**
 * Every balancing policy keeps its promises: it picks an instance that is there, needs no randomness but its own stream's,
 * and goes on from its saved state. What sets each apart is tested on views that tell them apart.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { BALANCING } from '../../sim-engine/policies/balancing/index.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { cases } from '../support/property-seed.ts';

const views = fc.array(
  fc.nat({ max: 5 }).map((outstanding) => ({ outstanding })),
  { minLength: 1, maxLength: 9 },
);

describe.each(BALANCING)('balancing policy $id', (policy) => {
  it('picks an instance that is there', () => {
    fc.assert(
      fc.property(fc.array(views, { minLength: 1, maxLength: 30 }), (rounds) => {
        const balancer = policy.balancer(new StreamBank(1).open('balance'));
        for (const instances of rounds) {
          const picked = balancer.pick(instances);
          expect(Number.isInteger(picked) && picked >= 0 && picked < instances.length).toBe(true);
        }
      }),
      cases(100),
    );
  });

  it('uses no stream but its own', () => {
    const bank = new StreamBank(2);
    const other = bank.open('other');
    const balancer = policy.balancer(bank.open('balance'));
    const undisturbed = new StreamBank(2).open('other');
    for (let i = 0; i < 50; i++) {
      balancer.pick([{ outstanding: i % 3 }, { outstanding: 1 }, { outstanding: 2 }]);
      expect(other.word()).toBe(undisturbed.word());
    }
  });

  it('goes on from its saved state', () => {
    const instances = Array.from({ length: 5 }, () => ({ outstanding: 1 }));
    const bank = new StreamBank(3);
    const balancer = policy.balancer(bank.open('balance'));
    for (let i = 0; i < 7; i++) balancer.pick(instances);
    const writer = new StateWriter();
    balancer.state(writer);
    bank.state(writer);
    const otherBank = new StreamBank(3);
    const other = policy.balancer(otherBank.open('balance'));
    const reader = new StateReader(writer.finish());
    other.state(reader);
    otherBank.state(reader);
    const picks = (from: typeof other) => Array.from({ length: 20 }, () => from.pick(instances));
    expect(picks(other)).toEqual(picks(balancer));
  });

  it('leaves no instance without work', () => {
    const instances = Array.from({ length: 4 }, () => ({ outstanding: 0 }));
    const balancer = policy.balancer(new StreamBank(4).open('balance'));
    for (let i = 0; i < 200; i++) instances[balancer.pick(instances)]!.outstanding++;
    expect(Math.min(...instances.map((each) => each.outstanding))).toBeGreaterThan(30);
  });
});

describe('what sets the policies apart', () => {
  const balancer = (id: string) => entryOf(BALANCING, id).balancer(new StreamBank(5).open('balance'));

  it('round robin goes in turn, whatever the load, and starts over when instances go', () => {
    const robin = balancer('round-robin');
    const loaded = [{ outstanding: 9 }, { outstanding: 0 }, { outstanding: 5 }];
    expect(Array.from({ length: 7 }, () => robin.pick(loaded))).toEqual([0, 1, 2, 0, 1, 2, 0]);
    robin.pick(loaded);
    expect(robin.pick(loaded.slice(0, 2))).toBe(0);
  });

  it('least outstanding takes the emptiest, the first of equals', () => {
    fc.assert(
      fc.property(views, (instances) => {
        const least = Math.min(...instances.map((each) => each.outstanding));
        const first = instances.findIndex((each) => each.outstanding === least);
        expect(balancer('least-outstanding').pick(instances)).toBe(first);
      }),
      cases(100),
    );
  });

  it('power of two never takes the fullest of two or more, and draws without replacement', () => {
    const instances = [{ outstanding: 0 }, { outstanding: 1 }, { outstanding: 2 }, { outstanding: 3 }];
    const power = balancer('power-of-two');
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 60_000; i++) counts[power.pick(instances)]!++;
    // Of the six pairs, the emptiest is in three, the next is the better of two, the third of one, the fullest of none.
    expect(counts[3]).toBe(0);
    [1 / 2, 1 / 3, 1 / 6].forEach((share, at) => {
      expect(counts[at]! / 60_000).toBeCloseTo(share, 1.8);
    });
  });
});
