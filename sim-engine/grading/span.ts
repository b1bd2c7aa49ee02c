/** @module Span: what was measured between two instants of a run, as the metrics see it. */
import type { Histogram } from '../measure/histogram.ts';

/** One tenant during the span. */
export interface SpanTenant {
  readonly index: number;
  readonly sloUs: number;
  readonly arrived: number;
  /** Rejected, timed out or failed. */
  readonly lost: number;
  readonly good: number;
  /** Latencies of the requests that completed in the span. */
  readonly latency: Histogram;
}

/** A span, with the tenants of a scope. */
export interface Span {
  /** How much of it has passed, microseconds. */
  readonly passedUs: number;
  readonly costMicroUsd: number;
  readonly tenants: readonly SpanTenant[];
}
