/**
 * @module Waiting items: what the waiting lines of one world keep of each item, in columns indexed by item.
 *
 * An item waits in at most one line at a time, so all lines share the columns: a line is links between rows, it makes no
 * object per item, and an item is taken out of its middle at once.
 */
import { assert } from '../../kernel/assert.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';

/** `place` of an item that waits nowhere. */
export const NOWHERE = -1;

/** `place` of items that a cap holds back: no line writes it. */
export const HELD = -2;

/** Columns that grow with the largest item. */
export class WaitingItems {
  /** Neighbours in an {@link ItemList}, or -1. */
  next: Int32Array = new Int32Array(64);
  prev: Int32Array = new Int32Array(64);
  /** Tenant index. */
  flow: Int32Array = new Int32Array(64);
  /** Work it asks for, microseconds (bytes, when fed by hand). */
  size: Float64Array = new Float64Array(64);
  /** Position in a heap, or owner of the list; {@link NOWHERE} when it waits nowhere. */
  place: Int32Array = new Int32Array(64).fill(NOWHERE);
  /** Number in the order of arrival at its line; only kept by lines that break ties by it. */
  order: Float64Array = new Float64Array(64);

  /** Makes a row for an item, a whole number >= 0. */
  ensure(item: number): void {
    if (item >= this.next.length) this.grow(item);
  }

  private grow(item: number): void {
    let rows = this.next.length;
    while (rows <= item) rows *= 2;
    const held = this.place.length;
    this.next = widened(this.next, new Int32Array(rows));
    this.prev = widened(this.prev, new Int32Array(rows));
    this.flow = widened(this.flow, new Int32Array(rows));
    this.size = widened(this.size, new Float64Array(rows));
    this.place = widened(this.place, new Int32Array(rows)).fill(NOWHERE, held);
    this.order = widened(this.order, new Float64Array(rows));
  }
}

function widened<T extends Int32Array | Float64Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}

/** A doubly linked list of items, first to last; every operation is O(1). */
export class ItemList {
  head = -1;
  tail = -1;
  length = 0;
  private readonly items: WaitingItems;
  private readonly owner: number;

  /** @param owner  kept in `place` of the items that stand here; anything but {@link NOWHERE} */
  constructor(items: WaitingItems, owner = 0) {
    this.items = items;
    this.owner = owner;
  }

  /** Puts an item that waits nowhere at the end. */
  push(item: number, flow: number, size: number): void {
    const { items } = this;
    items.ensure(item);
    items.flow[item] = flow;
    items.size[item] = size;
    items.place[item] = this.owner;
    items.next[item] = -1;
    items.prev[item] = this.tail;
    if (this.tail < 0) this.head = item;
    else items.next[this.tail] = item;
    this.tail = item;
    this.length++;
  }

  /** Puts an item that waits nowhere at the beginning. */
  unshift(item: number, flow: number, size: number): void {
    const second = this.head;
    if (second < 0) {
      this.push(item, flow, size);
      return;
    }
    const { items } = this;
    items.ensure(item);
    items.flow[item] = flow;
    items.size[item] = size;
    items.place[item] = this.owner;
    items.next[item] = second;
    items.prev[item] = -1;
    items.prev[second] = item;
    this.head = item;
    this.length++;
  }

  /** @returns the first item, taken out, or -1 */
  shift(): number {
    const item = this.head;
    if (item < 0) return -1;
    const { items } = this;
    const after = items.next[item]!;
    this.head = after;
    if (after < 0) this.tail = -1;
    else items.prev[after] = -1;
    items.place[item] = NOWHERE;
    this.length--;
    return item;
  }

  /** Takes out an item that stands here. */
  unlink(item: number): void {
    const { items } = this;
    assert(items.place[item] === this.owner, 'unlink: the item does not wait in this line');
    const before = items.prev[item]!;
    const after = items.next[item]!;
    if (before < 0) this.head = after;
    else items.next[before] = after;
    if (after < 0) this.tail = before;
    else items.prev[after] = before;
    items.place[item] = NOWHERE;
    this.length--;
  }

  /** Appends up to `max` items in all to `into`, first to last. */
  copyTo(into: number[], max: number): void {
    for (let item = this.head; item >= 0 && into.length < max; item = this.items.next[item]!) into.push(item);
  }

  /** Forgets who stands here, before a restore. */
  clear(): void {
    this.head = -1;
    this.tail = -1;
    this.length = 0;
  }
}

/** Saves or restores lists in bulk: items in order, with flow and size. */
export function passLists(codec: StateCodec, items: WaitingItems, lists: readonly ItemList[]): void {
  const lengths = codec.int32s(
    Int32Array.from(lists, (list) => list.length),
    lists.length,
  );
  let count = 0;
  for (const length of lengths) count += length;
  const ids = new Int32Array(count);
  const flows = new Int32Array(count);
  const sizes = new Float64Array(count);
  if (!codec.restoring) {
    let at = 0;
    for (const list of lists) {
      for (let item = list.head; item >= 0; item = items.next[item]!) {
        ids[at] = item;
        flows[at] = items.flow[item]!;
        sizes[at++] = items.size[item]!;
      }
    }
  }
  const restoredIds = codec.int32s(ids, count);
  const restoredFlows = codec.int32s(flows, count);
  const restoredSizes = codec.float64s(sizes, count);
  if (!codec.restoring) return;
  let at = 0;
  lists.forEach((list, index) => {
    list.clear();
    for (const end = at + lengths[index]!; at < end; at++) {
      list.push(restoredIds[at]!, restoredFlows[at]!, restoredSizes[at]!);
    }
  });
}
