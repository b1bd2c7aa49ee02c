/** @module Cost meter: the price of everything that stands, integrated over simulated time. */
import type { StateCodec } from '../kernel/state-codec.ts';

const US_PER_HOUR = 3_600_000_000;

/** Integrates a price that changes when pools come and go. */
export class CostMeter {
  /** Micro-dollars per hour, now. */
  priceMicroUsdPerHour = 0;
  private area = 0;
  private lastUs = 0;

  /** Accounts up to now, then goes on at another price. */
  change(nowUs: number, priceMicroUsdPerHour: number): void {
    this.elapse(nowUs);
    this.priceMicroUsdPerHour = priceMicroUsdPerHour;
  }

  /** @returns micro-dollars from the beginning to now */
  totalMicroUsd(nowUs: number): number {
    this.elapse(nowUs);
    return this.area / US_PER_HOUR;
  }

  state(codec: StateCodec): void {
    this.priceMicroUsdPerHour = codec.number(this.priceMicroUsdPerHour);
    this.area = codec.number(this.area);
    this.lastUs = codec.number(this.lastUs);
  }

  private elapse(nowUs: number): void {
    this.area += this.priceMicroUsdPerHour * (nowUs - this.lastUs);
    this.lastUs = nowUs;
  }
}

/**
 * Cost of one pool.
 *
 * @param priceMicroUsdPerHour  its price
 * @param spanUs                how long it stood
 * @returns micro-dollars
 */
export function poolCostMicroUsd(priceMicroUsdPerHour: number, spanUs: number): number {
  return (priceMicroUsdPerHour * spanUs) / US_PER_HOUR;
}
