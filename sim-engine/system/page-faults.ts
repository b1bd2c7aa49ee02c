/**
 * @module Page faults: of the pages that a request found missing, how many each other tenant had pushed out.
 *
 * A short list per request in columns; it is kept from the look at the pool to the end of the IO.
 */
import type { StateCodec } from '../kernel/state-codec.ts';

const NONE = -1;
const FIRST_ROWS = 64;

function larger(old: Int32Array, length: number): Int32Array {
  const made = new Int32Array(length).fill(NONE);
  made.set(old);
  return made;
}

/** The lists of all requests of a world. */
export class PageFaults {
  /** Per row: its first line, and how many pages it missed in all. */
  private first: Int32Array = new Int32Array(FIRST_ROWS).fill(NONE);
  private missed: Int32Array = new Int32Array(FIRST_ROWS);
  /** Per line: the tenant that pushed pages out, how many, and the row's next line; a free line's next is the next free one. */
  private who: Int32Array = new Int32Array(FIRST_ROWS);
  private count: Int32Array = new Int32Array(FIRST_ROWS);
  private next: Int32Array = new Int32Array(FIRST_ROWS);
  private used = 0;
  private free = NONE;

  /** Forgets what a row missed. */
  clear(row: number): void {
    if (row >= this.first.length) {
      const length = Math.max(2 * this.first.length, row + 1);
      this.first = larger(this.first, length);
      this.missed = larger(this.missed, length);
    }
    for (let line = this.first[row]!; line !== NONE; ) {
      const next = this.next[line]!;
      this.next[line] = this.free;
      this.free = line;
      line = next;
    }
    this.first[row] = NONE;
    this.missed[row] = 0;
  }

  /** @param evictor  another tenant that pushed the page out, or -1 */
  miss(row: number, evictor: number): void {
    this.missed[row]!++;
    if (evictor < 0) return;
    for (let line = this.first[row]!; line !== NONE; line = this.next[line]!) {
      if (this.who[line] !== evictor) continue;
      this.count[line]!++;
      return;
    }
    const line = this.take();
    this.who[line] = evictor;
    this.count[line] = 1;
    this.next[line] = this.first[row]!;
    this.first[row] = line;
  }

  /** @returns true when others pushed out some of what a row missed */
  has(row: number): boolean {
    return row < this.first.length && this.first[row] !== NONE;
  }

  /** @returns pages that a row missed */
  missedBy(row: number): number {
    return this.missed[row]!;
  }

  /** @returns a row's first line, or -1; `after` gives those behind it */
  firstOf(row: number): number {
    return this.first[row]!;
  }

  after(line: number): number {
    return this.next[line]!;
  }

  evictorOf(line: number): number {
    return this.who[line]!;
  }

  pagesOf(line: number): number {
    return this.count[line]!;
  }

  state(codec: StateCodec): void {
    this.used = codec.number(this.used);
    this.free = codec.number(this.free);
    this.first = codec.int32s(this.first, this.first.length);
    this.missed = codec.int32s(this.missed, this.missed.length);
    this.who = codec.int32s(this.who, this.who.length);
    this.count = codec.int32s(this.count, this.count.length);
    this.next = codec.int32s(this.next, this.next.length);
  }

  private take(): number {
    const line = this.free;
    if (line !== NONE) {
      this.free = this.next[line]!;
      return line;
    }
    if (this.used === this.who.length) {
      const length = 2 * this.who.length;
      this.who = larger(this.who, length);
      this.count = larger(this.count, length);
      this.next = larger(this.next, length);
    }
    return this.used++;
  }
}
