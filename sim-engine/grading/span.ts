/** @module Span: what was measured between two instants of a run, as the metrics see it. */
import type { Histogram } from '../measure/histogram.ts';
import type { Action } from '../model/scenario.ts';

/** One tenant during the span. */
export interface SpanTenant {
  readonly index: number;
  readonly sloUs: number;
  readonly arrived: number;
  /** Turned away by a limit or a full queue. */
  readonly rejected: number;
  /** Rejected, timed out or failed. */
  readonly lost: number;
  readonly good: number;
  /** Latencies of the requests that completed in the span. */
  readonly latency: Histogram;
}

/** Servers of one tier during the span, server-microseconds. */
export interface SpanTier {
  /** Spent serving. */
  readonly busyUs: number;
  /** Spent by requests at the tier, in service or waiting. */
  readonly presentUs: number;
  /** There to be used. */
  readonly availableUs: number;
}

/** Something the learner did in the span. */
export interface SpanAction {
  readonly type: Action['type'];
  /** True when it spent a move. */
  readonly isMove: boolean;
}

/** A span, with what its scope names. */
export interface Span {
  /** How much of it has passed, microseconds. */
  readonly passedUs: number;
  readonly costMicroUsd: number;
  /** Price of the scenario's own system before anybody changed it. */
  readonly firstPriceMicroUsdPerHour: number;
  readonly tenants: readonly SpanTenant[];
  /** Null unless the scope is a tier. */
  readonly tier: SpanTier | null;
  readonly actions: readonly SpanAction[];
}
