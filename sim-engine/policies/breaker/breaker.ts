/** @module The breaker interface: stops calls that would probably fail. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

/** The breaker of one link. Every attempt that it allowed is told of once, by `record` or by `forget`. */
export interface Breaker {
  /**
   * @param nowUs  whole microseconds, never before the call before
   * @returns true when an attempt may be made now; while half-open that takes one of its probes
   */
  allows(nowUs: number): boolean;
  /** An attempt has answered, or has failed, was turned away or timed out. */
  record(nowUs: number, ok: boolean): void;
  /** An attempt was given up before its outcome was known: another was faster, or the caller itself was given up. */
  forget(): void;
  state(codec: StateCodec): void;
}

/** A kind of breaker. */
export interface BreakerKind extends Definition {
  /** @param params  every parameter of the definition */
  breaker(params: ParamValues): Breaker;
}
