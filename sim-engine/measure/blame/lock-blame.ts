/**
 * @module Who holds a lock while others wait for it.
 *
 * The number of holders changes, so every span between two changes is shared by itself: each victim's waiting time in it goes
 * to the holders in equal shares. The book counts 2520ths of a microsecond, which are whole for up to ten holders; what
 * division leaves over beyond goes in tenant order.
 */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { BlameBook, BlameLedger, BlameMeter } from './blame-ledger.ts';

/** Divisor of the book: the least common multiple of 1 to 10. */
const PARTS = 2520;

/** What a lock tells of who waits for it and who holds it. */
export interface LockMeter {
  /** @param by  1 when a request of the victim begins to wait, -1 when one waits no more */
  waits(victim: number, by: number, nowUs: number): void;
  /** @param by  1 when a holder takes the lock, -1 when it gives it back */
  holds(holder: number, by: number, nowUs: number): void;
  /** @returns who is charged for what others wait behind a holder: traces name the same one */
  chargedFor(holder: number): number;
}

/** The meter of one lock. */
export class LockBlame implements BlameMeter, LockMeter {
  private readonly book: BlameBook;
  private readonly victims: number;
  private readonly waiting: Int32Array;
  private readonly holding: Int32Array;
  private waitingCount = 0;
  private holdingCount = 0;
  private sinceUs = 0;

  constructor(ledger: BlameLedger, resource: string) {
    this.book = ledger.book(resource, PARTS);
    this.victims = ledger.places;
    this.waiting = new Int32Array(ledger.places);
    this.holding = new Int32Array(ledger.places + 1);
    ledger.register(this);
  }

  chargedFor(holder: number): number {
    return holder;
  }

  waits(victim: number, by: number, nowUs: number): void {
    this.settle(nowUs);
    this.waiting[victim]! += by;
    this.waitingCount += by;
  }

  holds(holder: number, by: number, nowUs: number): void {
    this.settle(nowUs);
    this.holding[holder]! += by;
    this.holdingCount += by;
  }

  settle(nowUs: number): void {
    const spanUs = nowUs - this.sinceUs;
    this.sinceUs = nowUs;
    if (spanUs === 0 || this.waitingCount === 0) return;
    for (let victim = 0; victim < this.victims; victim++) {
      const parts = this.waiting[victim]! * spanUs * PARTS;
      if (parts > 0) this.share(victim, parts);
    }
  }

  state(codec: StateCodec): void {
    const waiting = codec.int32s(this.waiting, this.waiting.length);
    const holding = codec.int32s(this.holding, this.holding.length);
    this.waitingCount = codec.number(this.waitingCount);
    this.holdingCount = codec.number(this.holdingCount);
    this.sinceUs = codec.number(this.sinceUs);
    if (!codec.restoring) return;
    this.waiting.set(waiting);
    this.holding.set(holding);
  }

  private share(victim: number, parts: number): void {
    const { holding, holdingCount } = this;
    let left = parts;
    for (let holder = 0; holder < holding.length; holder++)
      left -= Math.floor((parts * holding[holder]!) / holdingCount);
    for (let holder = 0; holder < holding.length; holder++) {
      if (holding[holder] === 0) continue;
      const extra = left > 0 ? 1 : 0;
      left -= extra;
      this.book.add(holder, victim, Math.floor((parts * holding[holder]!) / holdingCount) + extra);
    }
  }
}
