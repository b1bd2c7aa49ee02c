/**
 * Every balancing policy keeps its promises: it picks an instance that is there and up while one is, picks alike when asked
 * alike, needs no randomness but its own stream's, and goes on from its saved state. What sets each apart from round robin
 * and from the others is tested on views that tell them apart.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import { type BalancingPolicy, type InstanceView, NO_KEY } from '../../sim-engine/policies/balancing/balancing.ts';
import { BALANCING } from '../../sim-engine/policies/balancing/index.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { cases } from '../support/property-seed.ts';

const instance = (outstanding: number, weight = 1, up = true) => ({ outstanding, weight, up });
const idle = (count: number) => Array.from({ length: count }, () => instance(0));

const views = fc.array(
  fc.record({
    outstanding: fc.nat({ max: 5 }),
    weight: fc.constantFrom(0.5, 1, 2, 5),
    up: fc.boolean(),
  }),
  { minLength: 1, maxLength: 9 },
);
const requests = fc.record({
  instances: views,
  tenant: fc.nat({ max: 20 }),
  key: fc.integer({ min: NO_KEY, max: 50 }),
});
const rounds = fc.array(requests, { minLength: 1, maxLength: 30 });

function balancerOf(policy: BalancingPolicy, bank = new StreamBank(1), params: ParamValues = {}) {
  return policy.balancer(bank.open('balance'), withDefaults(policy, params));
}

describe.each(BALANCING)('balancing policy $id', (policy) => {
  it('picks an instance that is there, and none that is down while one is up', () => {
    fc.assert(
      fc.property(rounds, (all) => {
        const balancer = balancerOf(policy);
        for (const { instances, tenant, key } of all) {
          const picked = instances[balancer.pick(instances, tenant, key)];
          expect(picked).toBeDefined();
          if (instances.some((each) => each.up)) expect(picked!.up).toBe(true);
        }
      }),
      cases(200),
    );
  });

  it('picks alike when asked alike', () => {
    fc.assert(
      fc.property(rounds, (all) => {
        const picks = () => {
          const balancer = balancerOf(policy);
          return all.map(({ instances, tenant, key }) => balancer.pick(instances, tenant, key));
        };
        expect(picks()).toEqual(picks());
      }),
      cases(100),
    );
  });

  it('uses no stream but its own', () => {
    const bank = new StreamBank(2);
    const other = bank.open('other');
    const balancer = balancerOf(policy, bank);
    const undisturbed = new StreamBank(2).open('other');
    for (let i = 0; i < 50; i++) {
      balancer.pick([instance(i % 3), instance(1), instance(2)], i, NO_KEY);
      expect(other.word()).toBe(undisturbed.word());
    }
  });

  it('goes on from its saved state', () => {
    const instances = [instance(1, 5), instance(1, 1), instance(1, 2), instance(1, 1, false), instance(1, 3)];
    const bank = new StreamBank(3);
    const balancer = balancerOf(policy, bank);
    for (let i = 0; i < 7; i++) balancer.pick(instances, i, NO_KEY);
    const writer = new StateWriter();
    balancer.state(writer);
    bank.state(writer);
    const otherBank = new StreamBank(3);
    const other = balancerOf(policy, otherBank);
    const reader = new StateReader(writer.finish());
    other.state(reader);
    otherBank.state(reader);
    expect(reader.exhausted).toBe(true);
    const picks = (from: typeof other) => Array.from({ length: 20 }, (_, at) => from.pick(instances, at, at));
    expect(picks(other)).toEqual(picks(balancer));
  });

  it('leaves no instance without work when many tenants ask for many keys', () => {
    const instances = idle(4);
    const balancer = balancerOf(policy, new StreamBank(4));
    for (let i = 0; i < 200; i++) instances[balancer.pick(instances, i % 40, i)]!.outstanding++;
    expect(Math.min(...instances.map((each) => each.outstanding))).toBeGreaterThan(30);
  });
});

describe('what sets the policies apart', () => {
  const balancer = (id: string, params: ParamValues = {}) =>
    balancerOf(entryOf(BALANCING, id), new StreamBank(5), params);
  const counted = (id: string, instances: readonly InstanceView[], times: number, params: ParamValues = {}) => {
    const policy = balancer(id, params);
    const counts = instances.map(() => 0);
    for (let i = 0; i < times; i++) counts[policy.pick(instances, 0, NO_KEY)]!++;
    return counts;
  };

  it('round robin goes in turn, whatever the load, past what is down, and starts over when instances go', () => {
    const robin = balancer('round-robin');
    const loaded = [instance(9), instance(0), instance(5)];
    const pick = (instances: readonly InstanceView[]) => robin.pick(instances, 0, NO_KEY);
    expect(Array.from({ length: 7 }, () => pick(loaded))).toEqual([0, 1, 2, 0, 1, 2, 0]);
    const halfDown = [instance(0), instance(0, 1, false), instance(0)];
    expect([pick(halfDown), pick(halfDown), pick(halfDown)]).toEqual([2, 0, 2]);
    pick(loaded);
    pick(loaded);
    expect(pick(loaded.slice(0, 2))).toBe(0);
  });

  it('least outstanding takes the emptiest, the first of equals', () => {
    fc.assert(
      fc.property(views, (instances) => {
        const candidates = instances.some((each) => each.up) ? instances.filter((each) => each.up) : instances;
        const least = Math.min(...candidates.map((each) => each.outstanding));
        const first = instances.findIndex((each) => candidates.includes(each) && each.outstanding === least);
        expect(balancer('least-outstanding').pick(instances, 0, NO_KEY)).toBe(first);
      }),
      cases(100),
    );
  });

  it('power of two never takes the fullest of two or more, and draws without replacement', () => {
    const counts = counted('power-of-two', [instance(0), instance(1), instance(2), instance(3)], 60_000);
    // Of the six pairs, the emptiest is in three, the next is the better of two, the third of one, the fullest of none.
    expect(counts[3]).toBe(0);
    [1 / 2, 1 / 3, 1 / 6].forEach((share, at) => {
      expect(counts[at]! / 60_000).toBeCloseTo(share, 1.8);
    });
  });

  it('power of d compares d distinct instances, of those that are up', () => {
    const four = [instance(0), instance(1), instance(2), instance(3)];
    // Of the four triples, the emptiest is in three and the next the best of the fourth.
    const three = counted('power-of-d', four, 60_000);
    expect(three[0]! / 60_000).toBeCloseTo(3 / 4, 1.8);
    expect(three.slice(2)).toEqual([0, 0]);
    expect(counted('power-of-d', four, 100, { choices: 4 })).toEqual([100, 0, 0, 0]);
    expect(counted('power-of-d', four, 100, { choices: 64 })).toEqual([100, 0, 0, 0]);
    const down = [instance(0, 1, false), instance(1), instance(2), instance(3, 1, false)];
    expect(counted('power-of-d', down, 100, { choices: 2 })).toEqual([0, 100, 0, 0]);
  });

  it('random heeds no load and has no turns', () => {
    const counts = counted('random', [instance(9), instance(0), instance(5, 1, false), instance(7)], 60_000);
    expect(counts[2]).toBe(0);
    for (const at of [0, 1, 3]) expect(counts[at]! / 60_000).toBeCloseTo(1 / 3, 1.8);
    const policy = balancer('random');
    const two = idle(2);
    const picks = Array.from({ length: 20_000 }, () => policy.pick(two, 0, NO_KEY));
    // Independent picks repeat every second time; turns never do.
    expect(picks.filter((picked, at) => picked === picks[at - 1]).length / 20_000).toBeCloseTo(1 / 2, 1.8);
  });

  it('weighted gives each its share and spreads the turns of the heavy one', () => {
    const policy = balancer('weighted');
    const pick = (instances: readonly InstanceView[]) => policy.pick(instances, 0, NO_KEY);
    const uneven = [instance(0, 5), instance(0, 1), instance(0, 1)];
    // The sequence of nginx's own description: a a b a c a a.
    expect(Array.from({ length: 14 }, () => pick(uneven))).toEqual([0, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 2, 0, 0]);
    const heavyDown = [instance(0, 5, false), instance(0, 1), instance(0, 1)];
    expect(Array.from({ length: 4 }, () => pick(heavyDown))).toEqual([1, 2, 1, 2]);
  });

  it('consistent hash keeps keys where they are; losing an instance moves only what was on it', () => {
    const policy = balancer('consistent-hash');
    const up = idle(5);
    const down = up.map((each, at) => ({ ...each, up: at !== 2 }));
    let moved = 0;
    for (let key = 0; key < 2000; key++) {
      const home = policy.pick(up, 3, key);
      expect(policy.pick(up, 3, key)).toBe(home);
      const away = policy.pick(down, 3, key);
      if (home !== 2) expect(away).toBe(home);
      else moved++;
    }
    expect(moved / 2000).toBeGreaterThan(0.15);
    expect(moved / 2000).toBeLessThan(0.25);
    const homes = new Set(Array.from({ length: 40 }, (_, tenant) => policy.pick(up, tenant, NO_KEY)));
    expect(homes.size).toBe(5);
  });

  it('bounded hash leaves the home of a hot key only when that is full, and fills nobody beyond the bound', () => {
    const policy = balancer('bounded-hash');
    const instances = idle(4);
    const home = policy.pick(instances, 1, NO_KEY);
    let first = true;
    for (let sent = 1; sent <= 400; sent++) {
      const limit = Math.ceil((1.25 * sent) / 4);
      const picked = policy.pick(instances, 1, NO_KEY);
      if (instances[home]!.outstanding < limit) expect(picked).toBe(home);
      else first = false;
      instances[picked]!.outstanding++;
      expect(instances[picked]!.outstanding).toBeLessThanOrEqual(limit);
    }
    expect(first).toBe(false);
    const unbounded = balancer('bounded-hash', { loadFactor: 100 });
    expect(unbounded.pick([instance(90), instance(90), instance(90), instance(90)], 1, NO_KEY)).toBe(home);
  });

  it('shuffle shard serves a tenant by the least loaded of its own few, and tenants by different ones', () => {
    const policy = balancer('shuffle-shard');
    const shards = Array.from({ length: 60 }, (_, tenant) => {
      const instances = idle(8);
      for (let i = 0; i < 40; i++) instances[policy.pick(instances, tenant, i)]!.outstanding++;
      const used = instances.flatMap((each, at) => (each.outstanding > 0 ? [at] : []));
      expect(instances.filter((each) => each.outstanding === 20)).toHaveLength(2);
      return used;
    });
    expect(new Set(shards.map(String)).size).toBeGreaterThan(15);
    const [a, b] = shards[0]!;
    const shardDown = idle(8).map((each, at) => ({ ...each, up: at !== a && at !== b }));
    const stand = new Set(Array.from({ length: 20 }, () => policy.pick(shardDown, 0, NO_KEY)));
    expect(stand.size).toBe(1);
    expect(counted('shuffle-shard', idle(8), 10, { shardSize: 1 }).filter((count) => count > 0)).toEqual([10]);
  });
});
