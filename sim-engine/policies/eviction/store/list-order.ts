/** @module Entries in the order in which they were put in: the oldest goes. Policies say what a use does to it. */
import type { EvictionOrder, OpenLanes } from './eviction-order.ts';
import { NodeLists } from './node-lists.ts';

/** One list per lane. */
export abstract class ListOrder implements EvictionOrder {
  protected readonly lists: NodeLists;
  private readonly lanes: number;

  /**
   * @param capacity  entries at most
   * @param lanes     lists that entries stand in
   */
  constructor(capacity: number, lanes: number) {
    this.lists = new NodeLists(capacity, lanes);
    this.lanes = lanes;
  }

  abstract touch(node: number, lane: number): void;

  enter(node: number, lane: number): void {
    this.lists.push(lane, node);
  }

  leave(node: number, lane: number): void {
    this.lists.unlink(lane, node);
  }

  victim(lanes: OpenLanes): number {
    return this.lists.oldestOf(lanes, 0);
  }

  list(nodes: Int32Array): void {
    this.lists.list(0, this.lanes, nodes, 0);
  }

  state(): void {
    // The order of entering says it all.
  }
}
