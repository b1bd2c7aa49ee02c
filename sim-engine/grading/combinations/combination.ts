/** @module The combination interface: how many parts have to hold for the whole to hold. */
import type { Definition, ParamValues } from '../../model/registry.ts';

/** A way of combining conditions. More parts that hold never make the whole fail. */
export interface Combination extends Definition {
  /**
   * @param parts   how many parts there are, >= 1
   * @param params  every parameter of the combination
   * @returns how many have to hold, 1..parts
   */
  needed(parts: number, params: ParamValues): number;
}
