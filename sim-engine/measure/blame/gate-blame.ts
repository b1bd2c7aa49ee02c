/** @module Who waits at a gate that only the system closes: every microsecond of it is the system's. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { BlameBook, BlameLedger, BlameMeter } from './blame-ledger.ts';
import type { LockMeter } from './lock-blame.ts';

/** The meter of one tenant's gate. */
export class GateBlame implements BlameMeter, LockMeter {
  private readonly book: BlameBook;
  private readonly system: number;
  private victim = 0;
  private waiting = 0;
  private sinceUs = 0;

  constructor(ledger: BlameLedger) {
    this.book = ledger.book('move', 1);
    this.system = ledger.system;
    ledger.register(this);
  }

  waits(victim: number, by: number, nowUs: number): void {
    this.settle(nowUs);
    this.victim = victim;
    this.waiting += by;
  }

  holds(): void {
    // Who holds the gate makes no difference.
  }

  settle(nowUs: number): void {
    if (this.waiting > 0) this.book.add(this.system, this.victim, this.waiting * (nowUs - this.sinceUs));
    this.sinceUs = nowUs;
  }

  state(codec: StateCodec): void {
    this.victim = codec.number(this.victim);
    this.waiting = codec.number(this.waiting);
    this.sinceUs = codec.number(this.sinceUs);
  }
}
