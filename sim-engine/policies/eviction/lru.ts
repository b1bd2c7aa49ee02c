/** @module Least recently used: the entry that nobody has asked for the longest goes. */
import type { EvictionPolicy } from './eviction.ts';
import type { EvictionOrder, OpenLanes } from './store/eviction-order.ts';
import { NodeLists } from './store/node-lists.ts';
import { tenantCache } from './store/tenant-cache.ts';

class LeastRecentlyUsed implements EvictionOrder {
  private readonly lists: NodeLists;
  private readonly lanes: number;

  constructor(capacity: number, lanes: number) {
    this.lists = new NodeLists(capacity, lanes);
    this.lanes = lanes;
  }

  enter(node: number, lane: number): void {
    this.lists.push(lane, node);
  }

  touch(node: number, lane: number): void {
    this.lists.renew(lane, node);
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

export const lru: EvictionPolicy = {
  id: 'lru',
  title: 'Least recently used',
  summary: 'The entry that nobody has asked for the longest goes.',
  source: 'Mattson et al., Evaluation techniques for storage hierarchies, IBM Systems Journal 9(2), 1970',
  params: [],
  cache: (terms, _params, stream) =>
    tenantCache(terms, stream, (capacity, lanes) => new LeastRecentlyUsed(capacity, lanes)),
};
