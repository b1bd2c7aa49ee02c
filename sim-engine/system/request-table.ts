/**
 * @module Requests in flight, one row each, in columns: no object is made per request.
 *
 * Invariants: a row is either live (`program >= 0`) or on the free list, never both. A row without timers, holds and locks has
 * -1, 0 and 0 there, also when it is free: whoever uses one of these columns leaves it so.
 */
import { assert } from '../kernel/assert.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import { WaitingItems } from '../policies/discipline/waiting-items.ts';

/** Demands that a request may carry, one per visit of its program, unless its world says more. */
export const DEMANDS_MAX = 4;
/** Connections that a request may hold at once, and locks. */
export const HOLDS_MAX = 4;

/** What a live request is doing between two events. */
export const enum PHASE {
  moving = 0,
  waiting = 1,
  served = 2,
  sharing = 3,
  delayed = 4,
  locked = 5,
  calling = 6,
  following = 7,
  /** Given what it waited for; goes on before the next event. */
  goingOn = 8,
  /** Held back by its tenant's limit. */
  atEdge = 9,
}

/** `parent` of a request that answers to the client, and of an attempt whose caller has given it up. */
export const CLIENT = -1;
export const NOBODY = -2;

/** What one row takes, its links in lines included, bytes. */
export const ROW_BYTES = 4 * (36 + 3 * HOLDS_MAX) + 8 * (6 + HOLDS_MAX + DEMANDS_MAX);

const NO_PROGRAM = -1;
const NONE = -1;
const FIRST_CAPACITY = 256;

/** The table; columns are public because the world's hot path reads them directly. */
export class RequestTable {
  capacity = FIRST_CAPACITY;
  /** Tenant index. */
  tenant: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Class index, or -1 for a free row. */
  program: Int32Array = new Int32Array(FIRST_CAPACITY).fill(NO_PROGRAM);
  /** Row of the world's code that it is at. */
  step: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** One of {@link PHASE}. */
  phase: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Cache key. */
  key: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Station (or lock) index where it stands. */
  station: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Server it occupies at that station, or -1 while it waits. */
  server: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Handle of the event that ends what it is doing now; -1 while its server stands still. */
  event: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Handles of the events that end its time as an attempt, make its next attempt, and end its patience in a line, or -1. */
  timer: Int32Array = new Int32Array(FIRST_CAPACITY).fill(NONE);
  again: Int32Array = new Int32Array(FIRST_CAPACITY).fill(NONE);
  patience: Int32Array = new Int32Array(FIRST_CAPACITY).fill(NONE);
  /** Handle of the event at which its time at the database is up, or -1; a patience that ends later is never kept beside it. */
  deadline: Int32Array = new Int32Array(FIRST_CAPACITY).fill(NONE);
  /** Place among the requests of its tenant, from 0, and the source that sent it, or -1. */
  number: Int32Array = new Int32Array(FIRST_CAPACITY);
  source: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Member of its tenant that sent it, where the tenant is a group. */
  member: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Request that called it, {@link CLIENT} or {@link NOBODY}; and the next called by the same one. */
  parent: Int32Array = new Int32Array(FIRST_CAPACITY);
  sibling: Int32Array = new Int32Array(FIRST_CAPACITY);
  /**
   * Its own calls: first attempt under way, how many are, retries and hedges made, how the last one failed. A background job
   * counts in `retries` how often it was delivered in vain, and has in `child` the row of a delivery that is not hidden any more
   * and still goes on, and that one has the message's.
   */
  child: Int32Array = new Int32Array(FIRST_CAPACITY);
  children: Int32Array = new Int32Array(FIRST_CAPACITY);
  retries: Int32Array = new Int32Array(FIRST_CAPACITY);
  hedges: Int32Array = new Int32Array(FIRST_CAPACITY);
  failure: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Who its waits are charged for (a place in the ledger), or -1 when they are nobody's. */
  victim: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Who is charged for what others wait behind it: a place in the ledger, the system's included. */
  holder: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Station that it visited last and that took it on: what it does elsewhere is lost with that one. */
  instance: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Tenant that pushed the key it missed out of the cache, or -1. */
  evictor: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Connections and locks held, and which. */
  holdCount: Int32Array = new Int32Array(FIRST_CAPACITY);
  lockCount: Int32Array = new Int32Array(FIRST_CAPACITY);
  heldStation: Int32Array = new Int32Array(FIRST_CAPACITY * HOLDS_MAX);
  heldServer: Int32Array = new Int32Array(FIRST_CAPACITY * HOLDS_MAX);
  heldLock: Int32Array = new Int32Array(FIRST_CAPACITY * HOLDS_MAX);
  /** Number of the limiter that counts it as admitted, or 0. */
  admitted: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Cache that it looked up, or a word of its own for internal work. */
  aux: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Bit i set: the i-th branch of the program is taken. */
  branches: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** When it arrived, when it came to where it stands, and since when it does there what it is doing; microseconds. */
  arrivedUs: Float64Array = new Float64Array(FIRST_CAPACITY);
  enteredUs: Float64Array = new Float64Array(FIRST_CAPACITY);
  sinceUs: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** Time spent waiting so far, microseconds. */
  waitedUs: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** Its last backoff, microseconds. */
  backoffUs: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** Work left of a service that was interrupted, microseconds, or -1; where servers are shared, the mark at which it ends. */
  leftUs: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** When it came for each connection it holds, microseconds. */
  heldSinceUs: Float64Array = new Float64Array(FIRST_CAPACITY * HOLDS_MAX);
  /** Work that each visit asks for, microseconds (IO: operations), `slots` per row. */
  demand: Float64Array;
  readonly slots: number;
  /** Links of those that wait in a line. */
  readonly items = new WaitingItems();
  live = 0;
  private free: Int32Array = new Int32Array(FIRST_CAPACITY);
  private freeCount = 0;
  private used = 0;

  /** @param slots  demands that one request may carry, >= 2 */
  constructor(slots = DEMANDS_MAX) {
    this.slots = slots;
    this.demand = new Float64Array(FIRST_CAPACITY * slots);
    // Locks and shared servers link rows without asking for room first.
    this.items.ensure(FIRST_CAPACITY - 1);
  }

  /** @returns a row whose columns the caller sets */
  take(): number {
    this.live++;
    if (this.freeCount > 0) return this.free[--this.freeCount]!;
    if (this.used === this.capacity) this.grow(2 * this.capacity);
    return this.used++;
  }

  /** @param row  a live row */
  release(row: number): void {
    this.program[row] = NO_PROGRAM;
    this.free[this.freeCount++] = row;
    this.live--;
  }

  /** An attempt, or a branch, is given the work of the request that makes it. */
  repeat(attempt: number, of: number): void {
    const { demand, slots } = this;
    for (let slot = 0; slot < slots; slot++) demand[attempt * slots + slot] = demand[of * slots + slot]!;
    this.branches[attempt] = this.branches[of]!;
  }

  /** @returns station of the connection that a request took last */
  topHold(row: number): number {
    return this.heldStation[row * HOLDS_MAX + this.holdCount[row]! - 1]!;
  }

  /** Calls back for every live row, in row order. */
  forEachLive(visit: (row: number) => void): void {
    for (let row = 0; row < this.used; row++) if (this.program[row]! !== NO_PROGRAM) visit(row);
  }

  state(codec: StateCodec): void {
    this.live = codec.number(this.live);
    this.used = codec.number(this.used);
    this.freeCount = codec.number(this.freeCount);
    const used = this.used;
    this.free = codec.int32s(this.free, this.freeCount);
    this.eachColumn(
      (column, width) => codec.int32s(column, used * width),
      (column, width) => codec.float64s(column, used * width),
    );
    if (!codec.restoring) return;
    assert(this.used - this.freeCount === this.live, 'request table: live rows and free list disagree');
    if (used < FIRST_CAPACITY) this.grow(FIRST_CAPACITY);
    else {
      // Columns have as many rows as are used: making room for more is left to the request that needs it.
      this.capacity = used;
      const free = new Int32Array(used);
      free.set(this.free);
      this.free = free;
      this.items.ensure(used - 1);
    }
  }

  private grow(capacity: number): void {
    const ints = (old: Int32Array, width = 1): Int32Array => {
      const larger = new Int32Array(capacity * width);
      larger.set(old);
      return larger;
    };
    const floats = (old: Float64Array, width: number): Float64Array => {
      const larger = new Float64Array(capacity * width);
      larger.set(old);
      return larger;
    };
    const used = this.used;
    this.free = ints(this.free);
    this.eachColumn(ints, floats);
    for (const column of [this.timer, this.again, this.patience, this.deadline]) column.fill(NONE, used);
    this.items.ensure(capacity - 1);
    this.capacity = capacity;
  }

  /** Replaces every column by what becomes of it. */
  private eachColumn(
    ints: (column: Int32Array, width: number) => Int32Array,
    floats: (column: Float64Array, width: number) => Float64Array,
  ): void {
    this.tenant = ints(this.tenant, 1);
    this.program = ints(this.program, 1);
    this.step = ints(this.step, 1);
    this.phase = ints(this.phase, 1);
    this.key = ints(this.key, 1);
    this.station = ints(this.station, 1);
    this.server = ints(this.server, 1);
    this.event = ints(this.event, 1);
    this.timer = ints(this.timer, 1);
    this.again = ints(this.again, 1);
    this.patience = ints(this.patience, 1);
    this.deadline = ints(this.deadline, 1);
    this.number = ints(this.number, 1);
    this.source = ints(this.source, 1);
    this.member = ints(this.member, 1);
    this.parent = ints(this.parent, 1);
    this.sibling = ints(this.sibling, 1);
    this.child = ints(this.child, 1);
    this.children = ints(this.children, 1);
    this.retries = ints(this.retries, 1);
    this.hedges = ints(this.hedges, 1);
    this.failure = ints(this.failure, 1);
    this.victim = ints(this.victim, 1);
    this.holder = ints(this.holder, 1);
    this.evictor = ints(this.evictor, 1);
    this.instance = ints(this.instance, 1);
    this.holdCount = ints(this.holdCount, 1);
    this.lockCount = ints(this.lockCount, 1);
    this.heldStation = ints(this.heldStation, HOLDS_MAX);
    this.heldServer = ints(this.heldServer, HOLDS_MAX);
    this.heldLock = ints(this.heldLock, HOLDS_MAX);
    this.admitted = ints(this.admitted, 1);
    this.aux = ints(this.aux, 1);
    this.branches = ints(this.branches, 1);
    this.arrivedUs = floats(this.arrivedUs, 1);
    this.enteredUs = floats(this.enteredUs, 1);
    this.sinceUs = floats(this.sinceUs, 1);
    this.waitedUs = floats(this.waitedUs, 1);
    this.backoffUs = floats(this.backoffUs, 1);
    this.leftUs = floats(this.leftUs, 1);
    this.heldSinceUs = floats(this.heldSinceUs, HOLDS_MAX);
    this.demand = floats(this.demand, this.slots);
  }
}
