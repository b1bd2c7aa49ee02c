/** @module A shared station's blame meter that also knows, for traces, by whom one single request is stretched. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { BlameLedger } from '../blame/blame-ledger.ts';
import { SharedBlame } from '../blame/shared-blame.ts';
import type { WaitMeter } from './wait-meter.ts';

/** The meter; for each victim it integrates what one request of that tenant loses to each culprit. */
export class SharingTrace extends SharedBlame implements WaitMeter {
  readonly divisor = 0;
  private readonly lost: Float64Array;

  constructor(ledger: BlameLedger, resource: string) {
    super(ledger, resource);
    this.lost = new Float64Array(this.places * (this.places + 1));
  }

  held(holder: number): number {
    return this.present[holder]!;
  }

  mark(victim: number, _nowUs: number, into: Float64Array, at: number): void {
    const holders = this.places + 1;
    for (let holder = 0; holder < holders; holder++) into[at + holder] = this.lost[victim * holders + holder]!;
  }

  override elapse(spanUs: number, pace: number, rateOf: (place: number) => number): void {
    super.elapse(spanUs, pace, rateOf);
    const { places, present, count, lost } = this;
    for (let victim = 0; victim < places; victim++) {
      if (present[victim]! === 0) continue;
      const rate = rateOf(victim);
      const base = victim * (places + 1);
      if (pace < 1) lost[base + places]! += rate * (1 - pace) * spanUs;
      if (count < 2 || rate === 1) continue;
      const perOther = ((1 - rate) * spanUs) / (count - 1);
      for (let culprit = 0; culprit <= places; culprit++)
        lost[base + culprit]! += perOther * (present[culprit]! - (culprit === victim ? 1 : 0));
    }
  }

  override state(codec: StateCodec): void {
    super.state(codec);
    const lost = codec.float64s(this.lost, this.lost.length);
    if (codec.restoring) this.lost.set(lost);
  }
}
