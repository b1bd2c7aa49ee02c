/**
 * @module Requests in flight, one row each, in columns: no object is made per request.
 *
 * Invariant: a row is either live (`program >= 0`) or on the free list, never both.
 */
import { assert } from '../kernel/assert.ts';
import type { StateCodec } from '../kernel/state-codec.ts';

/** Demands that a request may carry, one per visit of its program. */
export const DEMANDS_MAX = 4;

const NO_PROGRAM = -1;

/** The table; columns are public because the world's hot path reads them directly. */
export class RequestTable {
  capacity = 256;
  /** Tenant index. */
  tenant: Int32Array = new Int32Array(256);
  /** Program index, or -1 for a free row. */
  program: Int32Array = new Int32Array(256).fill(NO_PROGRAM);
  /** Index of the step it is at. */
  step: Int32Array = new Int32Array(256);
  /** Cache key. */
  key: Int32Array = new Int32Array(256);
  /** Station index where it stands. */
  station: Int32Array = new Int32Array(256);
  /** Server it occupies at that station, or -1 while it waits. */
  server: Int32Array = new Int32Array(256);
  /** Station index and server of the connection it holds, or -1. */
  heldStation: Int32Array = new Int32Array(256);
  heldServer: Int32Array = new Int32Array(256);
  /** Cache that it looked up, or a word of its own for internal work. */
  aux: Int32Array = new Int32Array(256);
  /** Bit i set: the i-th branch of the program is taken. */
  branches: Int32Array = new Int32Array(256);
  /** When it arrived, and when it came to the station where it stands; microseconds. */
  arrivedUs: Float64Array = new Float64Array(256);
  enteredUs: Float64Array = new Float64Array(256);
  /** Time spent waiting so far, microseconds. */
  waitedUs: Float64Array = new Float64Array(256);
  /** When it came for the connection it holds, microseconds. */
  heldSinceUs: Float64Array = new Float64Array(256);
  /** Work that each visit asks for, microseconds (IO: operations), DEMANDS_MAX per row. */
  demand: Float64Array = new Float64Array(256 * DEMANDS_MAX);
  live = 0;
  private free: Int32Array = new Int32Array(256);
  private freeCount = 0;
  private used = 0;

  /** @returns a row whose columns the caller sets */
  take(): number {
    this.live++;
    if (this.freeCount > 0) return this.free[--this.freeCount]!;
    if (this.used === this.capacity) this.grow();
    return this.used++;
  }

  /** @param row  a live row */
  release(row: number): void {
    this.program[row] = NO_PROGRAM;
    this.free[this.freeCount++] = row;
    this.live--;
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
    this.tenant = codec.int32s(this.tenant, used);
    this.program = codec.int32s(this.program, used);
    this.step = codec.int32s(this.step, used);
    this.key = codec.int32s(this.key, used);
    this.station = codec.int32s(this.station, used);
    this.server = codec.int32s(this.server, used);
    this.heldStation = codec.int32s(this.heldStation, used);
    this.heldServer = codec.int32s(this.heldServer, used);
    this.aux = codec.int32s(this.aux, used);
    this.branches = codec.int32s(this.branches, used);
    this.arrivedUs = codec.float64s(this.arrivedUs, used);
    this.enteredUs = codec.float64s(this.enteredUs, used);
    this.waitedUs = codec.float64s(this.waitedUs, used);
    this.heldSinceUs = codec.float64s(this.heldSinceUs, used);
    this.demand = codec.float64s(this.demand, used * DEMANDS_MAX);
    if (!codec.restoring) return;
    assert(this.used - this.freeCount === this.live, 'request table: live rows and free list disagree');
    this.capacity = used;
    this.grow();
  }

  private grow(): void {
    const capacity = Math.max(256, 2 * this.capacity);
    const ints = (old: Int32Array): Int32Array => {
      const larger = new Int32Array(capacity);
      larger.set(old);
      return larger;
    };
    const floats = (old: Float64Array, width = 1): Float64Array => {
      const larger = new Float64Array(capacity * width);
      larger.set(old);
      return larger;
    };
    this.free = ints(this.free);
    this.tenant = ints(this.tenant);
    this.program = ints(this.program);
    this.step = ints(this.step);
    this.key = ints(this.key);
    this.station = ints(this.station);
    this.server = ints(this.server);
    this.heldStation = ints(this.heldStation);
    this.heldServer = ints(this.heldServer);
    this.aux = ints(this.aux);
    this.branches = ints(this.branches);
    this.arrivedUs = floats(this.arrivedUs);
    this.enteredUs = floats(this.enteredUs);
    this.waitedUs = floats(this.waitedUs);
    this.heldSinceUs = floats(this.heldSinceUs);
    this.demand = floats(this.demand, DEMANDS_MAX);
    this.capacity = capacity;
  }
}
