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
  /**
   * Per holder, side by side, the servers held now and an offset: their integral up to the time t is `held * t + offset`, so
   * that only changes of `held` touch it.
   */
  private readonly integrals: Float64Array;

  /**
   * @param ledger    whose places count
   * @param resource  name of the resource
   * @param servers   >= 1
   */
  constructor(ledger: BlameLedger, resource: string, servers: number) {
    this.ledger = ledger;
    this.book = ledger.book(resource, servers);
    this.holders = ledger.places + 1;
    this.integrals = new Float64Array(2 * this.holders);
    ledger.register(this);
  }

  waits(row: number, _victim: number, nowUs: number): void {
    const { integrals, holders } = this;
    const marks = this.ledger.marksOf(row);
    const base = row * holders;
    for (let holder = 0, at = 0; holder < holders; holder++, at += 2) {
      marks[base + holder] = integrals[at]! * nowUs + integrals[at + 1]!;
    }
  }

  waitsNoMore(row: number, victim: number, nowUs: number): void {
    const { integrals, holders } = this;
    const { charges } = this.book;
    const marks = this.ledger.marksOf(row);
    const base = row * holders;
    const victims = holders - 1;
    for (let holder = 0, at = 0; holder < holders; holder++, at += 2) {
      charges[holder * victims + victim]! += integrals[at]! * nowUs + integrals[at + 1]! - marks[base + holder]!;
    }
  }

  takes(_server: number, holder: number, nowUs: number): void {
    const { integrals } = this;
    integrals[2 * holder]!++;
    integrals[2 * holder + 1]! -= nowUs;
  }

  gives(_server: number, holder: number, nowUs: number): void {
    const { integrals } = this;
    integrals[2 * holder]!--;
    integrals[2 * holder + 1]! += nowUs;
  }

  holdBack(): void {
    assert(false, 'blame: this station has no caps');
  }

  settle(): void {
    // Waits that go on are settled request by request.
  }

  state(codec: StateCodec): void {
    const { integrals, holders } = this;
    const held = codec.float64s(
      integrals.filter((_, at) => at % 2 === 0),
      holders,
    );
    const offsets = codec.float64s(
      integrals.filter((_, at) => at % 2 === 1),
      holders,
    );
    if (!codec.restoring) return;
    for (let holder = 0; holder < holders; holder++) {
      integrals[2 * holder] = held[holder]!;
      integrals[2 * holder + 1] = offsets[holder]!;
    }
  }
}
