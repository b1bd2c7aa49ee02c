/** @module The limiter interface: a pure decider over arrival times. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

/** Decides for one tenant. */
export interface Limiter {
  /** Microseconds that the request admitted last has to wait before it may pass; 0 except for shapers. */
  readonly delayUs: number;
  /**
   * @param nowUs  whole microseconds, never before the call before
   * @returns true when the request may pass
   */
  admit(nowUs: number): boolean;
  /** Tells that an admitted request has ended. */
  finished(nowUs: number, latencyUs: number, ok: boolean): void;
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
