/**
 * @module The pending-event set: a calendar of near events beside a heap of the others, with a total order (time, priority,
 * sequence) and removal by handle.
 *
 * Invariant: two runs that push the same events in the same order pop them in the same order, ties included, whatever the
 * calendar's width, its number of buckets and what was removed in between.
 *
 * @source Brown, Calendar queues: a fast O(1) priority queue implementation for the simulation event set problem, CACM
 *   31(10), 1988. Here a bucket that would have to be searched for long hands its event to the heap instead, so that no
 *   spread of times, ties included, makes an operation cost more than O(log n).
 */
import { assert } from './assert.ts';
import { EventHeap } from './event-heap.ts';
import { EventTable } from './event-table.ts';
import type { StateCodec } from './state-codec.ts';

/** What happens first among events of one microsecond: lower goes first. */
export const enum PRIORITY {
  timeline = 0,
  completion = 1,
  arrival = 2,
}

/** 2 to the power 48: room for sequence numbers below each priority. */
const SEQUENCE_SPAN = 281_474_976_710_656;
const NONE = -1;
const BUCKETS_MIN = 512;
const BUCKETS_MAX = 1 << 20;
/** Widest bucket, 2 s: the smallest calendar of such buckets still fits 31 bits. */
const SHIFT_MAX = 21;
/** Neighbours looked at in a bucket before its event goes to the heap. */
const LOOKS_MAX = 24;
/** Pops between two looks at whether the width still fits. */
const REVIEW_EVERY = 8192;
/** The calendar's origin is moved before offsets from it outgrow 31 bits. */
const OFFSET_MAX = 1 << 30;

/** Pending events; a handle names one until it is popped or removed. */
export class EventQueue {
  /** Time of the event popped last, microseconds. */
  timeUs = 0;
  /** Where {@link pushWhen} finds its time. */
  readonly whenUs = new Float64Array(1);
  /** Data word of the event popped last. */
  data = 0;
  private readonly events = new EventTable();
  private readonly heap = new EventHeap(this.events);
  private sequence = 0;
  /** Width of a bucket is 2^shift microseconds. */
  private shift = 10;
  private mask = BUCKETS_MIN - 1;
  private heads = new Int32Array(BUCKETS_MIN).fill(NONE);
  /** Bit i of word w: bucket 32 w + i holds an event. */
  private occupied = new Int32Array(BUCKETS_MIN / 32);
  /** Events in the calendar; the others are in the heap. */
  private near = 0;
  /** A time at which bucket 0 begins, and the first time too late for the calendar. */
  private originUs = 0;
  private endUs = BUCKETS_MIN << 10;
  /** Earliest event of the calendar, or NONE when it has to be looked for from the bucket of `timeUs` on. */
  private first = NONE;
  private untilReview = REVIEW_EVERY;
  private reviewedUs = 0;

  /** Number of pending events. */
  get length(): number {
    return this.near + this.heap.length;
  }

  /**
   * Adds an event; expected O(1), no allocation unless there are more events than ever before.
   *
   * @param timeUs    whole microseconds, not before the event popped last
   * @param priority  one of {@link PRIORITY}
   * @param data      signed 32-bit word that the event carries
   * @returns a handle for {@link remove}
   */
  push(timeUs: number, priority: number, data: number): number {
    this.whenUs[0] = timeUs;
    return this.pushWhen(priority, data);
  }

  /** The same at the time in `whenUs`: a time beyond 31 bits that is handed to a function is an object unless it is inlined. */
  pushWhen(priority: number, data: number): number {
    const timeUs = this.whenUs[0]!;
    if (timeUs >= this.endUs) this.follow();
    const event = this.events.take(priority * SEQUENCE_SPAN + this.sequence++, data);
    this.events.times[event] = timeUs;
    if (timeUs >= this.endUs) this.heap.push(event);
    else this.insert(event, timeUs);
    return event;
  }

  /** @param event  handle of a pending event, which then never happens; O(1), or O(log n) far ahead */
  remove(event: number): void {
    if (this.events.place[event]! >= 0) this.heap.remove(event);
    else this.unlink(event);
    this.events.release(event);
  }

  /** @param event  handle of a pending event */
  timeOf(event: number): number {
    return this.events.times[event]!;
  }

  /** Handle of the event that happens next, or -1 when nothing is pending; it stays where it is. */
  peek(): number {
    const { events, heap } = this;
    const near = this.first === NONE && this.near > 0 ? this.findFirst() : this.first;
    return heap.length > 0 && (near === NONE || events.before(heap.first, near)) ? heap.first : near;
  }

  /** @param event  handle of a pending event */
  dataOf(event: number): number {
    return this.events.datas[event]!;
  }

  /**
   * Takes the first event if it happens before a limit.
   *
   * @param limitUs  microseconds, exclusive
   * @returns false when nothing is pending before the limit; else `timeUs` and `data` hold the event
   */
  popBefore(limitUs: number): boolean {
    const { events, heap } = this;
    let event = this.first;
    if (event === NONE && this.near > 0) event = this.findFirst();
    const isFar = heap.length > 0 && (event === NONE || events.before(heap.first, event));
    if (isFar) event = heap.first;
    else if (event === NONE) return false;
    const timeUs = events.times[event]!;
    if (timeUs >= limitUs) return false;
    this.timeUs = timeUs;
    this.data = events.datas[event]!;
    if (isFar) heap.remove(event);
    else this.unlinkFirst(event, timeUs);
    events.release(event);
    if (--this.untilReview === 0) this.review();
    return true;
  }

  state(codec: StateCodec): void {
    this.sequence = codec.number(this.sequence);
    this.timeUs = codec.number(this.timeUs);
    this.events.state(codec);
    if (!codec.restoring) return;
    assert(this.heap.length === 0 && this.near === 0, 'event queue: only a new one can be restored');
    this.reviewedUs = this.timeUs;
    this.rebuild();
  }

  /** Lets the calendar's window follow the clock: it begins with the clock's bucket. */
  private follow(): void {
    const offset = this.timeUs - this.originUs;
    if (offset > OFFSET_MAX) {
      this.rebuild();
      return;
    }
    const span = (this.mask + 1) << this.shift;
    this.endUs = this.originUs + (offset - (offset & ((1 << this.shift) - 1))) + span;
  }

  /** Puts an event at its place in its bucket, looking from the bucket's first on. */
  private insert(event: number, timeUs: number): void {
    const { times, keys, next, prev } = this.events;
    const bucket = ((timeUs - this.originUs) >> this.shift) & this.mask;
    const head = this.heads[bucket]!;
    let before = NONE;
    let after = head;
    for (let looks = 0; after !== NONE; looks++) {
      const time = times[after]!;
      if (timeUs < time || (timeUs === time && keys[event]! < keys[after]!)) break;
      if (looks === LOOKS_MAX) {
        this.heap.push(event);
        return;
      }
      before = after;
      after = next[after]!;
    }
    next[event] = after;
    if (after !== NONE) prev[after] = event;
    this.near++;
    if (before !== NONE) {
      prev[event] = before;
      next[before] = event;
      return;
    }
    this.heads[bucket] = event;
    if (head === NONE) this.occupied[bucket >> 5]! |= 1 << (bucket & 31);
    // Only the first of a bucket can be the first of all.
    const { first } = this;
    if (this.near === 1 || (first !== NONE && timeUs <= times[first]! && this.events.before(event, first)))
      this.first = event;
  }

  /** Takes out the first event of all: it is the first of its bucket. */
  private unlinkFirst(event: number, timeUs: number): void {
    const bucket = ((timeUs - this.originUs) >> this.shift) & this.mask;
    const after = this.events.next[event]!;
    this.heads[bucket] = after;
    if (after === NONE) this.occupied[bucket >> 5]! &= ~(1 << (bucket & 31));
    this.near--;
    this.first = after;
  }

  private unlink(event: number): void {
    const { next, prev, times } = this.events;
    const after = next[event]!;
    const bucket = ((times[event]! - this.originUs) >> this.shift) & this.mask;
    if (this.heads[bucket] === event) {
      this.heads[bucket] = after;
      if (after === NONE) this.occupied[bucket >> 5]! &= ~(1 << (bucket & 31));
    } else {
      const before = prev[event]!;
      next[before] = after;
      if (after !== NONE) prev[after] = before;
    }
    this.near--;
    // The next of its bucket follows it in time, unless the bucket is empty now.
    if (event === this.first) this.first = after;
  }

  /** Looks for the first occupied bucket from the clock's on; the calendar must hold something. */
  private findFirst(): number {
    const { occupied, mask } = this;
    const from = ((this.timeUs - this.originUs) >> this.shift) & mask;
    const words = occupied.length;
    let word = from >> 5;
    let bits = occupied[word]! & (-1 << (from & 31));
    for (let looked = 0; bits === 0 && looked <= words; looked++) {
      word = word + 1 === words ? 0 : word + 1;
      bits = occupied[word]!;
    }
    if (bits === 0) assert(false, 'event queue: the calendar has lost an event');
    this.first = this.heads[(word << 5) + 31 - Math.clz32(bits & -bits)]!;
    return this.first;
  }

  /** Sets width and number of buckets by how fast events have been popped, and sorts everything in anew if they change. */
  private review(): void {
    const gapUs = (this.timeUs - this.reviewedUs) / REVIEW_EVERY;
    // Between one and two mean gaps: the next event is then mostly in this bucket or the next.
    const shift = Math.min(SHIFT_MAX, 32 - Math.clz32(gapUs));
    let buckets = BUCKETS_MIN;
    while (buckets < BUCKETS_MAX && buckets < 2 * this.length) buckets *= 2;
    while (buckets > BUCKETS_MIN && buckets * powerOfTwo(shift) > OFFSET_MAX) buckets >>= 1;
    this.untilReview = REVIEW_EVERY;
    this.reviewedUs = this.timeUs;
    const held = this.mask + 1;
    const fits = Math.abs(shift - this.shift) <= 1 && buckets <= held && held <= 8 * buckets;
    if (fits) return;
    this.shift = shift;
    if (buckets !== held) {
      this.mask = buckets - 1;
      this.heads = new Int32Array(buckets);
      this.occupied = new Int32Array(buckets / 32);
    }
    this.rebuild();
  }

  /** Sorts every pending event in again, with the calendar beginning at the clock. */
  private rebuild(): void {
    this.heads.fill(NONE);
    this.occupied.fill(0);
    this.near = 0;
    this.first = NONE;
    this.heap.clear();
    const width = powerOfTwo(this.shift);
    this.originUs = Math.floor(this.timeUs / width) * width;
    this.endUs = this.originUs + (this.mask + 1) * width;
    this.events.forEachPending((event) => {
      const timeUs = this.events.times[event]!;
      if (timeUs >= this.endUs) this.heap.push(event);
      else this.insert(event, timeUs);
    });
  }
}

/** @param exponent  0 to 30 */
function powerOfTwo(exponent: number): number {
  return 1 << exponent;
}
