/** @module What a comparison of two runs says: every figure of A and B with their difference, B - A, and its interval. */

/** One figure of both runs; `low` and `high` are null where the runs cannot carry an interval. */
export interface ComparedFigure {
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Latencies of answered requests, milliseconds; exact, nearest-rank. With common arrivals the difference of `mean` is that of
 * the same requests, over those that both runs answered.
 */
export interface ComparedLatency {
  readonly mean: ComparedFigure;
  readonly p50: ComparedFigure;
  readonly p90: ComparedFigure;
  readonly p95: ComparedFigure;
  readonly p99: ComparedFigure;
  readonly p999: ComparedFigure;
}

/** Requests by the side of the SLO on which they ended: answered in time, or late or not at all. */
export interface ComparedSlo {
  readonly good: { readonly a: number; readonly b: number };
  /** The same requests in both runs: missed in A and met in B, and the other way; null without common arrivals. */
  readonly improved: number | null;
  readonly worsened: number | null;
}

/** How one tenant, or all together, fared. */
export interface ComparedTenant {
  /** True when the very same requests arrived in both runs. */
  readonly commonArrivals: boolean;
  readonly arrived: { readonly a: number; readonly b: number };
  /** Ended without an answer: their latency is in no figure. */
  readonly lost: { readonly a: number; readonly b: number };
  /** Null when nothing was answered in one of the runs. */
  readonly latencyMs: ComparedLatency | null;
  readonly goodputPerSec: ComparedFigure;
  /** As billed, without interval. */
  readonly costUsd: { readonly a: number; readonly b: number; readonly difference: number };
  readonly slo: ComparedSlo;
  /** What it comes to, in a sentence. */
  readonly verdict: string;
}

/** One of the two runs. */
export interface ComparedRunHead {
  readonly file: string;
  readonly scenario: { readonly id: string; readonly sha256: string };
  readonly seed: number;
  readonly isolation: string;
  readonly actions: number;
  readonly simulatedMs: number;
  readonly digest: string;
}

/** How intervals were made. */
export interface ComparisonMethod {
  readonly confidence: number;
  readonly name: 'circular-block-bootstrap';
  /** True: both runs are drawn from the same stretches of time. */
  readonly paired: boolean;
  readonly draws: number;
  readonly blockMs: { readonly a: number; readonly b: number };
  /** What the intervals mean and when they do not hold. */
  readonly statement: string;
}

/** Two runs, side by side. */
export interface Comparison {
  readonly a: ComparedRunHead;
  readonly b: ComparedRunHead;
  readonly arrivals: {
    readonly common: 'all' | 'some' | 'none';
    /** Why not all are common; absent when they are. */
    readonly reason?: string;
  };
  readonly method: ComparisonMethod;
  readonly tenants: Readonly<Record<string, ComparedTenant>>;
  /** Tenants that only one of the runs has. */
  readonly onlyIn: { readonly a: readonly string[]; readonly b: readonly string[] };
  readonly totals: ComparedTenant & { readonly jain: ComparedFigure };
}
