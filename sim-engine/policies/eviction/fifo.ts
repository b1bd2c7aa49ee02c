/** @module First in, first out: the entry that was put in the longest ago goes, however often it is asked for. */
import type { EvictionPolicy } from './eviction.ts';
import type { EvictionOrder, OpenLanes } from './store/eviction-order.ts';
import { NodeLists } from './store/node-lists.ts';
import { tenantCache } from './store/tenant-cache.ts';

class FirstInFirstOut implements EvictionOrder {
  private readonly lists: NodeLists;
  private readonly lanes: number;

  constructor(capacity: number, lanes: number) {
    this.lists = new NodeLists(capacity, lanes);
    this.lanes = lanes;
  }

  enter(node: number, lane: number): void {
    this.lists.push(lane, node);
  }

  touch(): void {
    // A use earns nothing.
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

export const fifo: EvictionPolicy = {
  id: 'fifo',
  title: 'First in, first out',
  summary: 'The entry that was put in the longest ago goes, however often it is asked for.',
  source: 'Belady, A study of replacement algorithms for a virtual-storage computer, IBM Systems Journal 5(2), 1966',
  params: [],
  cache: (terms, _params, stream) =>
    tenantCache(terms, stream, (capacity, lanes) => new FirstInFirstOut(capacity, lanes)),
};
