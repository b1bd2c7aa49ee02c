/**
 * @module Who holds a station's servers while others wait there.
 *
 * For every holder the meter keeps the integral of the servers it holds, and for every waiting request these integrals as they
 * were when it began to wait: their growth until it waits no more is what each holder is charged with. While somebody waits
 * all servers are held, so that the charges of a wait add up to its length times the number of servers.
 */
import { assert } from '../../kernel/assert.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { BlameBook, BlameLedger } from './blame-ledger.ts';
import type { ServerBlame } from './server-blame.ts';

/** The meter of one station without caps. */
export class StationBlame implements ServerBlame {
  private readonly ledger: BlameLedger;
  private readonly book: BlameBook;
  private readonly holders: number;
  /** Servers held now, per holder. */
  private readonly held: Float64Array;
  /** The integral of the servers held up to the time t is `held * t + offset`: only changes of `held` touch it. */
  private readonly offset: Float64Array;

  /**
   * @param ledger    whose places count
   * @param resource  name of the resource
   * @param servers   >= 1
   */
  constructor(ledger: BlameLedger, resource: string, servers: number) {
    this.ledger = ledger;
    this.book = ledger.book(resource, servers);
    this.holders = ledger.places + 1;
    this.held = new Float64Array(this.holders);
    this.offset = new Float64Array(this.holders);
    ledger.register(this);
  }

  waits(row: number, _victim: number, nowUs: number): void {
    const { held, offset, holders } = this;
    const marks = this.ledger.marksOf(row);
    const base = row * holders;
    for (let holder = 0; holder < holders; holder++) marks[base + holder] = held[holder]! * nowUs + offset[holder]!;
  }

  waitsNoMore(row: number, victim: number, nowUs: number): void {
    const { held, offset, holders } = this;
    const { charges } = this.book;
    const marks = this.ledger.marksOf(row);
    const base = row * holders;
    const victims = holders - 1;
    for (let holder = 0, at = victim; holder < holders; holder++, at += victims) {
      charges[at]! += held[holder]! * nowUs + offset[holder]! - marks[base + holder]!;
    }
  }

  takes(_server: number, holder: number, nowUs: number): void {
    this.held[holder]!++;
    this.offset[holder]! -= nowUs;
  }

  gives(_server: number, holder: number, nowUs: number): void {
    this.held[holder]!--;
    this.offset[holder]! += nowUs;
  }

  holdBack(): void {
    assert(false, 'blame: this station has no caps');
  }

  settle(): void {
    // Waits that go on are settled request by request.
  }

  state(codec: StateCodec): void {
    const held = codec.float64s(this.held, this.holders);
    const offset = codec.float64s(this.offset, this.holders);
    if (!codec.restoring) return;
    this.held.set(held);
    this.offset.set(offset);
  }
}
