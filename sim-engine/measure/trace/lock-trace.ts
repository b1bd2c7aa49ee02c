/** @module Who holds a lock, for traces: each span is shared equally among the holders, and their shares are integrated. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { WaitMeter } from './wait-meter.ts';

/** The tracer's ear at one lock. */
export class LockTrace implements WaitMeter {
  readonly divisor = 0;
  private readonly count: Float64Array;
  private readonly area: Float64Array;
  private total = 0;
  private sinceUs = 0;

  /** @param holders  places in the ledger, the system's included */
  constructor(holders: number) {
    this.count = new Float64Array(holders);
    this.area = new Float64Array(holders);
  }

  /** @param by  1 when a holder takes the lock, -1 when it gives it back */
  holds(holder: number, by: number, nowUs: number): void {
    this.elapse(nowUs);
    this.count[holder]! += by;
    this.total += by;
  }

  held(holder: number): number {
    return this.count[holder]!;
  }

  mark(_victim: number, nowUs: number, into: Float64Array, at: number): void {
    this.elapse(nowUs);
    into.set(this.area, at);
  }

  state(codec: StateCodec): void {
    const count = codec.float64s(this.count, this.count.length);
    const area = codec.float64s(this.area, this.area.length);
    this.total = codec.number(this.total);
    this.sinceUs = codec.number(this.sinceUs);
    if (!codec.restoring) return;
    this.count.set(count);
    this.area.set(area);
  }

  private elapse(nowUs: number): void {
    const spanUs = nowUs - this.sinceUs;
    this.sinceUs = nowUs;
    if (spanUs === 0 || this.total === 0) return;
    for (let holder = 0; holder < this.count.length; holder++)
      this.area[holder]! += (this.count[holder]! / this.total) * spanUs;
  }
}
