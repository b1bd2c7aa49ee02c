/** @module The outcome of a run: what `run --json` prints, the record carries and grading reads. */

/** Latency figures of one tenant; milliseconds. Percentiles are nearest-rank on a log-linear histogram. */
export interface LatencySummary {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** One tenant over the whole run; arrived = completed + rejected + timedOut + failed + inFlight. */
export interface TenantResult {
  readonly arrived: number;
  readonly completed: number;
  readonly rejected: number;
  readonly timedOut: number;
  readonly failed: number;
  readonly inFlight: number;
  /** Completions within the tenant's SLO, per simulated second. */
  readonly goodputPerSec: number;
  readonly attempts: number;
  readonly latencyMs: LatencySummary;
  readonly waitMs: { readonly mean: number };
  readonly costUsd: number;
  readonly jobs: {
    readonly enqueued: number;
    readonly done: number;
    readonly rejected: number;
    /** Given up after so many deliveries in vain. */
    readonly deadLettered: number;
    /** Deliveries after the first. */
    readonly redelivered: number;
    /** Deliveries worked to their end whose message was delivered again or a dead letter by then; only where workers do not extend its time. */
    readonly duplicated?: number;
    readonly waiting: number;
  };
  /** `followed`: misses that waited for another's fetch; only where the cache does that. */
  readonly cache: { readonly hits: number; readonly misses: number; readonly followed?: number };
  /** Pages of its reads that were in memory and that were not; only where databases have buffer pools. */
  readonly buffer?: { readonly hits: number; readonly misses: number };
  /** Requests that its partitions turned away, `rejected` all; only where databases have partitions. */
  readonly throttled?: number;
  /** Present when the tenant is a group of small tenants. */
  readonly members?: MembersResult;
  /** Hash of the tenant's completions (time and latency of each, in order); equal hashes mean bit-identical latencies. */
  readonly latencyDigest: string;
  /** Hash of the tenant's arrivals (time, operation, key, demands of each); equal hashes mean bit-identical input. */
  readonly arrivalDigest: string;
}

/** What became of the members of a group. */
export interface MembersResult {
  readonly count: number;
  /** Those that sent anything. */
  readonly active: number;
  /** Those of whose requests that ended more than 1 % were late or lost. */
  readonly hurt: number;
  /** Those with most requests late or lost, the worst first; at most ten. */
  readonly worst: readonly {
    /** Number in the group, from 0. */
    readonly member: number;
    readonly arrived: number;
    readonly completed: number;
    readonly lost: number;
    readonly late: number;
    readonly latencyMs: { readonly mean: number };
  }[];
}

/** One tier over the whole run. */
export interface TierResult {
  /** Busy server time over available server time, 0..1. */
  readonly utilisation: number;
  readonly queueLengthMean: number;
  readonly queueLengthMax: number;
  /** Only where the number of instances changes. */
  readonly instances?: TierInstances;
}

/** Instances of a tier that scales, over all its pools. */
export interface TierInstances {
  readonly ready: number;
  readonly booting: number;
  readonly draining: number;
  /** Paid for, on average over the run. */
  readonly mean: number;
  /** Ordered and taken away by the autoscaler so far. */
  readonly added: number;
  readonly removed: number;
}

/** One tenant within a window; requests count in the window in which they complete. */
export interface WindowTenant {
  readonly completed: number;
  readonly latencyMs: { readonly mean: number; readonly p50: number; readonly p95: number; readonly p99: number };
}

/** A span of the run, [fromMs, toMs). */
export interface WindowResult {
  readonly label: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly tenants: Readonly<Record<string, WindowTenant>>;
}

/** How a condition stands. */
export interface ConditionResult {
  /** `waiting`: its window has not begun; `open`: the window runs; `closed`: the value is final. */
  readonly state: 'waiting' | 'open' | 'closed';
  readonly passed: boolean;
  /** Null while nothing was measured; of a combination, how many of its parts hold. */
  readonly measured: number | null;
  readonly threshold: number;
  readonly bound: 'at-most' | 'at-least';
  readonly unit: string;
  /** Of a combination. */
  readonly parts?: readonly ConditionResult[];
  /** Of a question: what was answered last, or null. */
  readonly given?: string | null;
  /** Of a question, once the run is over. */
  readonly answer?: AnswerResult;
}

/** What a question came to. */
export interface AnswerResult {
  /** What was answered last, or null. */
  readonly answer: string | null;
  /** What exact blame says; `_none` where nobody waited. */
  readonly truth: string;
  /** Its share of all that was waited, 0..1; null where nobody waited. */
  readonly truthShare: number | null;
  /** Share of what was answered, 0..1; null without an answer. */
  readonly answerShare: number | null;
  /** What the scope waited for in the window, microseconds. */
  readonly waitedUs: number;
  readonly isRight: boolean;
}

/** State of one objective. */
export interface ObjectiveResult extends ConditionResult {
  readonly id: string;
  readonly title: string;
  /** Won for good: 0 until its window is over, and where a guard is broken. */
  readonly points: number;
  readonly pointsMax: number;
}

/** State of one guard. */
export interface GuardResult extends ConditionResult {
  readonly id: string;
  readonly title: string;
}

/** One completed change of the system, noise, or a fault: what the timeline shows. */
export interface LogEntry {
  readonly atUs: number;
  readonly kind:
    | 'noise-start'
    | 'noise-end'
    | 'fault-start'
    | 'fault-end'
    | 'isolation'
    | 'move-start'
    | 'cutover'
    | 'move-rolled-back'
    | 'drained'
    | 'limit'
    | 'balancing'
    | 'client'
    | 'scaling'
    | 'refused';
  /** Tenant concerned, or empty. */
  readonly tenant: string;
  /** Plain sentence. */
  readonly text: string;
  /** Number of the noise, for `noise-start` and `noise-end`; otherwise -1. */
  readonly noise: number;
  /** Number of the fault, for `fault-start` and `fault-end`. */
  readonly fault?: number;
  /** For `noise-start` and `fault-start`: when it is planned to end; otherwise 0. */
  readonly untilUs: number;
}

/** Digest of the run after a number of events. */
export interface DigestMark {
  readonly events: number;
  readonly atUs: number;
  readonly digest: string;
}

/** What one culprit cost one victim at one resource. */
export interface BlameCharge {
  readonly resource: string;
  /** Tenant id, or `_system`. */
  readonly culprit: string;
  readonly victim: string;
  /** Whole microseconds, > 0. */
  readonly us: number;
}

/** Everything measured in one run; the shape printed by `run --json`. */
export interface RunResult {
  readonly scenario: { readonly id: string; readonly sha256: string };
  readonly engineVersion: string;
  readonly seed: number;
  readonly simulatedMs: number;
  /** Model events: one per external arrival, one per service completion. */
  readonly events: number;
  /** Lowercase hex. */
  readonly digest: string;
  readonly isolation: string;
  readonly tenants: Readonly<Record<string, TenantResult>>;
  readonly tiers: Readonly<Record<string, TierResult>>;
  readonly windows: readonly WindowResult[];
  readonly totals: { readonly costUsd: number; readonly goodputPerSec: number; readonly jain: number };
  readonly objectives: readonly ObjectiveResult[];
  /** Only where the scenario has guards. */
  readonly guards?: readonly GuardResult[];
  /**
   * `blameMs[culprit][victim]`: time that the victim's requests lost to the culprit, milliseconds with three decimals. Per victim
   * it adds up to the delay of its requests beyond their own service, to the microsecond. The system is `_system`.
   */
  readonly blameMs: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly log: readonly LogEntry[];
}
