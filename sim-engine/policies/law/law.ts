/** @module The service-law interface: how much work one visit asks for. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

const cell = new Float64Array(1);

/** Draws service demands. */
export abstract class Sampler {
  /**
   * Draws a demand >= 0 in the unit of the mean it was made with. It is put into a column, because a fraction that is returned
   * by a function this size would be an object.
   */
  abstract drawInto(into: Float64Array, at: number): void;

  /** @returns a demand, for whoever draws few */
  sample(): number {
    this.drawInto(cell, 0);
    return cell[0]!;
  }
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
