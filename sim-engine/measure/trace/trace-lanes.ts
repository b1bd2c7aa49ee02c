/** @module Lanes of a tracer: one for each request and attempt that is being recorded, used again and bounded in number. */
import { assert } from '../../kernel/assert.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';

const NONE = -1;
const FIRST_CAPACITY = 64;

/** The lanes; columns are public because the tracer reads them for every span. */
export class TraceLanes {
  /** Record of each lane. */
  record: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Span that stands for the lane's request or attempt, or -1 when it found no room. */
  span: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Span that goes on in it, or -1. */
  open: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** What the request had waited when that span began, microseconds. */
  waitedUs: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** Integrals of the holders when it began, `holders` for each lane. */
  marks: Float64Array;
  private readonly max: number;
  private readonly holders: number;
  private readonly free: number[] = [];
  private used = 0;
  /** Lane of each row of the request table, or -1. */
  private ofRow: Int32Array = new Int32Array(256).fill(NONE);

  /**
   * @param max      most lanes, >= 64
   * @param holders  places in the ledger, the system's included
   */
  constructor(max: number, holders: number) {
    this.max = max;
    this.holders = holders;
    this.marks = new Float64Array(FIRST_CAPACITY * holders);
  }

  get capacity(): number {
    return this.record.length;
  }

  /** Lanes taken now. */
  get taken(): number {
    return this.used - this.free.length;
  }

  /** @returns the row's lane, or -1 when it is not recorded */
  of(row: number): number {
    return this.ofRow[row] ?? NONE;
  }

  /** @returns a lane for the row, or -1 when there is none left */
  take(row: number): number {
    if (row >= this.ofRow.length) {
      const larger = new Int32Array(2 * row).fill(NONE);
      larger.set(this.ofRow);
      this.ofRow = larger;
    }
    assert(this.ofRow[row]! === NONE, 'traces: the row is recorded already');
    let lane = this.free.pop();
    if (lane === undefined) {
      if (this.used === this.max) return NONE;
      if (this.used === this.capacity) this.grow();
      lane = this.used++;
    }
    this.ofRow[row] = lane;
    return lane;
  }

  give(row: number): void {
    this.free.push(this.ofRow[row]!);
    this.ofRow[row] = NONE;
  }

  state(codec: StateCodec): void {
    this.used = codec.number(this.used);
    const free = codec.list(this.free, (inner, each) => inner.number(each ?? 0));
    this.ofRow = codec.int32s(this.ofRow, this.ofRow.length);
    this.record = codec.int32s(this.record, this.record.length);
    this.span = codec.int32s(this.span, this.span.length);
    this.open = codec.int32s(this.open, this.open.length);
    this.waitedUs = codec.float64s(this.waitedUs, this.waitedUs.length);
    this.marks = codec.float64s(this.marks, this.marks.length);
    if (codec.restoring) this.free.push(...free);
  }

  private grow(): void {
    const capacity = Math.min(2 * this.capacity, this.max);
    const ints = (old: Int32Array): Int32Array => {
      const larger = new Int32Array(capacity);
      larger.set(old);
      return larger;
    };
    const floats = (old: Float64Array, width: number): Float64Array => {
      const larger = new Float64Array(capacity * width);
      larger.set(old);
      return larger;
    };
    this.record = ints(this.record);
    this.span = ints(this.span);
    this.open = ints(this.open);
    this.waitedUs = floats(this.waitedUs, 1);
    this.marks = floats(this.marks, this.holders);
  }
}
