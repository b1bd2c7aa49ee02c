/** @module The other side of `byte-writer.ts`; reading past the end, or a number that is too long, is a RangeError. */

/** Reads what was written, in the same order. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly end: number;
  private at: number;

  /**
   * @param bytes  holds the section
   * @param from   first byte of the section
   * @param end    byte after its last
   */
  constructor(bytes: Uint8Array, from: number, end: number) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = from;
    this.end = end;
  }

  /** @returns a whole number, 0..2^53-1 */
  count(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('a number is longer than numbers are');
      if (byte < 0x80) return value;
    }
  }

  /** @returns a whole number of either sign */
  difference(): number {
    const value = this.count();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /**
   * @param each  bytes that each of them needs at least
   * @returns a count of things that follow: refused before memory is taken when the section cannot hold them
   */
  countOf(each = 1): number {
    const count = this.count();
    if (count * each > this.end - this.at) throw new RangeError('more is announced than the section holds');
    return count;
  }

  uint32(): number {
    this.need(4);
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  float64(): number {
    this.need(8);
    this.at += 8;
    return this.view.getFloat64(this.at - 8, true);
  }

  /** A section must end where the head says: bytes that belong to nobody mean that some count was altered. */
  finish(): void {
    if (this.at !== this.end) throw new RangeError('a section ends elsewhere than its content');
  }

  private byte(): number {
    this.need(1);
    return this.bytes[this.at++]!;
  }

  private need(bytes: number): void {
    if (this.at + bytes > this.end) throw new RangeError('a length inside the packet points past its end');
  }
}
