/** @module Link terms: what stands between a caller and its attempts, as plain choices. */
import type { Choice } from './registry.ts';

/** Terms of a link; what is absent is not done. */
export interface LinkTerms {
  /** Longest time an attempt may take, microseconds; 0 for any. */
  readonly timeoutUs?: number;
  /** Whether an attempt that is given up is also stopped (default false: its work goes on for nothing). */
  readonly cancels?: boolean;
  /** Retries after a first attempt, whole, >= 0. */
  readonly retries?: number;
  /** Ids and parameters in the registries `backoffs`, `retryBudgets` and `breakers`. */
  readonly backoff?: Choice;
  readonly budget?: Choice;
  readonly breaker?: Choice;
  /** Time after which another attempt is made beside the first, microseconds, 0 for never; and how many such (default 1). */
  readonly hedgeAfterUs?: number;
  readonly hedges?: number;
}
