/** @module The eviction interface: a cache that tenants share, and the policy that says whose entry goes when it is full. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

/** A cache of keys; every tenant has a key space of its own. */
export interface Cache {
  /** Entries that fit. */
  readonly capacity: number;
  /** Entries held per tenant; one past its time to live counts until somebody asks for it or it is pushed out. */
  readonly held: Int32Array;

  /**
   * Asks for a key; a hit counts as a use of the entry.
   *
   * @param tenant  index of the tenant
   * @param key     whole number from 0, below 2^31
   * @param nowUs   never before the call before
   * @returns true on a hit; an entry that has reached its time to live is a miss and is removed
   */
  lookup(tenant: number, key: number, nowUs: number): boolean;

  /**
   * Puts an entry in, or renews the one that is there, which counts as a use.
   *
   * Nothing is put in when every entry stands under the reserve of another tenant.
   *
   * @returns the tenant whose entry was pushed out to make room, or -1
   */
  insert(tenant: number, key: number, nowUs: number): number;

  /** Removes an entry if it is there, and forgets who pushed it out if it is not. */
  remove(tenant: number, key: number): void;

  /**
   * Who is to blame for a miss; ask right after it.
   *
   * @returns the tenant whose insertion last pushed out this entry, which may be its own; -1 when it has not been pushed
   *   out since it was last put in: never there, removed, or past its time to live by now in any case
   */
  evictor(tenant: number, key: number): number;

  /** Removes everything of one tenant. */
  clear(tenant: number): void;

  /** Removes everything of everybody. */
  clearAll(): void;

  state(codec: StateCodec): void;
}

/** What a cache is built from, whatever its policy. */
export interface CacheTerms {
  /** Entries, >= 1. */
  readonly capacity: number;
  /** Number of tenants, >= 1. */
  readonly tenants: number;
  /** Most entries of each tenant, 1 to the capacity; who is at its cap pushes out an entry of its own. */
  readonly partitions?: readonly number[];
  /**
   * Entries of each tenant that the others cannot push out, 0 to its cap, together at most the capacity. A tenant below
   * its reserve pushes out others' entries only.
   */
  readonly reserves?: readonly number[];
  /** Time to live from the moment an entry is put in, whole microseconds, >= 1; entries stay fresh without it. */
  readonly ttlUs?: number;
  /** Each time to live is shortened by a random share of up to this, 0..1, so that entries do not expire together. */
  readonly ttlJitterShare?: number;
}

/** An eviction policy. */
export interface EvictionPolicy extends Definition {
  /**
   * @param terms   checked before: impossible ones are a bug
   * @param params  every parameter of the definition
   * @param stream  the cache's own randomness: using it changes no other draw
   */
  cache(terms: CacheTerms, params: ParamValues, stream: RandomStream): Cache;
}
