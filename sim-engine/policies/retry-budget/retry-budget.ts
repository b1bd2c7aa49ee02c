/** @module The retry budget interface: how many retries a link may make, relative to the calls made over it. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

/** The budget of one link. Hedges are not drawn from it: their number is bounded by the link. */
export interface RetryBudget {
  /**
   * A call makes its first attempt.
   *
   * @param nowUs  whole microseconds, never before the call before
   */
  deposit(nowUs: number): void;
  /**
   * @param nowUs  whole microseconds, never before the call before
   * @returns true when a retry may be made, which is thereby spent
   */
  withdraw(nowUs: number): boolean;
  state(codec: StateCodec): void;
}

/** A kind of budget. */
export interface RetryBudgetKind extends Definition {
  /**
   * @param params  every parameter of the definition
   * @param nowUs   when the budget begins
   */
  budget(params: ParamValues, nowUs: number): RetryBudget;
  /** @returns most retries that may be made while so many calls are made within a span of time, both ends included */
  mostRetries(params: ParamValues, calls: number, spanUs: number): number;
}
