/** @module Link: what stands between a caller and its attempts: patience, retries, a budget, a breaker, hedges. */
import type { RandomStream } from '../kernel/random-stream.ts';
import type { StateCodec } from '../kernel/state-codec.ts';

/** How long to wait before the next attempt. */
export interface Backoff {
  /**
   * @param retry   1 for the first retry
   * @param lastUs  the delay before, 0 at first
   * @param stream  randomness of the link
   * @returns whole microseconds
   */
  delayUs(retry: number, lastUs: number, stream: RandomStream): number;
}

/** How many retries there may be, relative to requests. */
export interface RetryBudget {
  /** A first attempt is made. */
  deposit(nowUs: number): void;
  /** @returns true when a retry may be made, which is thereby spent */
  withdraw(nowUs: number): boolean;
  state(codec: StateCodec): void;
}

/** Stops calls that would probably fail. */
export interface Breaker {
  /** @returns true when a call may be made now */
  allows(nowUs: number): boolean;
  /** An attempt has ended. */
  record(nowUs: number, ok: boolean): void;
  state(codec: StateCodec): void;
}

/** A link; the parts that it does not have are null. */
export interface LinkSpec {
  readonly id: string;
  /** Longest time an attempt may take, microseconds; 0 for any. */
  readonly timeoutUs: number;
  /** True when an attempt that is given up is also stopped, wherever it stands; false when its work goes on for nothing. */
  readonly cancels: boolean;
  readonly retriesMax: number;
  readonly backoff: Backoff | null;
  readonly budget: RetryBudget | null;
  readonly breaker: Breaker | null;
  /** Time after which a second attempt is made beside the first, microseconds; 0 for never. */
  readonly hedgeAfterUs: number;
  readonly hedgesMax: number;
  readonly stream: RandomStream;
}

/** A call that programs make: attempts over a link, or a fan-out of several requests at once. */
export interface CallSpec {
  /** Null for a fan-out, whose requests are made once each and must all succeed. */
  readonly link: LinkSpec | null;
  /** Class of the first attempt, or of every request of a fan-out. */
  readonly classes: readonly number[];
  /** Class of retries and hedges, whose work is drawn from streams of its own. */
  readonly againClass: number;
}
