/** @module Parts by themselves: a limiter, a scheduler, a cache or a popularity law, fed by hand. */

import { type RandomStream, StreamBank } from '../kernel/random-stream.ts';
import { fail, issue, ok, type Result } from '../kernel/result.ts';
import { type Choice, withDefaults } from '../model/registry.ts';
import { DISCIPLINES } from '../policies/discipline/index.ts';
import type { Cache } from '../policies/eviction/eviction.ts';
import { EVICTION } from '../policies/eviction/index.ts';
import { LIMITERS } from '../policies/limiting/index.ts';
import type { Limiter } from '../policies/limiting/limiter.ts';
import { entryOf } from '../policies/lookup.ts';
import { ZipfKeys } from '../system/popularity.ts';
import { checkCache, type LoneCacheSpec } from './check-cache.ts';
import { checkChoice } from './check-network.ts';

/** A limiter: `admit(nowUs)` says whether a request at that instant may pass. */
export function createLimiter(choice: Choice): Result<Pick<Limiter, 'admit'>> {
  const issues = checkChoice(LIMITERS, choice.id, choice.params, 'limiter');
  if (issues.length > 0) return fail(...issues);
  const kind = entryOf(LIMITERS, choice.id);
  return ok(kind.limiter(withDefaults(kind, choice.params), 0));
}

/** A scheduler: items go in with a flow and a size, and come out in the order of the discipline. */
export interface Scheduler {
  readonly length: number;
  enqueue(item: number, flow: number, size: number): void;
  /** @returns the next item, or -1 when nobody waits */
  dequeue(): number;
}

/**
 * @param choice   discipline and parameters
 * @param weights  weight per flow, > 0
 */
export function createScheduler(choice: Choice, weights: readonly number[]): Result<Scheduler> {
  const issues = checkChoice(DISCIPLINES, choice.id, choice.params, 'discipline');
  weights.forEach((weight, flow) => {
    if (!(weight > 0))
      issues.push(issue('impossible-number', `weights.${flow}`, `found ${weight}, expected more than 0`));
  });
  if (issues.length > 0) return fail(...issues);
  const discipline = entryOf(DISCIPLINES, choice.id);
  const line = discipline.line(weights.length, weights, withDefaults(discipline, choice.params));
  return ok({
    get length() {
      return line.length;
    },
    enqueue: (item, flow, size) => line.enqueue(item, flow, size),
    dequeue: () => (line.length === 0 ? -1 : line.dequeue()),
  });
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

/**
 * Zipf popularity over keys 0..count-1.
 *
 * @param seed  whole number; the same seed gives the same keys
 */
export function createPopularity(spec: {
  readonly count: number;
  readonly alpha: number;
  readonly seed: number;
}): Result<() => number> {
  if (!Number.isInteger(spec.count) || spec.count < 1 || !(spec.alpha >= 0)) {
    return fail(issue('impossible-number', 'count', 'count must be a whole number from 1, alpha 0 or more'));
  }
  const keys = new ZipfKeys(spec.count, spec.alpha);
  const stream: RandomStream = new StreamBank(spec.seed).open('popularity');
  return ok(() => keys.draw(stream));
}
