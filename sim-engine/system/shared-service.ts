/**
 * @module Shared service: processor sharing, where all requests present are served at once by c servers.
 *
 * Each gets the rate min(1, c / n), or with weights w its part of c in proportion to w, but no more than one server. Work is
 * counted in 1024ths of a microsecond, and what a span between two changes (somebody comes or goes, the speed changes) gives
 * to each request is rounded down to one, so that every reading of the model comes to the same bits. Of those done in one
 * microsecond the first tenant's goes first where weights differ, then who had least left, then who joined first.
 *
 * @source Kleinrock, Queueing Systems II, 1976, section 4.4 (processor sharing); Fayolle, Mitrani, Iasnogorodski, Sharing a
 *   processor among many job classes, JACM 27(3), 1980 (discriminatory processor sharing)
 */
import { assert } from '../kernel/assert.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import { NOWHERE } from '../policies/discipline/waiting-items.ts';
import type { RequestTable } from './request-table.ts';

/** Units of work in a microsecond. */
const UNITS = 1024;

/** Requests that get the same rate, ordered by the mark at which each is done. */
class SharingClass {
  count = 0;
  /** Work that each request of the class has been given since the beginning, units. */
  given = 0;
  rows: Int32Array = new Int32Array(16);
  /** Rate of each of its requests at present, servers. */
  rate = 0;
}

/** The service of one station; `RequestTable.leftUs` holds marks in units, `items.place` places in the heap. */
export class SharedService {
  private readonly requests: RequestTable;
  private readonly servers: number;
  /** Weight per class; one class for everybody when all are alike. */
  private readonly weights: readonly number[];
  private readonly classes: SharingClass[];
  private present = 0;
  /** How many have joined: who joined first is done first among equals. */
  private joined = 0;
  private sinceUs = 0;
  /** Part of full speed: 1, less when slow, 0 when stopped. */
  private speed = 1;

  /** @param weights  one per tenant, or one element for everybody; > 0 */
  constructor(requests: RequestTable, servers: number, weights: readonly number[]) {
    this.requests = requests;
    this.servers = servers;
    this.weights = weights;
    this.classes = weights.map(() => new SharingClass());
  }

  /** @returns rate that a request of a tenant would get now at full speed, 0..1 */
  rateOf(tenant: number): number {
    return this.classOf(tenant).rate;
  }

  /** Part of full speed at which the servers work, 0..1. */
  get pace(): number {
    return this.speed;
  }

  /** Gives everybody its part of the time since the last change; to be called before every change. */
  settle(nowUs: number): number {
    const spanUs = nowUs - this.sinceUs;
    this.sinceUs = nowUs;
    if (spanUs > 0) for (const each of this.classes) if (each.count > 0) each.given += this.gift(each, spanUs);
    return spanUs;
  }

  /** @param speed  part of full speed, 0..1; settled up to now */
  setSpeed(speed: number): void {
    this.speed = speed;
  }

  /** A request joins; settled up to now. */
  enter(row: number, tenant: number, workUs: number): void {
    const each = this.classOf(tenant);
    this.requests.leftUs[row] = each.given + Math.floor(workUs * UNITS + 0.5);
    this.requests.items.ensure(row);
    this.requests.items.order[row] = this.joined++;
    if (each.count === each.rows.length) {
      const larger = new Int32Array(2 * each.rows.length);
      larger.set(each.rows);
      each.rows = larger;
    }
    this.siftUp(each, each.count++, row);
    this.present++;
    this.setRates();
  }

  /** A request leaves, done or not; settled up to now. */
  leave(row: number, tenant: number): void {
    const each = this.classOf(tenant);
    const at = this.requests.items.place[row]!;
    this.requests.items.place[row] = NOWHERE;
    const last = each.rows[--each.count]!;
    if (last !== row) {
      this.siftUp(each, at, last);
      this.siftDown(each, this.requests.items.place[last]!, last);
    }
    this.present--;
    this.setRates();
  }

  /** @returns a request that is done, or -1; settled up to now */
  due(): number {
    for (const each of this.classes) {
      if (each.count > 0 && this.requests.leftUs[each.rows[0]!]! <= each.given) return each.rows[0]!;
    }
    return -1;
  }

  /** @returns microseconds from the last settling until somebody is done if nothing changes; Infinity for never */
  untilDueUs(): number {
    let soonest = Number.POSITIVE_INFINITY;
    for (const each of this.classes) {
      if (each.count === 0 || this.speed === 0) continue;
      const left = this.requests.leftUs[each.rows[0]!]! - each.given;
      let span = left <= 0 ? 0 : Math.ceil(left / (UNITS * each.rate * this.speed));
      // The quotient is rounded; the answer is the first span that gives enough.
      while (span > 0 && this.gift(each, span - 1) >= left) span--;
      while (this.gift(each, span) < left) span++;
      if (span < soonest) soonest = span;
    }
    return soonest;
  }

  /** @returns whole microseconds of work that a request has left, rounded up; settles nothing, so that asking leaves no trace */
  leftUs(row: number, tenant: number, nowUs: number): number {
    const each = this.classOf(tenant);
    const given = each.given + this.gift(each, nowUs - this.sinceUs);
    return Math.max(0, Math.ceil((this.requests.leftUs[row]! - given) / UNITS));
  }

  /** Requests present in the order in which they would be done if nobody came. */
  list(max: number): number[] {
    const all = this.classes.flatMap((each) =>
      Array.from(each.rows.subarray(0, each.count), (row) => ({
        row,
        us: (this.requests.leftUs[row]! - each.given) / each.rate,
      })),
    );
    all.sort((a, b) => a.us - b.us || a.row - b.row);
    return all.slice(0, max).map(({ row }) => row);
  }

  state(codec: StateCodec): void {
    this.present = codec.number(this.present);
    this.joined = codec.number(this.joined);
    this.sinceUs = codec.number(this.sinceUs);
    this.speed = codec.number(this.speed);
    for (const each of this.classes) {
      each.count = codec.number(each.count);
      each.given = codec.number(each.given);
      const rows = codec.int32s(each.rows, each.count);
      const { order } = this.requests.items;
      const orders = codec.float64s(
        Float64Array.from(rows, (row) => order[row]!),
        each.count,
      );
      if (!codec.restoring) continue;
      each.rows = new Int32Array(Math.max(16, 2 * rows.length));
      each.rows.set(rows);
      rows.forEach((row, at) => {
        this.requests.items.place[row] = at;
        this.requests.items.order[row] = orders[at]!;
      });
    }
    this.setRates();
  }

  private classOf(tenant: number): SharingClass {
    return this.classes[this.classes.length === 1 ? 0 : tenant]!;
  }

  /** Units that each request of a class is given in a span. */
  private gift(each: SharingClass, spanUs: number): number {
    if (this.classes.length > 1) return Math.floor(spanUs * UNITS * each.rate * this.speed);
    const busy = Math.min(this.servers, this.present);
    return Math.floor((spanUs * UNITS * busy * this.speed) / this.present);
  }

  /** Fills the servers by weight; whoever would get more than a whole one gets one, and the rest is shared by the others. */
  private setRates(): void {
    const { classes, weights, servers } = this;
    if (classes.length === 1) {
      classes[0]!.rate = this.present === 0 ? 0 : Math.min(1, servers / this.present);
      return;
    }
    let left = servers;
    let weight = 0;
    for (let at = 0; at < classes.length; at++) {
      classes[at]!.rate = 0;
      weight += classes[at]!.count * weights[at]!;
    }
    for (let capped = true; capped; ) {
      capped = false;
      for (let at = 0; at < classes.length; at++) {
        const each = classes[at]!;
        if (each.count === 0 || each.rate === 1 || left * weights[at]! < weight) continue;
        each.rate = 1;
        left -= each.count;
        weight -= each.count * weights[at]!;
        capped = true;
      }
    }
    for (let at = 0; at < classes.length; at++) {
      const each = classes[at]!;
      if (each.count > 0 && each.rate !== 1) each.rate = (left * weights[at]!) / weight;
      assert(each.rate >= 0 && each.rate <= 1, `sharing: a rate of ${each.rate}`);
    }
  }

  private before(a: number, b: number): boolean {
    const { leftUs, items } = this.requests;
    return leftUs[a]! < leftUs[b]! || (leftUs[a]! === leftUs[b]! && items.order[a]! < items.order[b]!);
  }

  private siftUp(each: SharingClass, from: number, row: number): void {
    const { items } = this.requests;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = each.rows[parent]!;
      if (this.before(above, row)) break;
      each.rows[at] = above;
      items.place[above] = at;
      at = parent;
    }
    each.rows[at] = row;
    items.place[row] = at;
  }

  private siftDown(each: SharingClass, from: number, row: number): void {
    const { items } = this.requests;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= each.count) break;
      if (child + 1 < each.count && this.before(each.rows[child + 1]!, each.rows[child]!)) child++;
      const below = each.rows[child]!;
      if (this.before(row, below)) break;
      each.rows[at] = below;
      items.place[below] = at;
      at = child;
    }
    each.rows[at] = row;
    items.place[row] = at;
  }
}
