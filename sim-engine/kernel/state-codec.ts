/**
 * @module One description of state for saving and restoring.
 *
 * Every part has one method `state(codec)` in which each field is passed through the codec: the saving codec writes the
 * value and returns it, the restoring codec ignores it and returns what was written. The two can therefore not drift apart.
 */
import { assert } from './assert.ts';

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

/** Collects state into one buffer. */
export class StateWriter implements StateCodec {
  readonly restoring = false;
  private bytes = new Uint8Array(65_536);
  private view = new DataView(this.bytes.buffer);
  private used = 0;

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
    this.number(used);
    this.reserve(4 * used);
    for (let i = 0; i < used; i++, this.used += 4) this.view.setInt32(this.used, values[i]!, true);
    return values;
  }

  float64s(values: Float64Array, used: number): Float64Array {
    this.number(used);
    this.reserve(8 * used);
    for (let i = 0; i < used; i++, this.used += 8) this.view.setFloat64(this.used, values[i]!, true);
    return values;
  }

  counts(values: Uint32Array): Uint32Array {
    let first = 0;
    let end = values.length;
    while (first < end && values[first] === 0) first++;
    while (end > first && values[end - 1] === 0) end--;
    this.number(values.length);
    this.number(first);
    this.number(end);
    this.reserve(4 * (end - first));
    for (let i = first; i < end; i++, this.used += 4) this.view.setUint32(this.used, values[i]!, true);
    return values;
  }

  list<T>(items: readonly T[], each: (codec: StateCodec, item: T | undefined, index: number) => T): T[] {
    this.number(items.length);
    return items.map((item, index) => each(this, item, index));
  }

  /** @returns a copy of what was collected */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.used);
  }

  private reserve(count: number): void {
    if (this.used + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.used + count));
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}

/** Hands state back out of a buffer made by {@link StateWriter}. */
export class StateReader implements StateCodec {
  readonly restoring = true;
  private readonly view: DataView;
  private at = 0;

  /** @param bytes  a whole snapshot */
  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** True once every byte was handed out. */
  get exhausted(): boolean {
    return this.at === this.view.byteLength;
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
    const length = this.length();
    let value = '';
    for (let i = 0; i < length; i++, this.at += 2) value += String.fromCharCode(this.view.getUint16(this.at, true));
    return value;
  }

  int32s(_values: Int32Array, _used: number): Int32Array {
    const values = new Int32Array(this.length());
    for (let i = 0; i < values.length; i++, this.at += 4) values[i] = this.view.getInt32(this.at, true);
    return values;
  }

  float64s(_values: Float64Array, _used: number): Float64Array {
    const values = new Float64Array(this.length());
    for (let i = 0; i < values.length; i++, this.at += 8) values[i] = this.view.getFloat64(this.at, true);
    return values;
  }

  counts(_values: Uint32Array): Uint32Array {
    const values = new Uint32Array(this.length());
    const first = this.number(0);
    const end = this.number(0);
    assert(first <= end && end <= values.length, 'counts: the span lies outside the array');
    for (let i = first; i < end; i++, this.at += 4) values[i] = this.view.getUint32(this.at, true);
    return values;
  }

  list<T>(_items: readonly T[], each: (codec: StateCodec, item: T | undefined, index: number) => T): T[] {
    const length = this.length();
    const items: T[] = [];
    for (let index = 0; index < length; index++) items.push(each(this, undefined, index));
    return items;
  }

  private length(): number {
    const length = this.number(0);
    assert(
      Number.isInteger(length) && length >= 0 && length <= 1 << 27,
      `snapshot: ${length} is no length of an array`,
    );
    return length;
  }
}
