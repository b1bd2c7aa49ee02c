/** @module A growing ring of 32-bit integers: the queue inside queues. */
import type { StateCodec } from './state-codec.ts';

/** First-in, first-out; no allocation unless it grows. */
export class IntRing {
  length = 0;
  private items: Int32Array = new Int32Array(16);
  private head = 0;

  /** @param item  signed 32-bit integer */
  push(item: number): void {
    if (this.length === this.items.length) this.grow();
    this.items[(this.head + this.length) & (this.items.length - 1)] = item;
    this.length++;
  }

  /** @returns the oldest item; the ring must not be empty */
  shift(): number {
    const item = this.items[this.head]!;
    this.head = (this.head + 1) & (this.items.length - 1);
    this.length--;
    return item;
  }

  /** @returns the newest item; the ring must not be empty */
  pop(): number {
    this.length--;
    return this.items[(this.head + this.length) & (this.items.length - 1)]!;
  }

  /** @param index  0 is the oldest; below `length` */
  at(index: number): number {
    return this.items[(this.head + index) & (this.items.length - 1)]!;
  }

  /** @returns a ring of its own with the same items */
  copy(): IntRing {
    const copy = new IntRing();
    for (let i = 0; i < this.length; i++) copy.push(this.at(i));
    return copy;
  }

  state(codec: StateCodec): void {
    const inOrder = new Int32Array(this.length);
    for (let i = 0; i < this.length; i++) inOrder[i] = this.at(i);
    const restored = codec.int32s(inOrder, inOrder.length);
    if (!codec.restoring) return;
    this.head = 0;
    this.length = 0;
    for (const item of restored) this.push(item);
  }

  private grow(): void {
    const larger = new Int32Array(2 * this.items.length);
    for (let i = 0; i < this.length; i++) larger[i] = this.at(i);
    this.items = larger;
    this.head = 0;
  }
}
