/** @module Bytes one after the other: whole numbers in as few bytes as they need (LEB128), in memory that grows. */

const START_BYTES = 256;

/** Appends; nothing is ever read back. */
export class ByteWriter {
  private bytes = new Uint8Array(START_BYTES);
  private at = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.at;
  }

  /** @param value  whole, 0..2^53-1: seven bits a byte, the lowest first */
  count(value: number): void {
    this.room(8);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.at++] = rest;
  }

  /** @param value  whole, -2^52..2^52: small ones of either sign are short (zigzag) */
  difference(value: number): void {
    this.count(value < 0 ? -2 * value - 1 : 2 * value);
  }

  uint32(value: number): void {
    this.room(4);
    new DataView(this.bytes.buffer).setUint32(this.at, value, true);
    this.at += 4;
  }

  float64(value: number): void {
    this.room(8);
    new DataView(this.bytes.buffer).setFloat64(this.at, value, true);
    this.at += 8;
  }

  /** @returns what was written, in memory of its own */
  done(): Uint8Array {
    return this.bytes.slice(0, this.at);
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.bytes.length) return;
    const larger = new Uint8Array(2 * this.bytes.length);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
