/**
 * @module Flights: requests under way for a missed key, and those that wait for their answer instead of fetching it again.
 *
 * A flight is a line of rows: who fetches, then who waits, in order. It is found by the cache, tenant and key that were missed.
 *
 * @source Go, package golang.org/x/sync/singleflight; Nishtala et al., Scaling Memcache at Facebook, NSDI 2013 (leases)
 */
import type { StateCodec } from '../kernel/state-codec.ts';
import { SPAN } from '../measure/trace/trace-record.ts';
import { ABSENT, GONE, hashKey, KeyTable } from '../policies/eviction/store/key-table.ts';
import { goesOn } from './going-on.ts';
import { PHASE } from './request-table.ts';
import type { World } from './world.ts';

const NONE = -1;
const FIRST_ROWS = 64;

/** All fetches of a world in which somebody may wait for another's. */
export class Flights {
  /** From cache and tenant, as one number, and key to the row that fetches. */
  private readonly leaders = new KeyTable(false, () => {
    // Nothing keeps a slot.
  });
  private count = 0;
  /** Per row: whether it is in a flight, its neighbours in the line, and, of the first, the last. */
  private inFlight = new Uint8Array(FIRST_ROWS);
  private before: Int32Array = new Int32Array(FIRST_ROWS);
  private after: Int32Array = new Int32Array(FIRST_ROWS);
  private last: Int32Array = new Int32Array(FIRST_ROWS);
  /** Requests per tenant that waited for another's fetch. */
  private followed: Float64Array = new Float64Array(0);

  /** True when nobody fetches. */
  get empty(): boolean {
    return this.count === 0;
  }

  /** @returns requests of a tenant that waited for another's fetch */
  followedBy(tenant: number): number {
    return this.followed[tenant] ?? 0;
  }

  /**
   * @param pool  index of the cache's pool
   * @returns true when the request waits for another that fetches the same key; false when it has to fetch itself
   */
  join(world: World, row: number, pool: number): boolean {
    const { requests } = world;
    const tenant = requests.tenant[row]!;
    if (this.followed.length === 0) this.followed = new Float64Array(world.accounts.length);
    const leader = this.lead(pool * world.accounts.length + tenant, requests.key[row]!, row);
    if (leader === row) return false;
    requests.phase[row] = PHASE.following;
    requests.sinceUs[row] = world.nowUs;
    this.followed[tenant]!++;
    world.tracer?.open(row, SPAN.follow, pool, requests.waitedUs[row]!, world.nowUs);
    return true;
  }

  /** A fetcher has its answer: everybody who waited goes on with it. */
  land(world: World, leader: number): void {
    if (!this.leads(leader)) return;
    const { requests, code } = world;
    this.forget(world, leader);
    this.inFlight[leader] = 0;
    for (let row = this.after[leader]!; row !== NONE; row = this.after[row]!) {
      this.inFlight[row] = 0;
      this.endWait(world, row);
      requests.step[row] = code.jump[requests.step[row]!]!;
      goesOn(world, row);
    }
  }

  /** A request ends without an answer: a follower is forgotten, a fetcher is followed by the first who waited. */
  leave(world: World, row: number): void {
    if (row >= this.inFlight.length || this.inFlight[row] === 0) return;
    const after = this.after[row]!;
    const before = this.before[row]!;
    this.inFlight[row] = 0;
    if (before !== NONE) {
      this.after[before] = after;
      if (after !== NONE) this.before[after] = before;
      else this.last[this.firstOf(before)] = before;
      this.endWait(world, row);
    } else if (after === NONE) this.forget(world, row);
    else {
      this.before[after] = NONE;
      this.last[after] = this.last[row]!;
      this.leaders.setValueAt(this.slotOf(world, row), after);
      this.endWait(world, after);
      world.requests.step[after]!++;
      goesOn(world, after);
    }
  }

  state(codec: StateCodec): void {
    this.followed = codec.float64s(this.followed, this.followed.length);
    const slots: number[] = [];
    this.leaders.forEach((slot) => {
      slots.push(slot);
    });
    // In order of those who fetch: the same state is the same bytes, wherever the keys stand in the table.
    slots.sort((a, b) => this.leaders.valueAt(a) - this.leaders.valueAt(b));
    const ids: number[] = [];
    const keys: number[] = [];
    const rows: number[] = [];
    // A flight is written as one run of its rows, in order, that all carry its key.
    for (const slot of slots) {
      for (let row = this.leaders.valueAt(slot); row !== NONE; row = this.after[row]!) {
        ids.push(this.leaders.tenantAt(slot));
        keys.push(this.leaders.keyAt(slot));
        rows.push(row);
      }
    }
    const savedIds = codec.int32s(Int32Array.from(ids), ids.length);
    const savedKeys = codec.int32s(Int32Array.from(keys), keys.length);
    const savedRows = codec.int32s(Int32Array.from(rows), rows.length);
    if (!codec.restoring) return;
    savedRows.forEach((row, at) => {
      this.lead(savedIds[at]!, savedKeys[at]!, row);
    });
  }

  /** Puts a row at the end of a key's flight. @returns the row that fetches, itself when there was no flight */
  private lead(id: number, key: number, row: number): number {
    if (row >= this.inFlight.length) this.grow(row);
    const hash = hashKey(id, key);
    const slot = this.leaders.find(id, key, hash);
    const leader = slot === ABSENT ? GONE : this.leaders.valueAt(slot);
    this.inFlight[row] = 1;
    this.after[row] = NONE;
    if (leader !== GONE) {
      const last = this.last[leader]!;
      this.before[row] = last;
      this.after[last] = row;
      this.last[leader] = row;
      return leader;
    }
    if (slot === ABSENT) this.leaders.add(id, key, hash, row);
    else this.leaders.setValueAt(slot, row);
    this.count++;
    this.before[row] = NONE;
    this.last[row] = row;
    return row;
  }

  private leads(row: number): boolean {
    return row < this.inFlight.length && this.inFlight[row] === 1 && this.before[row] === NONE;
  }

  private slotOf(world: World, row: number): number {
    const { tenant, key, aux } = world.requests;
    const id = aux[row]! * world.accounts.length + tenant[row]!;
    return this.leaders.find(id, key[row]!, hashKey(id, key[row]!));
  }

  private forget(world: World, leader: number): void {
    this.leaders.setValueAt(this.slotOf(world, leader), GONE);
    this.count--;
  }

  private firstOf(row: number): number {
    let first = row;
    while (this.before[first] !== NONE) first = this.before[first]!;
    return first;
  }

  private grow(row: number): void {
    const length = Math.max(2 * this.inFlight.length, row + 1);
    const larger = (old: Int32Array): Int32Array => {
      const made = new Int32Array(length);
      made.set(old);
      return made;
    };
    const inFlight = new Uint8Array(length);
    inFlight.set(this.inFlight);
    this.inFlight = inFlight;
    this.before = larger(this.before);
    this.after = larger(this.after);
    this.last = larger(this.last);
  }

  /** What a follower waits for is its own tenant's fetch. */
  private endWait(world: World, row: number): void {
    const { requests, nowUs } = world;
    const waited = nowUs - requests.sinceUs[row]!;
    const victim = requests.victim[row]!;
    requests.waitedUs[row]! += waited;
    requests.phase[row] = PHASE.moving;
    if (victim >= 0 && waited > 0) world.ledger?.charge(world.cacheBook!, victim, victim, waited);
  }
}
