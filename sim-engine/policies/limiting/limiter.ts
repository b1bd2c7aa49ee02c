/** @module The limiter interface: a pure decider over the times at which requests arrive and end. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

/** Decides for one tenant, or for a whole fleet. */
export interface Limiter {
  /** Microseconds that the request admitted last has to wait before it may pass; 0 except for shapers. */
  delayUs: number;
  /**
   * @param nowUs  whole microseconds, never before the call before
   * @returns true when the request may pass, after `delayUs`
   */
  admit(nowUs: number): boolean;
  /**
   * Tells that an admitted request has ended, once for each; limits on requests in flight count it out, adaptive ones
   * learn from it.
   *
   * @param nowUs      whole microseconds, never before the call before
   * @param latencyUs  time since it was admitted
   * @param ok         false for a timeout, a rejection or a failure further in
   */
  finished(nowUs: number, latencyUs: number, ok: boolean): void;
  state(codec: StateCodec): void;
}

/** A limiting algorithm. */
export interface LimiterKind extends Definition {
  /** `fleet`: every tenant limited by it with the same parameters shares one limiter. */
  readonly scope: 'tenant' | 'fleet';
  /**
   * @param params    every parameter of the definition
   * @param nowUs     when the limit begins to hold
   * @param critical  whether its requests are critical; absent: they are not. Only load shedding asks.
   */
  limiter(params: ParamValues, nowUs: number, critical?: boolean): Limiter;
  /**
   * The bound that it promises on requests passing the edge.
   *
   * @param spanUs  length of any span of time, its first and last instant included; microseconds
   * @returns most requests that pass within it; Infinity for limits on requests in flight
   */
  mostPassing(params: ParamValues, spanUs: number): number;
  /** @returns most requests (not critical ones) in flight at once; Infinity for limits on rates */
  mostInFlight(params: ParamValues): number;
}
