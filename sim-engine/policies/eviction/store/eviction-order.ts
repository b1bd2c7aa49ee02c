/** @module The order of eviction: all that sets one policy apart from another. */
import type { StateCodec } from '../../../kernel/state-codec.ts';

/** The lanes out of which the next victim must come. */
export interface OpenLanes {
  /** Number of lanes, open or not; lanes are numbered from 0. */
  readonly count: number;
  /** The first `openCount` are the open ones, ascending; some may be empty. */
  readonly open: Int32Array;
  readonly openCount: number;
}

/**
 * Ranks the entries of a cache. An entry is a node, a number below the capacity; a lane is the set of entries that share
 * one tenant's cap and reserve. An order keeps one ranking over all lanes and can give the first victim among some of them.
 */
export interface EvictionOrder {
  /** A key was asked for, whether it was there or not; only what counts misses as well listens. */
  asked?(hash: number): void;
  /** @param hash  of the entry's key, 32 bits */
  enter(node: number, lane: number, hash: number): void;
  /** A hit, or a renewal. */
  touch(node: number, lane: number): void;
  leave(node: number, lane: number): void;
  /** @returns the entry to push out before another enters, or -1 when the open lanes are empty; it may rearrange the rest */
  victim(lanes: OpenLanes): number;
  /**
   * Writes down every node in the order in which entering them again into an empty order gives the same ranking, as far as
   * entering alone can; `state` saves the rest.
   *
   * @param nodes  as long as there are entries
   */
  list(nodes: Int32Array): void;
  /**
   * @param nodes  as listed when saving; when restoring, the nodes 0, 1, 2, .. that were entered in that order
   */
  state(codec: StateCodec, nodes: Int32Array): void;
}
