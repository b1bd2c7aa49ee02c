/**
 * @module Who holds a station's servers while others wait there, where caps may hold tenants back.
 *
 * A tenant that holds one server from t1 to t2 is charged, by every victim, with the integral over [t1, t2] of that victim's
 * number waiting for others. A wait for one's own cap is charged to oneself, and whether a tenant is held back can change
 * while many of its requests wait: that is why this meter counts who waits, and not how long each did.
 */
import { assert } from '../../kernel/assert.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { BlameBook, BlameLedger } from './blame-ledger.ts';
import type { ServerBlame } from './server-blame.ts';

const IDLE = -1;

/** The meter of one station with caps. */
export class CappedBlame implements ServerBlame {
  private readonly book: BlameBook;
  private readonly places: number;
  private readonly servers: number;
  /** Per victim: number waiting, since when that number, and its integral up to then (request-microseconds). */
  private readonly waiting: Float64Array;
  private readonly sinceUs: Float64Array;
  private readonly area: Float64Array;
  /** Victims held back by a cap of their own: how many of them wait for themselves, since when that number. */
  private readonly heldBack: Int32Array;
  private readonly own: Float64Array;
  private readonly ownSinceUs: Float64Array;
  /** Integral of the number of all who wait, to see cheaply that nobody did. */
  private all = 0;
  private allSinceUs = 0;
  private allArea = 0;
  /** Per server: its holder, and the integrals when the holder took it. */
  private readonly holder: Int32Array;
  private readonly allAtStart: Float64Array;
  private atStart: Float64Array;

  /**
   * @param ledger    whose places count
   * @param resource  name of the resource
   * @param servers   >= 1
   */
  constructor(ledger: BlameLedger, resource: string, servers: number) {
    this.book = ledger.book(resource, servers);
    this.places = ledger.places;
    this.servers = servers;
    this.waiting = new Float64Array(this.places);
    this.sinceUs = new Float64Array(this.places);
    this.area = new Float64Array(this.places);
    this.heldBack = new Int32Array(this.places);
    this.own = new Float64Array(this.places);
    this.ownSinceUs = new Float64Array(this.places);
    this.holder = new Int32Array(servers).fill(IDLE);
    this.allAtStart = new Float64Array(servers);
    this.atStart = new Float64Array(Math.min(servers, 8) * this.places);
    ledger.register(this);
  }

  waits(_row: number, victim: number, nowUs: number): void {
    if (this.heldBack[victim] === 1) this.changeOwn(victim, nowUs, 1);
    else this.changeWaiting(victim, nowUs, 1);
  }

  waitsNoMore(_row: number, victim: number, nowUs: number): void {
    if (this.heldBack[victim] === 1) this.changeOwn(victim, nowUs, -1);
    else this.changeWaiting(victim, nowUs, -1);
  }

  takes(server: number, holder: number, nowUs: number): void {
    const { places, waiting, sinceUs, area } = this;
    if ((server + 1) * places > this.atStart.length) this.growTo(server);
    this.holder[server] = holder;
    this.allAtStart[server] = this.allArea + this.all * (nowUs - this.allSinceUs);
    const { atStart } = this;
    const base = server * places;
    for (let victim = 0; victim < places; victim++) {
      atStart[base + victim] = area[victim]! + waiting[victim]! * (nowUs - sinceUs[victim]!);
    }
  }

  gives(server: number, holder: number, nowUs: number): void {
    this.holder[server] = IDLE;
    if (this.allArea + this.all * (nowUs - this.allSinceUs) === this.allAtStart[server]!) return;
    const { places, waiting, sinceUs, area, atStart } = this;
    const { charges } = this.book;
    const base = server * places;
    const row = holder * places;
    for (let victim = 0; victim < places; victim++) {
      const until = area[victim]! + waiting[victim]! * (nowUs - sinceUs[victim]!);
      charges[row + victim]! += until - atStart[base + victim]!;
    }
  }

  holdBack(victim: number, heldBack: boolean, nowUs: number): void {
    if ((this.heldBack[victim] === 1) === heldBack) return;
    const moved = heldBack ? this.waiting[victim]! : this.own[victim]!;
    this.changeWaiting(victim, nowUs, heldBack ? -moved : moved);
    this.changeOwn(victim, nowUs, heldBack ? moved : -moved);
    this.heldBack[victim] = heldBack ? 1 : 0;
  }

  settle(nowUs: number): void {
    for (let victim = 0; victim < this.places; victim++) this.changeOwn(victim, nowUs, 0);
    for (let server = 0; server < this.servers; server++) {
      const holder = this.holder[server]!;
      if (holder === IDLE) continue;
      this.gives(server, holder, nowUs);
      this.takes(server, holder, nowUs);
    }
  }

  state(codec: StateCodec): void {
    const pass = (column: Float64Array): void => {
      const restored = codec.float64s(column, column.length);
      if (codec.restoring) column.set(restored);
    };
    pass(this.waiting);
    pass(this.sinceUs);
    pass(this.area);
    pass(this.own);
    pass(this.ownSinceUs);
    const heldBack = codec.int32s(this.heldBack, this.places);
    const holder = codec.int32s(this.holder, this.servers);
    pass(this.allAtStart);
    const atStart = codec.float64s(this.atStart, this.atStart.length);
    this.all = codec.number(this.all);
    this.allSinceUs = codec.number(this.allSinceUs);
    this.allArea = codec.number(this.allArea);
    if (!codec.restoring) return;
    this.heldBack.set(heldBack);
    this.holder.set(holder);
    this.atStart = atStart;
  }

  private changeWaiting(victim: number, nowUs: number, by: number): void {
    const waiting = this.waiting[victim]!;
    this.area[victim]! += waiting * (nowUs - this.sinceUs[victim]!);
    this.sinceUs[victim] = nowUs;
    this.waiting[victim] = waiting + by;
    this.allArea += this.all * (nowUs - this.allSinceUs);
    this.allSinceUs = nowUs;
    this.all += by;
    assert(waiting + by >= 0, 'blame: fewer than nobody wait');
  }

  private changeOwn(victim: number, nowUs: number, by: number): void {
    const waiting = this.own[victim]!;
    this.book.add(victim, victim, waiting * (nowUs - this.ownSinceUs[victim]!) * this.servers);
    this.ownSinceUs[victim] = nowUs;
    this.own[victim] = waiting + by;
    assert(waiting + by >= 0, 'blame: fewer than nobody wait for themselves');
  }

  private growTo(server: number): void {
    let rows = this.atStart.length / this.places;
    while (rows <= server) rows = Math.min(2 * rows, this.servers);
    const larger = new Float64Array(rows * this.places);
    larger.set(this.atStart);
    this.atStart = larger;
  }
}
