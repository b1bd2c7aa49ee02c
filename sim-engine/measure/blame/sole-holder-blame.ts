/** @module Who waits at a lock whose holders are always the same party: the system at a gate, or the victim itself at its own rows. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { BlameBook, BlameLedger, BlameMeter } from './blame-ledger.ts';
import type { LockMeter } from './lock-blame.ts';

/** The meter of one lock; those who wait at it at the same time are of one tenant. */
export class SoleHolderBlame implements BlameMeter, LockMeter {
  private readonly book: BlameBook;
  /** Place of the holder, or -1 for the victim itself. */
  private readonly holder: number;
  private victim = 0;
  private waiting = 0;
  private sinceUs = 0;

  /**
   * @param resource  what its waits are called in the ledger
   * @param holder    `system`, or `itself`
   */
  constructor(ledger: BlameLedger, resource: string, holder: 'system' | 'itself') {
    this.book = ledger.book(resource, 1);
    this.holder = holder === 'system' ? ledger.system : -1;
    ledger.register(this);
  }

  chargedFor(holder: number): number {
    return this.holder < 0 ? holder : this.holder;
  }

  waits(victim: number, by: number, nowUs: number): void {
    this.settle(nowUs);
    this.victim = victim;
    this.waiting += by;
  }

  holds(): void {
    // Who holds the lock makes no difference.
  }

  settle(nowUs: number): void {
    const { victim, holder } = this;
    if (this.waiting > 0) this.book.add(holder < 0 ? victim : holder, victim, this.waiting * (nowUs - this.sinceUs));
    this.sinceUs = nowUs;
  }

  state(codec: StateCodec): void {
    this.victim = codec.number(this.victim);
    this.waiting = codec.number(this.waiting);
    this.sinceUs = codec.number(this.sinceUs);
  }
}
