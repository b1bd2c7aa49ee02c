/** @module Node lists: nodes in order of age, in one of several doubly linked lists that share their arrays. */
import type { OpenLanes } from './eviction-order.ts';

const NONE = -1;

/** A node is in at most one list at a time. */
export class NodeLists {
  /** Nodes per list. */
  readonly length: Int32Array;
  private readonly newest: Int32Array;
  private readonly oldest: Int32Array;
  private readonly newer: Int32Array;
  private readonly older: Int32Array;
  /** When each node came to its list, as a running number; null when nobody compares across lists. */
  private readonly stamp: Float64Array | null;
  private clock = 0;

  /**
   * @param capacity  number of nodes
   * @param lists     number of lists
   */
  constructor(capacity: number, lists: number) {
    this.length = new Int32Array(lists);
    this.newest = new Int32Array(lists).fill(NONE);
    this.oldest = new Int32Array(lists).fill(NONE);
    this.newer = new Int32Array(capacity);
    this.older = new Int32Array(capacity);
    this.stamp = lists > 1 ? new Float64Array(capacity) : null;
  }

  /** Appends a node as the newest: its age begins now. */
  push(list: number, node: number): void {
    if (this.stamp !== null) this.stamp[node] = this.clock++;
    this.append(list, node);
  }

  /** Appends a node that keeps its age; it must be younger than all that are there. */
  append(list: number, node: number): void {
    const before = this.newest[list]!;
    this.newer[node] = NONE;
    this.older[node] = before;
    if (before === NONE) this.oldest[list] = node;
    else this.newer[before] = node;
    this.newest[list] = node;
    this.length[list]!++;
  }

  unlink(list: number, node: number): void {
    const newer = this.newer[node]!;
    const older = this.older[node]!;
    if (newer === NONE) this.newest[list] = older;
    else this.older[newer] = older;
    if (older === NONE) this.oldest[list] = newer;
    else this.newer[older] = newer;
    this.length[list]!--;
  }

  /** Makes a node of a list its newest. */
  renew(list: number, node: number): void {
    if (this.newest[list] === node) {
      if (this.stamp !== null) this.stamp[node] = this.clock++;
      return;
    }
    this.unlink(list, node);
    this.push(list, node);
  }

  /** @returns the oldest node of a list, or -1 */
  first(list: number): number {
    return this.oldest[list]!;
  }

  /** @returns the next younger node of the same list, or -1 */
  after(node: number): number {
    return this.newer[node]!;
  }

  /** Moves everything of one list into another; both must be in order of age, and the result is. */
  merge(into: number, from: number): void {
    let a = this.oldest[into]!;
    let b = this.oldest[from]!;
    this.oldest[into] = NONE;
    this.oldest[from] = NONE;
    this.newest[into] = NONE;
    this.newest[from] = NONE;
    this.length[into] = 0;
    this.length[from] = 0;
    while (a !== NONE || b !== NONE) {
      const node = this.elder(a, b);
      if (node === a) a = this.newer[a]!;
      else b = this.newer[b]!;
      this.append(into, node);
    }
  }

  /** @returns the node that came to its list earlier; -1 stands for none */
  elder(a: number, b: number): number {
    if (a === NONE) return b;
    return b === NONE || this.stamp![a]! < this.stamp![b]! ? a : b;
  }

  /**
   * @param lanes  which lanes count
   * @param first  list of lane 0; those of the other lanes follow it
   * @returns the oldest node of the open lanes' lists, or -1
   */
  oldestOf(lanes: OpenLanes, first: number): number {
    let best = NONE;
    for (let i = 0; i < lanes.openCount; i++) best = this.elder(best, this.oldest[first + lanes.open[i]!]!);
    return best;
  }

  /** @returns the oldest node of `count` lists from `first` on, or -1 */
  oldestAmong(first: number, count: number): number {
    let best = NONE;
    for (let list = first; list < first + count; list++) best = this.elder(best, this.oldest[list]!);
    return best;
  }

  /**
   * Writes down the nodes of some lists, oldest first, whatever list they are in.
   *
   * @param into  receives them from `from` on
   * @returns the place after the last
   */
  list(first: number, count: number, into: Int32Array, from: number): number {
    let at = from;
    for (let list = first; list < first + count; list++) {
      for (let node = this.oldest[list]!; node !== NONE; node = this.newer[node]!) into[at++] = node;
    }
    const { stamp } = this;
    if (count > 1 && stamp !== null) into.subarray(from, at).sort((a, b) => stamp[a]! - stamp[b]!);
    return at;
  }
}
