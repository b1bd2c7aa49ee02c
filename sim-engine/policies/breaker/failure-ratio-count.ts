/** @module Failure ratio over the last attempts: opens when too large a share of a fixed number of outcomes were failures. */
import { IntRing } from '../../kernel/int-ring.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ParamValues } from '../../model/registry.ts';
import type { BreakerKind } from './breaker.ts';
import { CIRCUIT_PARAMS, Circuit } from './circuit.ts';
import { RATIO_PARAMS, tooManyFail } from './failure-ratio.ts';

class FailureRatioCount extends Circuit {
  private readonly ratioPercent: number;
  private readonly minCalls: number;
  private readonly window: number;
  /** 1 for each failure among the last outcomes, 0 for each success. */
  private readonly outcomes = new IntRing();
  private failures = 0;

  constructor(params: ParamValues) {
    super(params);
    this.ratioPercent = params.ratioPercent!;
    this.window = params.windowCalls!;
    // More outcomes than the window holds are never at hand.
    this.minCalls = Math.min(this.window, params.minCalls!);
  }

  protected tells(_nowUs: number, ok: boolean): boolean {
    const { outcomes } = this;
    if (outcomes.length === this.window) this.failures -= outcomes.shift();
    outcomes.push(ok ? 0 : 1);
    if (!ok) this.failures++;
    return outcomes.length >= this.minCalls && tooManyFail(this.failures, outcomes.length, this.ratioPercent);
  }

  protected startOver(): void {
    while (this.outcomes.length > 0) this.outcomes.shift();
    this.failures = 0;
  }

  override state(codec: StateCodec): void {
    super.state(codec);
    this.outcomes.state(codec);
    this.failures = codec.number(this.failures);
  }
}

export const failureRatioCount: BreakerKind = {
  id: 'failure-ratio-count',
  title: 'Failure ratio, last attempts',
  summary: 'Opens when too large a share of the last attempts failed, whenever those were.',
  source: 'resilience4j, CircuitBreaker with a COUNT_BASED sliding window (failureRateThreshold, minimumNumberOfCalls)',
  params: [
    ...RATIO_PARAMS,
    {
      name: 'windowCalls',
      label: 'Window',
      unit: 'attempts',
      min: 1,
      max: 100_000,
      default: 100,
      integer: true,
      doc: 'Outcomes that are remembered, the latest ones.',
    },
    ...CIRCUIT_PARAMS,
  ],
  breaker: (params) => new FailureRatioCount(params),
};
