/** @module Failure ratio over the last seconds: opens when too large a share of what ended in them failed. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ParamValues } from '../../model/registry.ts';
import type { BreakerKind } from './breaker.ts';
import { CIRCUIT_PARAMS, Circuit } from './circuit.ts';
import { RATIO_PARAMS, tooManyFail } from './failure-ratio.ts';

/** The window moves on by a tenth of its length, as Hystrix's does. */
const BUCKETS = 10;

class FailureRatioTime extends Circuit {
  private readonly ratioPercent: number;
  private readonly minCalls: number;
  private readonly bucketUs: number;
  /** Outcomes and failures per bucket; bucket i holds spans whose number is i modulo their count. */
  private readonly outcomes = new Int32Array(BUCKETS);
  private readonly failures = new Int32Array(BUCKETS);
  /** Number of the span that is written now. */
  private span = 0;

  constructor(params: ParamValues) {
    super(params);
    this.ratioPercent = params.ratioPercent!;
    this.minCalls = params.minCalls!;
    this.bucketUs = Math.max(1, Math.round((params.windowMs! * 1000) / BUCKETS));
  }

  protected tells(nowUs: number, ok: boolean): boolean {
    this.moveTo(nowUs);
    const bucket = this.span % BUCKETS;
    this.outcomes[bucket]!++;
    if (!ok) this.failures[bucket]!++;
    const all = this.outcomes.reduce((sum, each) => sum + each, 0);
    const bad = this.failures.reduce((sum, each) => sum + each, 0);
    return all >= this.minCalls && tooManyFail(bad, all, this.ratioPercent);
  }

  protected startOver(nowUs: number): void {
    this.outcomes.fill(0);
    this.failures.fill(0);
    this.span = Math.floor(nowUs / this.bucketUs);
  }

  override state(codec: StateCodec): void {
    super.state(codec);
    this.span = codec.number(this.span);
    const outcomes = codec.int32s(this.outcomes, BUCKETS);
    const failures = codec.int32s(this.failures, BUCKETS);
    if (!codec.restoring) return;
    this.outcomes.set(outcomes);
    this.failures.set(failures);
  }

  /** Forgets the spans that the window has left behind. */
  private moveTo(nowUs: number): void {
    const now = Math.floor(nowUs / this.bucketUs);
    const stale = Math.min(BUCKETS, now - this.span);
    for (let back = 0; back < stale; back++) {
      this.outcomes[(now - back) % BUCKETS] = 0;
      this.failures[(now - back) % BUCKETS] = 0;
    }
    this.span = now;
  }
}

export const failureRatioTime: BreakerKind = {
  id: 'failure-ratio-time',
  title: 'Failure ratio, last seconds',
  summary: 'Opens when too large a share of what ended in the last seconds failed; older outcomes no longer count.',
  source:
    'Netflix Hystrix, circuitBreaker.errorThresholdPercentage and requestVolumeThreshold over a rolling window of ten buckets',
  params: [
    ...RATIO_PARAMS,
    {
      name: 'windowMs',
      label: 'Window',
      unit: 'ms',
      min: 1,
      max: 3_600_000,
      default: 10_000,
      doc: 'Time that is looked back, to a tenth of itself.',
    },
    ...CIRCUIT_PARAMS,
  ],
  breaker: (params) => new FailureRatioTime(params),
};
