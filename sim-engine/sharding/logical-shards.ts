/**
 * @module Logical shards: tenants hash to many fixed logical shards, and a table says on which host each of those lives.
 *
 * A tenant's logical shard never changes; hosts are added by moving whole logical shards. A number with many divisors
 * (480) lets hosts grow in many steps and stay even.
 */
import { assert } from '../kernel/assert.ts';

/**
 * @param logical  whole number >= hosts
 * @param hosts    whole number >= 1
 * @returns host per logical shard, in blocks as even as possible
 * @source Fong, Herding elephants: lessons learned from sharding Postgres at Notion, 2021 (480 logical on 32 hosts)
 */
export function spreadLogicalShards(logical: number, hosts: number): Int32Array {
  assert(hosts >= 1 && logical >= hosts, `${logical} logical shards on ${hosts} hosts`);
  return Int32Array.from({ length: logical }, (_, shard) => Math.floor((shard * hosts) / logical));
}

/**
 * Moves as few logical shards as an even spread over another number of hosts needs.
 *
 * @param hostOf  host per logical shard; hosts beyond the new number give up all of theirs
 * @param hosts   whole number >= 1, at most the number of logical shards
 * @returns the new table; the old one stays as it is
 */
export function rebalanceLogicalShards(hostOf: Int32Array, hosts: number): Int32Array {
  const logical = hostOf.length;
  assert(hosts >= 1 && logical >= hosts, `${logical} logical shards on ${hosts} hosts`);
  const held = new Int32Array(hosts);
  for (const host of hostOf) if (host < hosts) held[host]!++;
  // Those that hold most already get the larger quotas, so that nothing moves for the sake of a remainder.
  const fullest = Array.from(held.keys()).sort((a, b) => held[b]! - held[a]! || a - b);
  const quota = new Int32Array(hosts).fill(Math.floor(logical / hosts));
  for (const host of fullest.slice(0, logical % hosts)) quota[host]!++;
  const kept = new Int32Array(hosts);
  const next = Int32Array.from(hostOf, (host) => (host < hosts && kept[host]!++ < quota[host]! ? host : -1));
  let taker = 0;
  for (let shard = 0; shard < logical; shard++) {
    if (next[shard]! >= 0) continue;
    while (kept[taker]! >= quota[taker]!) taker++;
    kept[taker]!++;
    next[shard] = taker;
  }
  return next;
}
