/** @module The limiter interface: a pure decider over arrival times. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

/** Decides for one tenant. */
export interface Limiter {
  /**
   * @param nowUs  whole microseconds, never before the call before
   * @returns true when the request may pass
   */
  admit(nowUs: number): boolean;
  state(codec: StateCodec): void;
}

/** A limiting algorithm. */
export interface LimiterKind extends Definition {
  /**
   * @param params  every parameter of the definition
   * @param nowUs   when the limit begins to hold
   */
  limiter(params: ParamValues, nowUs: number): Limiter;
}
