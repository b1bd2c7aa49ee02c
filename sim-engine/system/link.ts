/** @module Link: what stands between a caller and its attempts: patience, retries, a budget, a breaker, hedges. */
import type { RandomStream } from '../kernel/random-stream.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import type { Backoff } from '../policies/backoff/backoff.ts';
import type { Breaker } from '../policies/breaker/breaker.ts';
import type { RetryBudget } from '../policies/retry-budget/retry-budget.ts';

/** A link; its budget and its breaker are shared by all calls that are made over it. */
export interface LinkSpec {
  readonly id: string;
  /** Longest time an attempt may take, microseconds; 0 for any. */
  readonly timeoutUs: number;
  /** True when an attempt that is given up, or whose caller is stopped, is stopped too; false when its work goes on for nothing. */
  readonly cancels: boolean;
  readonly retriesMax: number;
  readonly backoff: Backoff;
  readonly budget: RetryBudget;
  readonly breaker: Breaker;
  /** Time after which a second attempt is made beside the first, microseconds; 0 for never. */
  readonly hedgeAfterUs: number;
  /** Hedges of one call, which are made beside its first attempt only. */
  readonly hedgesMax: number;
  readonly stream: RandomStream;
}

/** In place of a class: that of the request which calls. */
export const OWN_CLASS = -1;

/** A call that programs make: attempts over a link, or a fan-out of several requests at once. */
export interface CallSpec {
  /** Null for a fan-out, whose requests are made once each and must all succeed. */
  readonly link: LinkSpec | null;
  /** Class of the first attempt ({@link OWN_CLASS} for a client's), or of every request of a fan-out. */
  readonly classes: readonly number[];
  /** Class of retries and hedges, whose work is drawn from streams of its own. */
  readonly againClass: number;
  /** True when whoever is called is given the work that its caller has drawn; false when it draws work of its own. */
  readonly repeats: boolean;
}

/** Passes what a link remembers of earlier calls. */
export function linkState(link: LinkSpec, codec: StateCodec): void {
  link.budget.state(codec);
  link.breaker.state(codec);
}
