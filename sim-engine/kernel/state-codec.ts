/**
 * @module One description of state for saving and restoring.
 *
 * Every part has one method `state(codec)` in which each field is passed through the codec: the saving codec writes the
 * value and returns it, the restoring codec ignores it and returns what was written. The two can therefore not drift apart.
 *
 * The bytes are little-endian whatever the machine. Arrays are copied as blocks of bytes, which needs no alignment and runs
 * at the speed of memory. A reader never allocates more than a small multiple of the bytes that are left, whatever a damaged
 * snapshot says.
 */
import { assert } from './assert.ts';
import { LOW_BYTE_FIRST, turnBytes } from './byte-order.ts';

/** What a snapshot holds whole arrays of. */
type Column = Int32Array | Float64Array | Uint32Array | Uint16Array;

/** Longest array of mostly zero counts: zeros take no bytes, so the bytes that are there do not bound it. */
const COUNTS_MAX = 1 << 20;
/** A column of one value is worth looking for from this length on. */
const UNIFORM_MIN = 64;
/** UTF-16 units turned into text at once; many more arguments than that overflow some engines' stacks. */
const UNITS_AT_ONCE = 4096;

/** Passes fields through, in one fixed order. */
export interface StateCodec {
  /** True when values come out of a snapshot rather than going in. */
  readonly restoring: boolean;
  number(value: number): number;
  flag(value: boolean): boolean;
  text(value: string): string;
  /** The first `used` elements; the restored array may be longer only if the caller makes it so. */
  int32s(values: Int32Array, used: number): Int32Array;
  float64s(values: Float64Array, used: number): Float64Array;
  /** Counts that are mostly zero: only the span between the first and the last non-zero one is kept. */
  counts(values: Uint32Array): Uint32Array;
  /** A list whose items are made anew on restoring. */
  list<T>(items: readonly T[], each: (codec: StateCodec, item: T | undefined, index: number) => T): T[];
}

const FIRST_BYTES = 65_536;
/** Largest scratch buffer that is kept between two snapshots. */
const SCRATCH_BYTES_MAX = 1 << 27;
/**
 * The buffer of the writer that finished last, for the next one: growing through fresh memory costs four times the copying.
 * Null while a writer has it. What it holds is never read.
 */
let scratch: Uint8Array | null = null;

/** Collects state into one buffer. */
export class StateWriter implements StateCodec {
  readonly restoring = false;
  private bytes = scratch ?? new Uint8Array(FIRST_BYTES);
  private view = new DataView(this.bytes.buffer);
  private used = 0;

  constructor() {
    scratch = null;
  }

  number(value: number): number {
    this.reserve(8);
    this.view.setFloat64(this.used, value, true);
    this.used += 8;
    return value;
  }

  flag(value: boolean): boolean {
    this.reserve(1);
    this.bytes[this.used++] = value ? 1 : 0;
    return value;
  }

  text(value: string): string {
    this.number(value.length);
    this.reserve(2 * value.length);
    for (let i = 0; i < value.length; i++, this.used += 2) this.view.setUint16(this.used, value.charCodeAt(i), true);
    return value;
  }

  int32s(values: Int32Array, used: number): Int32Array {
    this.column(values, used);
    return values;
  }

  float64s(values: Float64Array, used: number): Float64Array {
    this.column(values, used);
    return values;
  }

  counts(values: Uint32Array): Uint32Array {
    assert(values.length <= COUNTS_MAX, `snapshot: ${values.length} counts, expected at most ${COUNTS_MAX}`);
    let first = 0;
    let end = values.length;
    while (first < end && values[first] === 0) first++;
    while (end > first && values[end - 1] === 0) end--;
    this.number(values.length);
    this.number(first);
    this.number(end);
    this.block(values, first, end);
    return values;
  }

  list<T>(items: readonly T[], each: (codec: StateCodec, item: T | undefined, index: number) => T): T[] {
    this.number(items.length);
    return items.map((item, index) => each(this, item, index));
  }

  /** @returns a copy of what was collected; the writer is empty afterwards */
  finish(): Uint8Array {
    const collected = this.bytes.slice(0, this.used);
    if (this.bytes.length <= SCRATCH_BYTES_MAX) scratch = this.bytes;
    this.bytes = new Uint8Array(0);
    this.view = new DataView(this.bytes.buffer);
    this.used = 0;
    return collected;
  }

  /** Most columns of a table hold one value throughout: it is then written once. */
  private column(values: Int32Array | Float64Array, used: number): void {
    this.number(used);
    // Not longer than what was written before, so that a reader's room stays bounded by the bytes it has seen.
    const uniform = used >= UNIFORM_MIN && used <= this.used && isUniform(values, used);
    this.flag(uniform);
    this.block(values, 0, uniform ? 1 : used);
  }

  /** Copies the elements from one index up to another. */
  private block(values: Column, from: number, to: number): void {
    const width = values.BYTES_PER_ELEMENT;
    const length = width * (to - from);
    this.reserve(length);
    this.bytes.set(new Uint8Array(values.buffer, values.byteOffset + width * from, length), this.used);
    if (!LOW_BYTE_FIRST) turnBytes(this.bytes.subarray(this.used, this.used + length), width);
    this.used += length;
  }

  private reserve(count: number): void {
    if (this.used + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(FIRST_BYTES, 2 * this.bytes.length, this.used + count));
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}

/** Hands state back out of a buffer made by {@link StateWriter}. */
export class StateReader implements StateCodec {
  readonly restoring = true;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  /** @param bytes  a whole snapshot */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** True once every byte was handed out. */
  get exhausted(): boolean {
    return this.left === 0;
  }

  number(_value: number): number {
    const value = this.view.getFloat64(this.at, true);
    this.at += 8;
    return value;
  }

  flag(_value: boolean): boolean {
    return this.view.getUint8(this.at++) === 1;
  }

  text(_value: string): string {
    const units = new Uint16Array(this.length(2));
    this.fill(units, 0, units.length);
    let value = '';
    for (let from = 0; from < units.length; from += UNITS_AT_ONCE) {
      value += String.fromCharCode(...units.subarray(from, from + UNITS_AT_ONCE));
    }
    return value;
  }

  int32s(_values: Int32Array, _used: number): Int32Array {
    return this.column(4, (length) => new Int32Array(length));
  }

  float64s(_values: Float64Array, _used: number): Float64Array {
    return this.column(8, (length) => new Float64Array(length));
  }

  counts(_values: Uint32Array): Uint32Array {
    const length = this.number(0);
    const first = this.number(0);
    const end = this.number(0);
    assert(
      isLength(length, COUNTS_MAX) && isLength(end, length) && isLength(first, end) && 4 * (end - first) <= this.left,
      `snapshot: ${length} counts with a span from ${first} to ${end} do not fit into what is left`,
    );
    const values = new Uint32Array(length);
    this.fill(values, first, end);
    return values;
  }

  list<T>(_items: readonly T[], each: (codec: StateCodec, item: T | undefined, index: number) => T): T[] {
    // An item takes at least one byte, so a damaged length cannot ask for more items than there are bytes.
    const length = this.length(1);
    const items: T[] = [];
    for (let index = 0; index < length; index++) items.push(each(this, undefined, index));
    return items;
  }

  /** Bytes not handed out yet. */
  private get left(): number {
    return this.view.byteLength - this.at;
  }

  private column<T extends Int32Array | Float64Array>(width: number, make: (length: number) => T): T {
    const length = this.number(0);
    const uniform = this.flag(false);
    const max = uniform && this.left >= width ? this.at : this.left / width;
    assert(isLength(length, max), `snapshot: found a column of ${length} where ${this.left} bytes are left`);
    const values = make(length);
    this.fill(values, 0, uniform ? 1 : length);
    // Fresh room is zero already, and costs nothing until it is touched.
    if (uniform && !Object.is(values[0], 0)) values.fill(values[0]!);
    return values;
  }

  /** Copies elements in, from one index up to another; the caller made sure that they are there. */
  private fill(values: Column, from: number, to: number): void {
    const width = values.BYTES_PER_ELEMENT;
    const end = this.at + width * (to - from);
    const target = new Uint8Array(values.buffer, width * from, end - this.at);
    target.set(this.bytes.subarray(this.at, end));
    if (!LOW_BYTE_FIRST) turnBytes(target, width);
    this.at = end;
  }

  /** @param width  least number of bytes that an element takes */
  private length(width: number): number {
    const length = this.number(0);
    assert(
      isLength(length, this.left / width),
      `snapshot: found a length of ${length} where ${this.left} bytes are left`,
    );
    return length;
  }
}

function isLength(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max;
}

/** True when every element has the bits of the one before it. */
function isUniform(values: Int32Array | Float64Array, used: number): boolean {
  const stride = values.BYTES_PER_ELEMENT / 4;
  const words = new Int32Array(values.buffer, values.byteOffset, stride * used);
  for (let i = stride; i < words.length; i++) if (words[i]! !== words[i - stride]!) return false;
  return true;
}
