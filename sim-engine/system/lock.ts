/**
 * @module Lock: shared or exclusive, granted strictly in order of asking.
 *
 * Invariant: a request that asks waits behind everybody who asked before and still waits, even if it would be compatible with
 * the holders. That is what makes one exclusive request behind a long reader stop everybody.
 */
import { assert } from '../kernel/assert.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import type { LockMeter } from '../measure/blame/lock-blame.ts';
import type { WaitingItems } from '../policies/discipline/waiting-items.ts';

const NONE = -1;

/** One lock; `size` of a waiting item is 1 when it asks for exclusive use. */
export class Lock {
  readonly index: number;
  readonly id: string;
  readonly blame: LockMeter | null;
  /** Requests that hold it. */
  holders = 0;
  exclusive = false;
  /** True while it is being granted to those who wait; never between two events. */
  granting = false;
  /** How often it was given back so far. */
  given = 0;
  /** Requests that wait for it. */
  waiting = 0;
  private readonly items: WaitingItems;
  private head = NONE;
  private tail = NONE;

  constructor(index: number, id: string, items: WaitingItems, blame: LockMeter | null) {
    this.index = index;
    this.id = id;
    this.items = items;
    this.blame = blame;
  }

  /** @returns true when the lock would be granted at once */
  free(exclusive: boolean): boolean {
    return this.waiting === 0 && this.compatible(exclusive);
  }

  /** A request takes the lock. */
  take(exclusive: boolean): void {
    assert(this.compatible(exclusive), `lock ${this.id}: granted against its holders`);
    this.holders++;
    this.exclusive = exclusive;
  }

  /** A holder gives it back. */
  give(): void {
    this.holders--;
    this.given++;
    if (this.holders === 0) this.exclusive = false;
  }

  /** A request joins the line. */
  enqueue(row: number, exclusive: boolean): void {
    this.items.ensure(row);
    const { next, prev, size } = this.items;
    next[row] = NONE;
    prev[row] = this.tail;
    size[row] = exclusive ? 1 : 0;
    if (this.tail === NONE) this.head = row;
    else next[this.tail] = row;
    this.tail = row;
    this.waiting++;
  }

  /** Takes out a request that waits here. */
  remove(row: number): void {
    const { next, prev } = this.items;
    if (prev[row] === NONE) this.head = next[row]!;
    else next[prev[row]!] = next[row]!;
    if (next[row] === NONE) this.tail = prev[row]!;
    else prev[next[row]!] = prev[row]!;
    this.waiting--;
  }

  /** @returns the request that is granted the lock next and is taken from the line, or -1 */
  grant(): number {
    const row = this.head;
    if (row === NONE || !this.compatible(this.items.size[row] === 1)) return NONE;
    this.remove(row);
    return row;
  }

  /** @returns true when a request that was just taken from the line asked for exclusive use */
  asksExclusive(row: number): boolean {
    return this.items.size[row] === 1;
  }

  state(codec: StateCodec): void {
    this.holders = codec.number(this.holders);
    this.exclusive = codec.flag(this.exclusive);
    this.given = codec.number(this.given);
    const rows = new Int32Array(this.waiting);
    const modes = new Int32Array(this.waiting);
    for (let row = this.head, at = 0; row !== NONE; row = this.items.next[row]!, at++) {
      rows[at] = row;
      modes[at] = this.items.size[row]!;
    }
    const savedRows = codec.int32s(rows, rows.length);
    const savedModes = codec.int32s(modes, modes.length);
    if (!codec.restoring) return;
    savedRows.forEach((row, at) => {
      this.enqueue(row, savedModes[at] === 1);
    });
  }

  private compatible(exclusive: boolean): boolean {
    return this.holders === 0 || (!exclusive && !this.exclusive);
  }
}
