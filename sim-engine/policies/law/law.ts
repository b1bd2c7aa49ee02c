/** @module The service-law interface: how much work one visit asks for. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

/** Draws service demands. */
export interface Sampler {
  /** @returns a demand >= 0 in the unit of the mean it was made with */
  sample(): number;
}

/** A family of distributions, scaled by its mean. */
export interface ServiceLaw extends Definition {
  /**
   * @param mean    mean demand, > 0
   * @param params  every parameter of the definition
   * @param stream  where the randomness comes from
   * @param table   rows of the definition's table, one after the other; empty when it has none
   */
  sampler(mean: number, params: ParamValues, stream: RandomStream, table: readonly number[]): Sampler;
}
