/** @module What can be asked of a slow stretch of a run, and what the answer looks like: plain data, times in microseconds or ms. */

/** A stretch of time, [fromUs, toUs). */
export interface TimeSpan {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Which requests are asked about: those that ended in the span, of whom, with which latency. */
export interface Region extends TimeSpan {
  /** Id of the victim, or null for everybody: then each tenant counts as it does in the baseline. */
  readonly tenant: string | null;
  /** Latencies [low, high), microseconds; all of them without it. */
  readonly latencyUs?: { readonly low: number; readonly high: number };
}

/**
 * What the region is compared with, always the same victims with all their latencies: `before` it, where the run was calm;
 * everything `outside` it, where the run was calm; or a span that was chosen.
 */
export type BaselineChoice = { readonly kind: 'before' | 'outside' } | ({ readonly kind: 'span' } & TimeSpan);

/** What was compared with, after all. */
export interface Baseline {
  readonly kind: BaselineChoice['kind'];
  readonly spans: readonly TimeSpan[];
  /** Answered requests in it. */
  readonly requests: number;
}

/** Why requests took longer, or less long. */
export type CauseKind =
  /** `culprit` had what the victims waited for, or pushed out what they read. */
  | { readonly kind: 'blame'; readonly culprit: string; readonly resource: string }
  /** The victims' own work at a tier. */
  | { readonly kind: 'work'; readonly resource: string }
  /** Time that passes by design: the look into the cache, a transaction that is kept open. */
  | { readonly kind: 'pause'; readonly resource: string };

/** One difference, milliseconds per victim's request. */
export interface Cause {
  readonly cause: CauseKind;
  readonly regionMs: number;
  readonly baselineMs: number;
  /** `regionMs - baselineMs`: its part of the difference of the means. */
  readonly contributionMs: number;
  /** `regionMs / baselineMs`, or null where there was nothing before. */
  readonly lift: number | null;
  /** What the ledger's own cell changed by; the rest was passed on by others who themselves waited for this culprit. */
  readonly directMs: number;
  /** Where the number comes from: a cell of the ledger, culprit and victim, in a span of time. */
  readonly source: TimeSpan & { readonly resource: string; readonly cell: readonly [culprit: string, victim: string] };
}

/** What a fact counts; each is a rate per second or a share of something. */
export type FactKind = 'load' | 'retries' | 'misses' | 'evicted' | 'rejected' | 'timed-out' | 'failed';

/** Something that changed beside the waiting. */
export interface Fact {
  readonly kind: FactKind;
  /** Whose load, or who pushed keys out; else the victims, as asked for. */
  readonly tenant: string | null;
  /** `/s`, `per request`, or `share`. */
  readonly unit: '/s' | 'per request' | 'share';
  readonly region: number;
  readonly baseline: number;
  readonly lift: number | null;
}

/** Whether the region differs by more than chance, and by which rule. */
export interface Chance {
  /** `mean`: the mean latency is compared; `share`: how many requests have these latencies. */
  readonly of: 'mean' | 'share';
  readonly region: number;
  /** Between these, calm stretches as long as the region lie with this confidence; milliseconds, or a share. */
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
  /** Calm stretches it was made from, and their length, microseconds. */
  readonly windows: number;
  readonly windowUs: number;
}

/** The answer. */
export interface Explanation {
  readonly region: Region;
  readonly baseline: Baseline;
  /** Answered requests in the region. */
  readonly requests: number;
  readonly regionMs: number;
  readonly baselineMs: number;
  readonly differenceMs: number;
  readonly chance: Chance;
  /** `nothing`: within what chance gives; there are then no causes. */
  readonly verdict: 'slower' | 'faster' | 'nothing';
  /** The largest in the direction of the difference first; they add up to it, but for `remainderMs`. */
  readonly causes: readonly Cause[];
  /** Difference that no cause has: attempts that ran beside each other, and charges too small for a name. */
  readonly remainderMs: number;
  readonly facts: readonly Fact[];
}
