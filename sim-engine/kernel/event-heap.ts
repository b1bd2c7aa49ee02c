/** @module A binary heap over the rows of an event table that knows where each row stands, so that any can be removed. */
import type { EventTable } from './event-table.ts';

/** `place` of a row that stands elsewhere. */
const NOT_HERE = -1;

/** Holds events in their total order; the earliest stands first. */
export class EventHeap {
  length = 0;
  private readonly events: EventTable;
  private rows: Int32Array = new Int32Array(64);

  constructor(events: EventTable) {
    this.events = events;
  }

  /** Row of the earliest event; the heap must not be empty. */
  get first(): number {
    return this.rows[0]!;
  }

  /** Adds an event, O(log n). */
  push(event: number): void {
    if (this.length === this.rows.length) {
      const larger = new Int32Array(2 * this.rows.length);
      larger.set(this.rows);
      this.rows = larger;
    }
    this.siftUp(this.length++, event);
  }

  /** Removes an event that it holds, O(log n). */
  remove(event: number): void {
    const at = this.events.place[event]!;
    this.events.place[event] = NOT_HERE;
    const last = this.rows[--this.length]!;
    if (last === event) return;
    const parent = (at - 1) >> 1;
    if (at > 0 && this.events.before(last, this.rows[parent]!)) this.siftUp(at, last);
    else this.siftDown(at, last);
  }

  /** Forgets all. */
  clear(): void {
    this.length = 0;
  }

  private siftUp(from: number, event: number): void {
    const { rows, events } = this;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = rows[parent]!;
      if (events.before(above, event)) break;
      rows[at] = above;
      events.place[above] = at;
      at = parent;
    }
    rows[at] = event;
    events.place[event] = at;
  }

  private siftDown(from: number, event: number): void {
    const { rows, events, length } = this;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && events.before(rows[child + 1]!, rows[child]!)) child++;
      const below = rows[child]!;
      if (events.before(event, below)) break;
      rows[at] = below;
      events.place[below] = at;
      at = child;
    }
    rows[at] = event;
    events.place[event] = at;
  }
}
