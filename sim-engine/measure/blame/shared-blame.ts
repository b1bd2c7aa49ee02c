/**
 * @module Who stretches whom where all requests present share the servers.
 *
 * A request whose share is the rate r < 1 loses 1 - r of every microsecond to the others present, in equal shares, and where
 * the servers are slow or stopped it loses the part of r that is missing to the system. These shares are
 * kept as fractions; what a victim's requests were stretched by is a whole number of microseconds for each of them (time
 * spent minus work done), and that total is divided by the fractions, with what is left over in tenant order. Whoever is
 * alone, or gets a whole server, is stretched by nobody.
 */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { BlameBook, BlameLedger, BlameMeter } from './blame-ledger.ts';

/** The meter of one shared station. */
export class SharedBlame implements BlameMeter {
  private readonly book: BlameBook;
  protected readonly places: number;
  protected readonly system: number;
  /** Requests present per place; those of the system are nobody's victims. */
  protected readonly present: Int32Array;
  protected count = 0;
  /** Culprit by victim: stretch in fractions of microseconds, not yet in the book. */
  private readonly fractions: Float64Array;
  /** Stretch in whole microseconds per victim, not yet in the book. */
  private readonly wholeUs: Float64Array;

  constructor(ledger: BlameLedger, resource: string) {
    this.book = ledger.book(resource, 1);
    this.places = ledger.places;
    this.system = ledger.system;
    this.present = new Int32Array(ledger.places + 1);
    this.fractions = new Float64Array((ledger.places + 1) * ledger.places);
    this.wholeUs = new Float64Array(ledger.places);
    ledger.register(this);
  }

  /** @param by  1 when a request comes, -1 when one goes */
  change(place: number, by: number): void {
    this.present[place]! += by;
    this.count += by;
  }

  /**
   * Shares a span out, before anything changes.
   *
   * @param spanUs  its length
   * @param pace    part of full speed at which the servers worked, 0..1
   * @param rateOf  rate that each request of a place would get at full speed, 0..1
   */
  elapse(spanUs: number, pace: number, rateOf: (place: number) => number): void {
    if (spanUs === 0) return;
    if (pace < 1) this.missed(spanUs, 1 - pace, rateOf);
    if (this.count < 2) return;
    for (let victim = 0; victim < this.places; victim++) {
      const here = this.present[victim]!;
      if (here === 0) continue;
      const perOther = (here * (1 - rateOf(victim)) * spanUs) / (this.count - 1);
      if (perOther === 0) continue;
      for (let culprit = 0; culprit <= this.system; culprit++) {
        const others = this.present[culprit]! - (culprit === victim ? 1 : 0);
        if (others > 0) this.fractions[culprit * this.places + victim]! += perOther * others;
      }
    }
  }

  /** A span in which a part of full speed was missing, which the system answers for. */
  private missed(spanUs: number, part: number, rateOf: (place: number) => number): void {
    for (let victim = 0; victim < this.places; victim++) {
      const here = this.present[victim]!;
      if (here > 0) this.fractions[this.system * this.places + victim]! += here * rateOf(victim) * part * spanUs;
    }
  }

  /** A request has been stretched by so many whole microseconds since it was last asked. */
  stretched(victim: number, us: number): void {
    this.wholeUs[victim]! += us;
  }

  /** Divides the stretch that is whole by the fractions; where nobody else ever was, it is rounding, and one's own. */
  settle(): void {
    const { places, fractions } = this;
    for (let victim = 0; victim < places; victim++) {
      let sum = 0;
      for (let at = victim; at < fractions.length; at += places) sum += fractions[at]!;
      const us = this.wholeUs[victim]!;
      let left = us;
      for (let at = victim; sum > 0 && at < fractions.length; at += places)
        left -= Math.floor((us * fractions[at]!) / sum);
      for (let at = victim, culprit = 0; sum > 0 && at < fractions.length; at += places, culprit++) {
        if (fractions[at] === 0) continue;
        const extra = left > 0 ? 1 : 0;
        left -= extra;
        this.book.add(culprit, victim, Math.floor((us * fractions[at]!) / sum) + extra);
      }
      this.book.add(victim, victim, left);
    }
  }

  state(codec: StateCodec): void {
    const present = codec.int32s(this.present, this.present.length);
    this.count = codec.number(this.count);
    const fractions = codec.float64s(this.fractions, this.fractions.length);
    const wholeUs = codec.float64s(this.wholeUs, this.places);
    if (!codec.restoring) return;
    this.present.set(present);
    this.fractions.set(fractions);
    this.wholeUs.set(wholeUs);
  }
}
