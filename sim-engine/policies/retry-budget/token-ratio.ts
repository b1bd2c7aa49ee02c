/** @module Token ratio: calls earn the link a share of a retry each, and a retry costs one. */
import { commonDenominator, numeratorOver } from '../../kernel/common-denominator.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ParamValues } from '../../model/registry.ts';
import type { RetryBudget, RetryBudgetKind } from './retry-budget.ts';

const MICRO = 1_000_000;
const PER_CENT = 100;

/**
 * The level is kept in units of 1/(10^8 q) token, with both rates whole multiples of them, so that nothing is rounded as long
 * as a full budget is below 2^53 units. It begins empty: whatever is spent was earned before.
 */
class TokenRatio implements RetryBudget {
  private readonly token: number;
  private readonly perCall: number;
  private readonly perUs: number;
  private readonly capacity: number;
  private level = 0;
  private lastUs: number;

  constructor(params: ParamValues, nowUs: number) {
    const { sharePercent, minPerSec, capTokens } = params;
    const largest = Number.MAX_SAFE_INTEGER / (capTokens! * PER_CENT * MICRO);
    const parts = commonDenominator([sharePercent!, minPerSec!], largest);
    this.token = PER_CENT * MICRO * parts;
    this.perCall = MICRO * numeratorOver(parts, sharePercent!);
    this.perUs = PER_CENT * numeratorOver(parts, minPerSec!);
    this.capacity = capTokens! * this.token;
    this.lastUs = nowUs;
  }

  deposit(nowUs: number): void {
    this.elapse(nowUs);
    this.level = Math.min(this.capacity, this.level + this.perCall);
  }

  withdraw(nowUs: number): boolean {
    this.elapse(nowUs);
    if (this.level < this.token) return false;
    this.level -= this.token;
    return true;
  }

  state(codec: StateCodec): void {
    this.level = codec.number(this.level);
    this.lastUs = codec.number(this.lastUs);
  }

  private elapse(nowUs: number): void {
    this.level = Math.min(this.capacity, this.level + (nowUs - this.lastUs) * this.perUs);
    this.lastUs = nowUs;
  }
}

export const tokenRatio: RetryBudgetKind = {
  id: 'token-ratio',
  title: 'Retry budget',
  summary: 'Retries may be at most a share of the calls, plus a few a second, however long everything fails.',
  source:
    'Finagle, RetryBudget (deposits per request, minRetriesPerSec, percentCanRetry); Beyer et al., Site Reliability Engineering, 2016, chapter 21 (a retry ratio of 10 % per client); gRPC proposal A6 (token count with a cap)',
  params: [
    {
      name: 'sharePercent',
      label: 'Share',
      unit: '%',
      min: 0,
      max: 1000,
      default: 10,
      doc: 'Retries that a hundred calls earn.',
    },
    {
      name: 'minPerSec',
      label: 'At least',
      unit: '/s',
      min: 0,
      max: 100_000,
      default: 0,
      doc: 'Retries earned per second without any call, so that a link of few calls can retry at all.',
    },
    {
      name: 'capTokens',
      label: 'Saved up',
      unit: 'retries',
      min: 1,
      max: 100_000,
      default: 100,
      integer: true,
      doc: 'Most retries that can be saved up in good times.',
    },
  ],
  budget: (params, nowUs) => new TokenRatio(params, nowUs),
  mostRetries: ({ sharePercent, minPerSec, capTokens }, calls, spanUs) =>
    capTokens! + (sharePercent! * calls) / PER_CENT + (minPerSec! * spanUs) / MICRO,
};
