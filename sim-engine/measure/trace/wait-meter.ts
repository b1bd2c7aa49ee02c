/** @module What a tracer asks of whoever knows who holds a station or a lock: its growth over one request's wait. */
import type { StateCodec } from '../../kernel/state-codec.ts';

/** Integrals over time, one per holder, as they count for one victim. */
export interface WaitMeter {
  /** Growth of all integrals together per microsecond of a wait; 0 when it varies. */
  readonly divisor: number;
  /** How often each holder holds it now. */
  held(holder: number): number;
  /** Writes the integrals as they are now, for one victim, from `at` on. */
  mark(victim: number, nowUs: number, into: Float64Array, at: number): void;
  state(codec: StateCodec): void;
}
