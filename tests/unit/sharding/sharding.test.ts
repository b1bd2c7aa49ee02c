/**
 * The placement functions place everything, evenly, and move no more than each promises when shards come or go.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssertionFailure } from '../../../sim-engine/kernel/assert.ts';
import { StreamBank } from '../../../sim-engine/kernel/random-stream.ts';
import { combinationCount, combinationOfRank } from '../../../sim-engine/sharding/combinations.ts';
import { hashPair } from '../../../sim-engine/sharding/hash.ts';
import { HashRing } from '../../../sim-engine/sharding/hash-ring.ts';
import { rebalanceLogicalShards, spreadLogicalShards } from '../../../sim-engine/sharding/logical-shards.ts';
import { moduloShard } from '../../../sim-engine/sharding/modulo.ts';
import { dealQueueHand } from '../../../sim-engine/sharding/queue-hand.ts';
import { rendezvousOrder, rendezvousShard } from '../../../sim-engine/sharding/rendezvous.ts';
import { randomShard, ShardDealer } from '../../../sim-engine/sharding/shuffle-shards.ts';
import { cases } from '../../support/property-seed.ts';

const KEYS = Array.from({ length: 20_000 }, (_, key) => hashPair(key, 7));

/** Chi-square of counts against an even spread. */
function chiSquare(counts: readonly number[], total: number): number {
  const expected = total / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('the hash', () => {
  it('is MurmurHash3 of two blocks', () => {
    // An independent implementation, right on the published hash of "test", gives these for eight bytes, little-endian.
    expect(hashPair(0, 0)).toBe(0x63852afc);
    expect(hashPair(1, 2)).toBe(0xc3642e86);
    expect(hashPair(0x64636261, 0x68676665, 0x9747b28c)).toBe(0xcf0266e4);
    expect(hashPair(-1, 0)).toBe(hashPair(0xffffffff, 0));
    expect(new Set(Array.from({ length: 1000 }, (_, i) => hashPair(i % 10, Math.floor(i / 10)))).size).toBe(1000);
    expect(hashPair(1, 2)).not.toBe(hashPair(2, 1));
  });

  it.each([10, 16, 365])('is even over %i shards', (shards) => {
    const counts = new Array<number>(shards).fill(0);
    for (const key of KEYS) counts[moduloShard(key, shards)]!++;
    const freedom = shards - 1;
    expect(Math.abs(chiSquare(counts, KEYS.length) - freedom)).toBeLessThan(4 * Math.sqrt(2 * freedom));
  });
});

describe('functions from a hash to a shard', () => {
  const ring = (shards: number) => new HashRing(shards, 64, 3);
  const rings = new Map(Array.from({ length: 12 }, (_, at) => [at + 1, ring(at + 1)]));

  it.each([
    ['rendezvous', rendezvousShard],
    ['ring', (hash: number, shards: number) => rings.get(shards)!.shardOf(hash)],
  ])('%s moves keys only to a new shard, about its share of them', (name, shardOf) => {
    for (const shards of [1, 4, 10]) {
      let moved = 0;
      for (const key of KEYS) {
        const after = shardOf(key, shards + 1);
        if (after === shardOf(key, shards)) continue;
        expect(after).toBe(shards);
        moved++;
      }
      const share = 1 / (shards + 1);
      const slack = name === 'ring' ? 4 * share * Math.sqrt(1 / 64) : 4 * Math.sqrt(share / KEYS.length);
      expect(Math.abs(moved / KEYS.length - share)).toBeLessThan(slack);
    }
  });

  it('modulo moves nearly everything', () => {
    const moved = KEYS.filter((key) => moduloShard(key, 10) !== moduloShard(key, 11)).length / KEYS.length;
    expect(Math.abs(moved - 10 / 11)).toBeLessThan(4 * Math.sqrt(10 / 121 / KEYS.length));
  });

  it('rendezvous order begins with the shard, and without it goes on with the next', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (hash, shards) => {
        const order = rendezvousOrder(hash, shards);
        expect(order[0]).toBe(rendezvousShard(hash, shards));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: shards }, (_, at) => at));
        // A shard more is put in somewhere and changes nothing else.
        expect([...rendezvousOrder(hash, shards + 1)].filter((shard) => shard < shards)).toEqual([...order]);
      }),
      cases(100),
    );
  });

  it('more virtual nodes even a ring out', () => {
    const spread = (virtualNodes: number) => {
      const counts = new Array<number>(10).fill(0);
      const points = new HashRing(10, virtualNodes);
      for (const key of KEYS) counts[points.shardOf(key)]!++;
      return chiSquare(counts, KEYS.length);
    };
    expect(spread(256)).toBeLessThan(spread(1) / 20);
    expect(() => new HashRing(0, 1)).toThrow(AssertionFailure);
  });
});

describe('logical shards', () => {
  const counts = (table: Int32Array, hosts: number) => {
    const held = new Array<number>(hosts).fill(0);
    for (const host of table) held[host]!++;
    return held;
  };

  it('stand evenly: 480 on 32 hosts are 15 on each', () => {
    expect(new Set(counts(spreadLogicalShards(480, 32), 32))).toEqual(new Set([15]));
  });

  it('grow from 32 to 40 to 48 hosts, and shrink, by moving no more than they must', () => {
    let table = spreadLogicalShards(480, 32);
    for (const [hosts, each, moves] of [
      [40, 12, 96],
      [48, 10, 80],
      [32, 15, 160],
    ] as const) {
      const next = rebalanceLogicalShards(table, hosts);
      expect(new Set(counts(next, hosts))).toEqual(new Set([each]));
      expect(next.filter((host, shard) => host !== table[shard])).toHaveLength(moves);
      table = next;
    }
  });

  it('stay even within one, and nothing moves that needs not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (more, before, after) => {
          const table = spreadLogicalShards(12 + more, before);
          const next = rebalanceLogicalShards(table, after);
          const held = counts(next, after);
          expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(1);
          const old = counts(table, Math.max(before, after));
          const moved = next.filter((host, shard) => host !== table[shard]).length;
          const must = held.reduce((sum, now, host) => sum + Math.max(0, now - old[host]!), 0);
          expect(moved).toBe(must);
          if (before === after) expect(moved).toBe(0);
        },
      ),
      cases(200),
    );
    expect(() => spreadLogicalShards(3, 4)).toThrow(AssertionFailure);
  });
});

describe('sets of workers', () => {
  it('combinations have ranks without gaps', () => {
    expect(combinationCount(8, 2)).toBe(28);
    expect(combinationCount(3, 4)).toBe(0);
    const all = Array.from({ length: 28 }, (_, rank) => combinationOfRank(rank, 8, 2));
    expect(new Set(all.map(String)).size).toBe(28);
    for (const [low, high] of all) expect(low! >= 0 && low! < high! && high! < 8).toBe(true);
  });

  it('random shards are all equally likely', () => {
    const stream = new StreamBank(6).open('shards');
    const seen = new Map<string, number>();
    for (let i = 0; i < 28_000; i++) {
      const shard = String(randomShard(stream, 8, 2));
      seen.set(shard, (seen.get(shard) ?? 0) + 1);
    }
    expect(seen.size).toBe(28);
    expect(Math.abs(chiSquare([...seen.values()], 28_000) - 27)).toBeLessThan(4 * Math.sqrt(54));
    expect(randomShard(stream, 5, 5)).toEqual([0, 1, 2, 3, 4]);
    expect(() => randomShard(stream, 2, 3)).toThrow(AssertionFailure);
  });

  it('the dealer repeats no shard before all were dealt, round after round, in another order', () => {
    const dealer = new ShardDealer(new StreamBank(7).open('shards'), 8, 2);
    const round = () => Array.from({ length: 28 }, () => String(dealer.deal()));
    const [first, second] = [round(), round()];
    expect(new Set(first).size).toBe(28);
    expect(new Set(second).size).toBe(28);
    expect(second).not.toEqual(first);
    expect(() => new ShardDealer(new StreamBank(7).open('shards'), 200, 100)).toThrow(AssertionFailure);
  });

  it('the dealer’s first shard is any with equal probability', () => {
    const bank = new StreamBank(8);
    const counts = new Array<number>(28).fill(0);
    const all = Array.from({ length: 28 }, (_, rank) => String(combinationOfRank(rank, 8, 2)));
    for (let i = 0; i < 5600; i++) {
      const dealer = new ShardDealer(bank.open(`shards/${i}`), 8, 2);
      dealer.deal();
      counts[all.indexOf(String(dealer.deal()))]!++;
    }
    expect(Math.abs(chiSquare(counts, 5600) - 27)).toBeLessThan(4 * Math.sqrt(54));
  });

  it('hands hold distinct queues, every queue as often', () => {
    const hand = new Int32Array(8);
    const counts = new Array<number>(32).fill(0);
    for (let flow = 0; flow < 8000; flow++) {
      dealQueueHand(flow, 32, hand, 9);
      expect(new Set(hand).size).toBe(8);
      for (const queue of hand) counts[queue]!++;
    }
    // Cards of a hand exclude each other, which makes the counts a little more even than independent draws.
    expect(Math.abs(chiSquare(counts, 64_000) - 31 * (24 / 31))).toBeLessThan(4 * Math.sqrt(62));
    const full = new Int32Array(5);
    dealQueueHand(1, 5, full);
    expect([...full].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(() => dealQueueHand(1, 4, full)).toThrow(AssertionFailure);
  });

  it('every order of a hand is as likely', () => {
    const hand = new Int32Array(2);
    const counts = new Map<string, number>();
    for (let flow = 0; flow < 20_000; flow++) {
      dealQueueHand(flow, 5, hand);
      counts.set(String(hand), (counts.get(String(hand)) ?? 0) + 1);
    }
    expect(counts.size).toBe(20);
    expect(Math.abs(chiSquare([...counts.values()], 20_000) - 19)).toBeLessThan(4 * Math.sqrt(38));
  });
});
