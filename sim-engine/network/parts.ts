/** @module Parts by themselves: a limiter, a cache or a popularity law, fed by hand. */

import { type RandomStream, StreamBank } from '../kernel/random-stream.ts';
import { fail, issue, ok, type Result } from '../kernel/result.ts';
import { type ParamValues, withDefaults } from '../model/registry.ts';
import type { Cache } from '../policies/eviction/eviction.ts';
import { EVICTION } from '../policies/eviction/index.ts';
import { LIMITERS } from '../policies/limiting/index.ts';
import type { Limiter } from '../policies/limiting/limiter.ts';
import { PartitionedStore, type PartitionedTable } from '../policies/limiting/partitioned-store.ts';
import { entryOf } from '../policies/lookup.ts';
import { POPULARITY } from '../policies/popularity/index.ts';
import { checkCache, type LoneCacheSpec } from './check-cache.ts';
import { checkChoice } from './check-choice.ts';
import { newLimiter } from './edge-limiters.ts';
import type { LimiterChoice } from './network-spec.ts';

const PARTITIONS_MAX = 1_000_000;

/**
 * A limiter: `admit(nowUs)` says whether a request at that instant may pass, `delayUs` how long it has to wait first, and
 * `finished` tells that it has ended.
 */
export function createLimiter(choice: LimiterChoice): Result<Omit<Limiter, 'state'>> {
  const issues = checkChoice(LIMITERS, choice.id, choice.params, 'limiter');
  if (issues.length > 0) return fail(...issues);
  return ok(newLimiter(choice));
}

/** A table with provisioned throughput, a bank of unused units and a cap on each partition; `admit(nowUs, partition, units)`. */
export function createPartitionedStore(table: PartitionedTable): Result<Omit<PartitionedStore, 'state'>> {
  const { partitions, provisionedPerSec, bankSec, partitionCapPerSec } = table;
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > PARTITIONS_MAX) {
    const expected = `expected a whole number from 1 to ${PARTITIONS_MAX}`;
    return fail(issue('impossible-number', 'partitions', `found ${partitions}, ${expected}`));
  }
  if (!(provisionedPerSec >= 0 && bankSec >= 0 && partitionCapPerSec > 0)) {
    const expected = 'expected provisionedPerSec and bankSec of 0 or more and partitionCapPerSec of more than 0';
    return fail(
      issue('impossible-number', '', `found ${provisionedPerSec}, ${bankSec}, ${partitionCapPerSec}; ${expected}`),
    );
  }
  return ok(new PartitionedStore(table));
}

/** A cache shared by tenants: `access` looks a key up and puts it in on a miss. */
export interface SharedCache extends Pick<Cache, 'lookup' | 'insert' | 'remove' | 'evictor' | 'clear' | 'clearAll'> {
  /**
   * @param nowUs  whole microseconds, never before the call before; matters only with a time to live
   * @returns true on a hit
   */
  access(tenant: number, key: number, nowUs?: number): boolean;
  /** @returns entries held by a tenant */
  held(tenant: number): number;
}

/** @param spec  policy, size, and the terms that tenants have in it */
export function createCache(spec: LoneCacheSpec): Result<SharedCache> {
  const issues = checkCache(spec);
  if (issues.length > 0) return fail(...issues);
  const policy = entryOf(EVICTION, spec.kind);
  const cache = policy.cache(
    spec,
    withDefaults(policy, spec.params ?? {}),
    new StreamBank(spec.seed ?? 0).open('cache'),
  );
  return ok({
    access: (tenant, key, nowUs = 0) => {
      const hit = cache.lookup(tenant, key, nowUs);
      if (!hit) cache.insert(tenant, key, nowUs);
      return hit;
    },
    lookup: (tenant, key, nowUs) => cache.lookup(tenant, key, nowUs),
    insert: (tenant, key, nowUs) => cache.insert(tenant, key, nowUs),
    remove: (tenant, key) => cache.remove(tenant, key),
    evictor: (tenant, key) => cache.evictor(tenant, key),
    clear: (tenant) => cache.clear(tenant),
    clearAll: () => cache.clearAll(),
    held: (tenant) => cache.held[tenant] ?? 0,
  });
}

/** Most keys of one popularity: each costs a few bytes of table. */
const KEYS_MAX = 10_000_000;

/**
 * Popularity over keys 0..count-1.
 *
 * @param spec  kind (absent: `zipf`), number of keys, parameters (those not given have their defaults; `alpha` may stand
 *   beside them), and a whole number as seed: the same seed gives the same keys
 */
export function createPopularity(spec: {
  readonly kind?: string;
  readonly count: number;
  readonly alpha?: number;
  readonly params?: ParamValues;
  readonly seed: number;
}): Result<() => number> {
  const id = spec.kind ?? POPULARITY[0]!.id;
  const params = spec.alpha === undefined ? { ...spec.params } : { alpha: spec.alpha, ...spec.params };
  const issues = checkChoice(POPULARITY, id, params, 'params');
  const whole = (name: string, value: number, low: number, high: number): void => {
    if (Number.isInteger(value) && value >= low && value <= high) return;
    issues.push(issue('impossible-number', name, `found ${value}, expected a whole number from ${low} to ${high}`));
  };
  whole('count', spec.count, 1, KEYS_MAX);
  whole('seed', spec.seed, 0, Number.MAX_SAFE_INTEGER);
  if (issues.length > 0) return fail(...issues);
  const kind = entryOf(POPULARITY, id);
  const popularity = kind.popularity(spec.count, withDefaults(kind, params));
  const stream: RandomStream = new StreamBank(spec.seed).open('popularity');
  let turn = 0;
  return ok(() => popularity.draw(stream, turn++));
}
