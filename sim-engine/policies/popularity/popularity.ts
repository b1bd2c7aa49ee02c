/** @module The popularity interface: which of a tenant's keys its next request reads. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

/** Draws keys 0..n-1. It never changes, so every source with the same key space shares one. */
export interface Popularity {
  /**
   * @param stream  where the randomness comes from
   * @param turn    how many keys this source drew before
   */
  draw(stream: RandomStream, turn: number): number;
}

/** A kind of popularity. */
export interface PopularityKind extends Definition {
  /**
   * @param count   number of keys, >= 1
   * @param params  every parameter of the definition
   */
  popularity(count: number, params: ParamValues): Popularity;
}
