/** @module Node bags: nodes of each lane side by side, so that one can be drawn at random in constant time. */
import type { RandomStream } from '../../../kernel/random-stream.ts';
import type { OpenLanes } from './eviction-order.ts';

const ROOM_MIN = 16;

/** One bag per lane; the order inside a bag has no meaning but must survive saving, because draws depend on it. */
export class NodeBags {
  private readonly bags: Int32Array[];
  private readonly length: Int32Array;
  /** Place of each node in its bag. */
  private readonly place: Int32Array;

  /**
   * @param capacity  number of nodes
   * @param lanes     number of lanes
   */
  constructor(capacity: number, lanes: number) {
    this.bags = Array.from({ length: lanes }, () => new Int32Array(ROOM_MIN));
    this.length = new Int32Array(lanes);
    this.place = new Int32Array(capacity);
  }

  add(lane: number, node: number): void {
    const length = this.length[lane]!;
    let bag = this.bags[lane]!;
    if (length === bag.length) {
      const larger = new Int32Array(2 * length);
      larger.set(bag);
      this.bags[lane] = larger;
      bag = larger;
    }
    bag[length] = node;
    this.place[node] = length;
    this.length[lane] = length + 1;
  }

  /** Takes a node out; the last of its bag comes in its place. */
  take(lane: number, node: number): void {
    const bag = this.bags[lane]!;
    const last = bag[--this.length[lane]!]!;
    const place = this.place[node]!;
    bag[place] = last;
    this.place[last] = place;
  }

  /** @returns number of nodes in the open lanes */
  count({ open, openCount }: OpenLanes): number {
    let count = 0;
    for (let i = 0; i < openCount; i++) count += this.length[open[i]!]!;
    return count;
  }

  /**
   * @param count  of the open lanes, >= 1
   * @returns a node of theirs, each equally likely
   */
  draw({ open }: OpenLanes, count: number, stream: RandomStream): number {
    let left = stream.below(count);
    let i = 0;
    while (left >= this.length[open[i]!]!) left -= this.length[open[i++]!]!;
    return this.bags[open[i]!]![left]!;
  }

  /** Writes down all nodes, bag by bag. */
  list(into: Int32Array): void {
    let at = 0;
    this.bags.forEach((bag, lane) => {
      const length = this.length[lane]!;
      into.set(bag.subarray(0, length), at);
      at += length;
    });
  }
}
