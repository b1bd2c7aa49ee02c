/**
 * @module An indexed binary heap: least key first, ties in order of arrival, and anybody can be taken out.
 *
 * It holds whole numbers (items or flows) and writes each one's position into a column, which is how it finds it again.
 */
import { assert } from '../../kernel/assert.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';

/** Whoever keeps the positions: a column indexed by what the heap holds, -1 for what it does not. */
export interface Places {
  readonly place: Int32Array;
}

/** Every operation is O(log n); no allocation unless it grows. */
export class IndexedHeap {
  length = 0;
  private readonly places: Places;
  private ids: Int32Array = new Int32Array(16);
  private keys: Float64Array = new Float64Array(16);
  private orders: Float64Array = new Float64Array(16);

  constructor(places: Places) {
    this.places = places;
  }

  /** @returns an empty heap with positions of its own for whole numbers below `count` */
  static upTo(count: number): IndexedHeap {
    return new IndexedHeap({ place: new Int32Array(count).fill(-1) });
  }

  /** Who has the least key; the heap must not be empty. */
  get top(): number {
    return this.ids[0]!;
  }

  /** The least key; the heap must not be empty. */
  get topKey(): number {
    return this.keys[0]!;
  }

  /**
   * @param id     not in the heap
   * @param key    least first
   * @param order  among equal keys, least first
   */
  push(id: number, key: number, order: number): void {
    if (this.length === this.ids.length) this.grow();
    this.rise(this.length++, id, key, order);
  }

  /** @returns whether it is in the heap */
  holds(id: number): boolean {
    const at = this.places.place[id]!;
    return at >= 0 && at < this.length && this.ids[at] === id;
  }

  /** Takes out whoever has the least key; the heap must not be empty. */
  pop(): number {
    const { top } = this;
    this.remove(top);
    return top;
  }

  /** Takes out one that is in the heap. */
  remove(id: number): void {
    const { ids, keys, orders } = this;
    const { place } = this.places;
    assert(this.holds(id), 'remove: the item does not wait in this line');
    const at = place[id]!;
    place[id] = -1;
    const last = --this.length;
    if (at === last) return;
    const moved = ids[last]!;
    const key = keys[last]!;
    const order = orders[last]!;
    const parent = (at - 1) >> 1;
    if (at > 0 && this.precedes(key, order, parent)) this.rise(at, moved, key, order);
    else this.sink(at, moved, key, order);
  }

  /** @returns up to `max` of those in the heap, in order */
  list(max: number): number[] {
    const found: number[] = [];
    // Whoever comes next stands below one that was found already, so the rest of the heap is not looked at.
    const frontier = IndexedHeap.upTo(this.length);
    const reach = (slot: number): void => {
      if (slot < this.length) frontier.push(slot, this.keys[slot]!, this.orders[slot]!);
    };
    reach(0);
    while (frontier.length > 0 && found.length < max) {
      const slot = frontier.pop();
      found.push(this.ids[slot]!);
      reach(2 * slot + 1);
      reach(2 * slot + 2);
    }
    return found;
  }

  /** Visits everybody by position, in no particular order. */
  forEach(visit: (id: number, key: number, slot: number) => void): void {
    for (let slot = 0; slot < this.length; slot++) visit(this.ids[slot]!, this.keys[slot]!, slot);
  }

  /** @returns one with the same content and positions of its own for whole numbers below `count` */
  copyUpTo(count: number): IndexedHeap {
    const copy = IndexedHeap.upTo(count);
    for (let slot = 0; slot < this.length; slot++) copy.push(this.ids[slot]!, this.keys[slot]!, this.orders[slot]!);
    return copy;
  }

  /** The column of positions must have a row for everybody already, or `ensure` must make one. */
  state(codec: StateCodec, ensure: (id: number) => void = () => {}): void {
    const ids = codec.int32s(this.ids, this.length);
    const keys = codec.float64s(this.keys, this.length);
    const orders = codec.float64s(this.orders, this.length);
    if (!codec.restoring) return;
    this.length = 0;
    // What was written is a heap, so nobody moves.
    ids.forEach((id, slot) => {
      ensure(id);
      this.push(id, keys[slot]!, orders[slot]!);
    });
  }

  private precedes(key: number, order: number, slot: number): boolean {
    const other = this.keys[slot]!;
    return key < other || (key === other && order < this.orders[slot]!);
  }

  /** Looks for a place from an open slot upwards. */
  private rise(from: number, id: number, key: number, order: number): void {
    let slot = from;
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      if (!this.precedes(key, order, parent)) break;
      this.put(slot, this.ids[parent]!, this.keys[parent]!, this.orders[parent]!);
      slot = parent;
    }
    this.put(slot, id, key, order);
  }

  /** Looks for a place from an open slot downwards. */
  private sink(from: number, id: number, key: number, order: number): void {
    let slot = from;
    for (;;) {
      let child = 2 * slot + 1;
      if (child >= this.length) break;
      const right = child + 1;
      if (right < this.length && this.precedes(this.keys[right]!, this.orders[right]!, child)) child = right;
      if (this.precedes(key, order, child)) break;
      this.put(slot, this.ids[child]!, this.keys[child]!, this.orders[child]!);
      slot = child;
    }
    this.put(slot, id, key, order);
  }

  private put(slot: number, id: number, key: number, order: number): void {
    this.ids[slot] = id;
    this.keys[slot] = key;
    this.orders[slot] = order;
    this.places.place[id] = slot;
  }

  private grow(): void {
    const size = 2 * this.ids.length;
    const ids = new Int32Array(size);
    const keys = new Float64Array(size);
    const orders = new Float64Array(size);
    ids.set(this.ids);
    keys.set(this.keys);
    orders.set(this.orders);
    this.ids = ids;
    this.keys = keys;
    this.orders = orders;
  }
}
