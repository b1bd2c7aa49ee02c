/** @module Pending events in columns, one row each; calendar and heap order the rows. */
import { assert } from './assert.ts';
import type { StateCodec } from './state-codec.ts';

const NONE = -1;
/** Stands in snapshots at the place of a row that holds no pending event. */
const FREE = -2;
const FIRST_ROWS = 256;

/** The table; columns are public because the queue's hot path reads them directly. */
export class EventTable {
  times: Float64Array = new Float64Array(FIRST_ROWS);
  /** Priority and sequence in one number: what decides among events of one microsecond. */
  keys: Float64Array = new Float64Array(FIRST_ROWS);
  datas: Int32Array = new Int32Array(FIRST_ROWS);
  /** Neighbours in a bucket of the calendar, where `prev` of the first is not kept; `next` links the free rows. */
  next: Int32Array = new Int32Array(FIRST_ROWS);
  prev: Int32Array = new Int32Array(FIRST_ROWS);
  /** Position in the heap, below 0 in the calendar and for a free row. */
  place: Int32Array = new Int32Array(FIRST_ROWS).fill(NONE);
  private used = 0;
  private free = NONE;

  /** @returns the row of a new event, whose time the caller sets */
  take(key: number, data: number): number {
    let row = this.free;
    if (row === NONE) {
      if (this.used === this.times.length) this.grow(2 * this.used);
      row = this.used++;
    } else this.free = this.next[row]!;
    this.keys[row] = key;
    this.datas[row] = data;
    return row;
  }

  /** @param row  of an event that is pending no longer */
  release(row: number): void {
    this.next[row] = this.free;
    this.free = row;
  }

  /** @returns true when event a happens before event b */
  before(a: number, b: number): boolean {
    const timeA = this.times[a]!;
    const timeB = this.times[b]!;
    return timeA < timeB || (timeA === timeB && this.keys[a]! < this.keys[b]!);
  }

  /** Calls back for every pending event, in row order; none of them stands in the heap any more. */
  forEachPending(visit: (row: number) => void): void {
    const pending = this.places();
    this.place.fill(NONE);
    for (let row = 0; row < this.used; row++) if (pending[row]! !== FREE) visit(row);
  }

  state(codec: StateCodec): void {
    this.used = codec.number(this.used);
    this.free = codec.number(this.free);
    const used = this.used;
    this.times = codec.float64s(this.times, used);
    this.keys = codec.float64s(this.keys, used);
    this.datas = codec.int32s(this.datas, used);
    // Where an event stands in calendar or heap is no part of the state: a restored queue sorts its events in anew.
    const places = codec.restoring ? this.place : this.places();
    const links = this.next.slice(0, used);
    for (let row = 0; row < used && !codec.restoring; row++) if (places[row]! !== FREE) links[row] = NONE;
    const next = codec.int32s(links, used);
    const place = codec.int32s(places, used);
    if (!codec.restoring) return;
    this.next = next;
    this.place = place;
    assert(
      [this.times, this.keys, this.datas, this.next, this.place].every((column) => column.length === used),
      'event table: columns differ',
    );
    if (used < FIRST_ROWS) this.grow(FIRST_ROWS);
    else this.prev = new Int32Array(used);
  }

  /** @returns per row in use whether an event is pending there ({@link NONE}) or none ({@link FREE}) */
  private places(): Int32Array {
    const places = new Int32Array(this.used).fill(NONE);
    // Counted as well, so that a damaged snapshot's list comes to an end.
    let left = this.used;
    for (let row = this.free; row !== NONE && left > 0; row = this.next[row]!, left--) places[row] = FREE;
    return places;
  }

  private grow(capacity: number): void {
    const ints = (old: Int32Array): Int32Array => {
      const larger = new Int32Array(capacity);
      larger.set(old);
      return larger;
    };
    const floats = (old: Float64Array): Float64Array => {
      const larger = new Float64Array(capacity);
      larger.set(old);
      return larger;
    };
    const held = this.place.length;
    this.times = floats(this.times);
    this.keys = floats(this.keys);
    this.datas = ints(this.datas);
    this.next = ints(this.next);
    this.prev = ints(this.prev.subarray(0, Math.min(this.prev.length, capacity)));
    this.place = ints(this.place).fill(NONE, held);
  }
}
