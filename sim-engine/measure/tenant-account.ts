/** @module The account of one tenant: exact counts, latencies by segment, and digests of what came in and went out. */
import { Digest } from '../kernel/digest.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import { FINE_BITS, Histogram } from './histogram.ts';
import type { MemberAccounts } from './member-accounts.ts';
import type { RequestLog } from './request-log.ts';

/** One tenant during one segment of the run. */
export class SegmentAccount {
  arrived = 0;
  rejected = 0;
  timedOut = 0;
  failed = 0;
  /** Completions within the SLO. */
  good = 0;
  readonly latency = new Histogram(FINE_BITS);

  state(codec: StateCodec): void {
    this.arrived = codec.number(this.arrived);
    this.rejected = codec.number(this.rejected);
    this.timedOut = codec.number(this.timedOut);
    this.failed = codec.number(this.failed);
    this.good = codec.number(this.good);
    this.latency.state(codec);
  }
}

/** Every completed request, in order of completion. */
export interface KeptRequests {
  readonly latencies: number[];
  readonly waits: number[];
  /** Place of each among the requests of its tenant. */
  readonly numbers: number[];
  /** Those that ended otherwise, in that order. */
  readonly unanswered: UnansweredRequest[];
}

/** A request that ended without an answer. */
export interface UnansweredRequest {
  /** Its place among the requests of its tenant. */
  readonly number: number;
  readonly outcome: 'rejected' | 'timedOut' | 'failed';
  /** Microseconds. */
  readonly endedUs: number;
}

/** @returns nothing kept yet */
export function newKept(): KeptRequests {
  return { latencies: [], waits: [], numbers: [], unanswered: [] };
}

/** Counts of logical requests; every request that arrives is counted exactly once among the outcomes or is in flight. */
export class TenantAccount {
  readonly sloUs: number;
  completed = 0;
  rejected = 0;
  timedOut = 0;
  failed = 0;
  arrived = 0;
  /** Retries and hedges. */
  extraAttempts = 0;
  /** Sum over completed requests of the time spent waiting. */
  waitedUs = 0;
  hits = 0;
  misses = 0;
  jobsEnqueued = 0;
  jobsDone = 0;
  jobsRejected = 0;
  /** Jobs given up after so many deliveries in vain, and deliveries after the first. */
  jobsDeadLettered = 0;
  jobsRedelivered = 0;
  /** Deliveries that were worked to their end when their message was somebody else's, or a dead letter. */
  jobsDuplicated = 0;
  readonly latencyDigest = new Digest();
  readonly arrivalDigest = new Digest();
  /** Every latency and every wait, in the order of completion, where exact percentiles are asked for; microseconds. */
  kept: KeptRequests | null = null;
  /** What became of every request, where runs are compared request by request. */
  requests: RequestLog | null = null;
  /** Counts of each member, where the tenant is a group. */
  members: MemberAccounts | null = null;
  /** Finished segments, then the current one. */
  segments: SegmentAccount[] = [new SegmentAccount()];
  current: SegmentAccount = this.segments[0]!;

  /** @param sloUs  response time promised, microseconds */
  constructor(sloUs: number) {
    this.sloUs = sloUs;
  }

  /** Begins the next segment. */
  cut(): void {
    this.current = new SegmentAccount();
    this.segments.push(this.current);
  }

  /** Forgets what was measured; requests in flight count as arrived. Ends a warm-up. */
  reset(): void {
    this.arrived = this.outstanding;
    this.completed = 0;
    this.rejected = 0;
    this.timedOut = 0;
    this.failed = 0;
    this.extraAttempts = 0;
    this.waitedUs = 0;
    this.segments = [new SegmentAccount()];
    this.current = this.segments[0]!;
    if (this.kept !== null) this.kept = newKept();
    this.members?.reset();
  }

  /** Requests that have not ended; the world checks it against the rows in flight. */
  get outstanding(): number {
    return this.arrived - this.completed - this.rejected - this.timedOut - this.failed;
  }

  state(codec: StateCodec): void {
    this.completed = codec.number(this.completed);
    this.rejected = codec.number(this.rejected);
    this.timedOut = codec.number(this.timedOut);
    this.failed = codec.number(this.failed);
    this.extraAttempts = codec.number(this.extraAttempts);
    this.arrived = codec.number(this.arrived);
    this.waitedUs = codec.number(this.waitedUs);
    this.hits = codec.number(this.hits);
    this.misses = codec.number(this.misses);
    this.jobsEnqueued = codec.number(this.jobsEnqueued);
    this.jobsDone = codec.number(this.jobsDone);
    this.jobsRejected = codec.number(this.jobsRejected);
    this.jobsDeadLettered = codec.number(this.jobsDeadLettered);
    this.jobsRedelivered = codec.number(this.jobsRedelivered);
    this.jobsDuplicated = codec.number(this.jobsDuplicated);
    this.latencyDigest.state(codec);
    this.arrivalDigest.state(codec);
    this.segments = codec.list(this.segments, (inner, kept) => {
      const segment = kept ?? new SegmentAccount();
      segment.state(inner);
      return segment;
    });
    this.current = this.segments[this.segments.length - 1]!;
    this.requests?.state(codec);
    this.members?.state(codec);
  }
}
