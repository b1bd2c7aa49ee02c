/**
 * @module The blame ledger: every microsecond that requests spend beyond their own unhindered service, charged exactly once.
 *
 * Stations, locks and links write into books, one per resource and divisor. A book keeps whole numbers only (microseconds
 * times the divisor), so that sums are exact; the division happens when the ledger is read, and what it leaves over goes to
 * the culprits in tenant order. Invariant, asserted at every reading of a run: per victim, the charges of all culprits over
 * all resources are the delay that was measured request by request, to the microsecond.
 */
import { assert } from '../../kernel/assert.ts';
import { type StateCodec, StateReader, StateWriter } from '../../kernel/state-codec.ts';

/** Something that still has charges to write when the ledger is read. */
export interface BlameMeter {
  /** Writes every charge up to now into its book; whoever waits goes on waiting. */
  settle(nowUs: number): void;
  state(codec: StateCodec): void;
}

/** Charges at one resource whose shares have one divisor. */
export class BlameBook {
  readonly resource: string;
  /** Servers among which a microsecond of waiting is shared. */
  readonly divisor: number;
  /** Culprit by victim: microseconds times the divisor. The last culprit is the system. */
  readonly charges: Float64Array;
  private readonly victims: number;

  constructor(resource: string, divisor: number, victims: number) {
    this.resource = resource;
    this.divisor = divisor;
    this.victims = victims;
    this.charges = new Float64Array((victims + 1) * victims);
  }

  /**
   * @param culprit  place in the ledger, the system's included
   * @param victim   place in the ledger
   * @param amount   microseconds times the divisor, a whole number
   */
  add(culprit: number, victim: number, amount: number): void {
    this.charges[culprit * this.victims + victim]! += amount;
  }
}

/** Charges at one resource in whole microseconds: `us[culprit * victims + victim]`, the system last. */
export interface ResourceBlame {
  readonly resource: string;
  readonly us: Float64Array;
}

/** The ledger of one world. */
export class BlameLedger {
  /** Places of victims; the culprit after the last is the system itself. */
  readonly places: number;
  readonly system: number;
  /** Place of each tenant. */
  readonly placeOf: Int32Array;
  /** Delay per victim as requests measured it, of waits that have ended; microseconds. */
  readonly delayedUs: Float64Array;
  private readonly books: BlameBook[] = [];
  /** For each waiting request, the integrals of all holders at its station when it began to wait. */
  private marks: Float64Array;
  private readonly meters: BlameMeter[] = [];

  /** @param placeOf  place of each tenant, 0 to places - 1 */
  constructor(placeOf: Int32Array) {
    let last = -1;
    for (const place of placeOf) if (place > last) last = place;
    this.placeOf = placeOf;
    this.places = last + 1;
    this.system = this.places;
    this.delayedUs = new Float64Array(this.places);
    this.marks = new Float64Array(64 * (this.places + 1));
  }

  /** @returns where the marks of a request stand, `places + 1` for each, from `row * (places + 1)` on */
  marksOf(row: number): Float64Array {
    if ((row + 1) * (this.places + 1) > this.marks.length) this.growMarks(row);
    return this.marks;
  }

  /** @returns the book of a resource with this divisor, made on first use */
  book(resource: string, divisor: number): BlameBook {
    const known = this.books.find((book) => book.resource === resource && book.divisor === divisor);
    if (known !== undefined) return known;
    const made = new BlameBook(resource, divisor, this.places);
    this.books.push(made);
    return made;
  }

  /** @param meter  is asked to settle whenever the ledger is read */
  register(meter: BlameMeter): void {
    this.meters.push(meter);
  }

  /**
   * Charges a delay that is over and was nobody's wait at a station.
   *
   * @param book     of divisor 1
   * @param culprit  place, or `system`
   * @param victim   place
   * @param us       whole microseconds
   */
  charge(book: BlameBook, culprit: number, victim: number, us: number): void {
    book.add(culprit, victim, us);
    this.delayedUs[victim]! += us;
  }

  /**
   * Charges what has not been charged yet and divides; leaves no trace, so that when a run is looked at changes nothing.
   *
   * @param settleWaits  ends every wait that goes on and begins it anew, at this instant
   * @returns whole microseconds per resource, in order of first use
   */
  read(nowUs: number, settleWaits: () => void): ResourceBlame[] {
    const before = new StateWriter();
    this.state(before);
    settleWaits();
    for (const meter of this.meters) meter.settle(nowUs);
    const blame = this.divided();
    this.state(new StateReader(before.finish()));
    return blame;
  }

  private divided(): ResourceBlame[] {
    const byResource = new Map<string, Float64Array>();
    for (const book of this.books) {
      const sum = byResource.get(book.resource) ?? new Float64Array((this.places + 1) * this.places);
      byResource.set(book.resource, sum);
      for (let victim = 0; victim < this.places; victim++) this.divide(book, victim, sum);
    }
    return [...byResource].map(([resource, us]) => ({ resource, us }));
  }

  /**
   * @param blame  what {@link read} gave
   * @returns microseconds charged per victim, over all culprits and resources
   */
  totals(blame: readonly ResourceBlame[]): Float64Array {
    const totals = new Float64Array(this.places);
    for (const { us } of blame) for (let at = 0; at < us.length; at++) totals[at % this.places]! += us[at]!;
    return totals;
  }

  /** Books are made in the same order when a run is built again, those of later pools included. */
  state(codec: StateCodec): void {
    const delayed = codec.float64s(this.delayedUs, this.places);
    if (codec.restoring) this.delayedUs.set(delayed);
    this.marks = codec.float64s(this.marks, this.marks.length);
    const count = codec.number(this.books.length);
    for (let at = 0; at < count; at++) {
      const known = this.books[at];
      const book = this.book(codec.text(known?.resource ?? ''), codec.number(known?.divisor ?? 1));
      const charges = codec.float64s(book.charges, book.charges.length);
      if (codec.restoring) book.charges.set(charges);
    }
    for (const meter of this.meters) meter.state(codec);
  }

  private growMarks(row: number): void {
    let length = this.marks.length;
    while (length < (row + 1) * (this.places + 1)) length *= 2;
    const larger = new Float64Array(length);
    larger.set(this.marks);
    this.marks = larger;
  }

  /** Adds one victim's charges of a book, in whole microseconds: what division leaves over goes in tenant order. */
  private divide(book: BlameBook, victim: number, into: Float64Array): void {
    const { charges, divisor, resource } = book;
    let total = 0;
    let whole = 0;
    for (let at = victim; at < charges.length; at += this.places) {
      total += charges[at]!;
      whole += Math.floor(charges[at]! / divisor);
    }
    let left = total / divisor - whole;
    assert(Number.isInteger(left), `blame: ${total} shares at ${resource} are no whole number of ${divisor}ths`);
    for (let at = victim; at < charges.length; at += this.places) {
      const exact = charges[at]! / divisor;
      let us = Math.floor(exact);
      if (left > 0 && exact > us) {
        us++;
        left--;
      }
      into[at]! += us;
    }
  }
}
