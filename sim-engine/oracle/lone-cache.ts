/** @module Lone cache: a cache by itself under independent requests, for the oracles of caches. */
import { assert } from '../kernel/assert.ts';
import type { LoneCacheSpec } from '../network/check-cache.ts';
import { createCache, type SharedCache } from '../network/parts.ts';

/** @returns the cache, as a user of the engine would build it */
export function loneCache(spec: LoneCacheSpec): SharedCache {
  const made = createCache(spec);
  assert(made.ok, `an oracle's cache is refused: ${made.ok ? '' : made.issues.map((each) => each.message).join('; ')}`);
  return made.value;
}
