/**
 * @module Stands before a station's blame meter while traces are kept, and knows for each single wait what the meter charges.
 *
 * It integrates the servers that each holder holds, as the ledger does; the growth of these integrals over a wait, divided by
 * the number of servers, is that wait's blame. A victim that is held back by its own cap grows its own integral instead.
 */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ServerBlame } from '../blame/server-blame.ts';
import type { WaitMeter } from './wait-meter.ts';

/** How a victim's integrals differ from everybody's, because it was held back. */
interface HeldBack {
  heldBack: boolean;
  /** What the holders' integrals grew while it was held back; while it is, where they stood for it. */
  offset: Float64Array;
  /** Server-microseconds of being held back up to `sinceUs`. */
  ownArea: number;
  sinceUs: number;
}

/** The tracer's ear at one station. */
export class StationTrace implements ServerBlame, WaitMeter {
  private readonly inner: ServerBlame;
  /** Servers. */
  readonly divisor: number;
  /** Servers held now; their integral up to the time t is `count * t + offset`. */
  private readonly count: Float64Array;
  private readonly offset: Float64Array;
  private readonly byVictim = new Map<number, HeldBack>();

  /**
   * @param inner    the ledger's meter, which is told everything
   * @param servers  >= 1
   * @param holders  places in the ledger, the system's included
   */
  constructor(inner: ServerBlame, servers: number, holders: number) {
    this.inner = inner;
    this.divisor = servers;
    this.count = new Float64Array(holders);
    this.offset = new Float64Array(holders);
  }

  held(holder: number): number {
    return this.count[holder]!;
  }

  mark(victim: number, nowUs: number, into: Float64Array, at: number): void {
    const { count, offset } = this;
    const own = this.byVictim.get(victim);
    for (let holder = 0; holder < count.length; holder++) {
      const area = count[holder]! * nowUs + offset[holder]!;
      into[at + holder] = own === undefined ? area : own.heldBack ? own.offset[holder]! : area - own.offset[holder]!;
    }
    if (own === undefined) return;
    into[at + victim]! += own.ownArea + (own.heldBack ? this.divisor * (nowUs - own.sinceUs) : 0);
  }

  waits(row: number, victim: number, nowUs: number): void {
    this.inner.waits(row, victim, nowUs);
  }

  waitsNoMore(row: number, victim: number, nowUs: number): void {
    this.inner.waitsNoMore(row, victim, nowUs);
  }

  takes(server: number, holder: number, nowUs: number): void {
    this.count[holder]!++;
    this.offset[holder]! -= nowUs;
    this.inner.takes(server, holder, nowUs);
  }

  gives(server: number, holder: number, nowUs: number): void {
    this.count[holder]!--;
    this.offset[holder]! += nowUs;
    this.inner.gives(server, holder, nowUs);
  }

  holdBack(victim: number, heldBack: boolean, nowUs: number): void {
    this.inner.holdBack(victim, heldBack, nowUs);
    const own = this.byVictim.get(victim);
    if (own === undefined ? !heldBack : own.heldBack === heldBack) return;
    const { count, offset } = this;
    const kept = own ?? { heldBack: false, offset: new Float64Array(count.length), ownArea: 0, sinceUs: nowUs };
    // Either way: what everybody's integral is, less what it is for the victim.
    for (let holder = 0; holder < count.length; holder++)
      kept.offset[holder] = count[holder]! * nowUs + offset[holder]! - kept.offset[holder]!;
    if (kept.heldBack) kept.ownArea += this.divisor * (nowUs - kept.sinceUs);
    kept.heldBack = heldBack;
    kept.sinceUs = nowUs;
    this.byVictim.set(victim, kept);
  }

  settle(nowUs: number): void {
    this.inner.settle(nowUs);
  }

  /** The meter behind saves itself with the ledger. */
  state(codec: StateCodec): void {
    const count = codec.float64s(this.count, this.count.length);
    const offset = codec.float64s(this.offset, this.offset.length);
    const entries = codec.list([...this.byVictim], (inner, entry) => {
      const [victim, own] = entry ?? [0, { heldBack: false, offset: new Float64Array(0), ownArea: 0, sinceUs: 0 }];
      return [
        inner.number(victim),
        {
          heldBack: inner.flag(own.heldBack),
          offset: inner.float64s(own.offset, own.offset.length),
          ownArea: inner.number(own.ownArea),
          sinceUs: inner.number(own.sinceUs),
        },
      ] as [number, HeldBack];
    });
    if (!codec.restoring) return;
    this.count.set(count);
    this.offset.set(offset);
    for (const [victim, own] of entries) this.byVictim.set(victim, own);
  }
}
