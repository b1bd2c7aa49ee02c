/**
 * @module The pending-event set: a binary heap on typed arrays with a total order (time, priority, sequence).
 *
 * Invariant: two runs that push the same events in the same order pop them in the same order, ties included.
 */
import { assert } from './assert.ts';
import type { StateCodec } from './state-codec.ts';

/** What happens first among events of one microsecond: lower goes first. */
export const PRIORITY = { timeline: 0, completion: 1, arrival: 2 } as const;

/** 2 to the power 48: room for sequence numbers below each priority. */
const SEQUENCE_SPAN = 281_474_976_710_656;

/** Binary heap; popping leaves a hole at the root that the next push fills, which saves one of two sifts. */
export class EventQueue {
  /** Time of the event popped last, microseconds. */
  timeUs = 0;
  /** Data word of the event popped last. */
  data = 0;
  private times: Float64Array = new Float64Array(256);
  private keys: Float64Array = new Float64Array(256);
  private datas: Int32Array = new Int32Array(256);
  private count = 0;
  private sequence = 0;
  private hole = false;

  /** Number of pending events. */
  get length(): number {
    return this.hole ? this.count - 1 : this.count;
  }

  /**
   * Adds an event. O(log n), no allocation unless the heap grows.
   *
   * @param timeUs    whole microseconds, not before the event popped last
   * @param priority  one of {@link PRIORITY}
   * @param data      signed 32-bit word that the event carries
   */
  push(timeUs: number, priority: number, data: number): void {
    const key = priority * SEQUENCE_SPAN + this.sequence++;
    if (this.hole) {
      this.hole = false;
      this.siftDown(timeUs, key, data);
      return;
    }
    if (this.count === this.times.length) this.grow();
    const times = this.times;
    const keys = this.keys;
    const datas = this.datas;
    let at = this.count++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentTime = times[parent]!;
      if (parentTime < timeUs || (parentTime === timeUs && keys[parent]! < key)) break;
      times[at] = parentTime;
      keys[at] = keys[parent]!;
      datas[at] = datas[parent]!;
      at = parent;
    }
    times[at] = timeUs;
    keys[at] = key;
    datas[at] = data;
  }

  /**
   * Takes the first event if it happens before a limit.
   *
   * @param limitUs  microseconds, exclusive
   * @returns false when nothing is pending before the limit; else `timeUs` and `data` hold the event
   */
  popBefore(limitUs: number): boolean {
    if (this.hole) this.close();
    if (this.count === 0 || this.times[0]! >= limitUs) return false;
    this.timeUs = this.times[0]!;
    this.data = this.datas[0]!;
    this.hole = true;
    return true;
  }

  state(codec: StateCodec): void {
    if (!codec.restoring && this.hole) this.close();
    this.count = codec.number(this.count);
    this.sequence = codec.number(this.sequence);
    this.timeUs = codec.number(this.timeUs);
    this.times = codec.float64s(this.times, this.count);
    this.keys = codec.float64s(this.keys, this.count);
    this.datas = codec.int32s(this.datas, this.count);
    if (codec.restoring) {
      assert(this.times.length === this.count && this.keys.length === this.count, 'event queue: columns differ');
      this.hole = false;
      this.grow();
    }
  }

  /** Fills the hole at the root with the last event. */
  private close(): void {
    this.hole = false;
    const last = --this.count;
    if (last > 0) this.siftDown(this.times[last]!, this.keys[last]!, this.datas[last]!);
  }

  private siftDown(timeUs: number, key: number, data: number): void {
    const times = this.times;
    const keys = this.keys;
    const datas = this.datas;
    const count = this.count;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      let childTime = times[child]!;
      const right = child + 1;
      if (right < count) {
        const rightTime = times[right]!;
        if (rightTime < childTime || (rightTime === childTime && keys[right]! < keys[child]!)) {
          child = right;
          childTime = rightTime;
        }
      }
      if (timeUs < childTime || (timeUs === childTime && key < keys[child]!)) break;
      times[at] = childTime;
      keys[at] = keys[child]!;
      datas[at] = datas[child]!;
      at = child;
    }
    times[at] = timeUs;
    keys[at] = key;
    datas[at] = data;
  }

  private grow(): void {
    const capacity = Math.max(256, 2 * this.count);
    this.times = enlarge(new Float64Array(capacity), this.times);
    this.keys = enlarge(new Float64Array(capacity), this.keys);
    this.datas = enlarge(new Int32Array(capacity), this.datas);
  }
}

function enlarge<T extends Float64Array | Int32Array>(larger: T, old: T): T {
  larger.set(old);
  return larger;
}
