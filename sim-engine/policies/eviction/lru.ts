/** @module Least recently used: the entry that nobody has asked for the longest goes. */
import type { EvictionPolicy } from './eviction.ts';
import { ListOrder } from './store/list-order.ts';
import { tenantCache } from './store/tenant-cache.ts';

class LeastRecentlyUsed extends ListOrder {
  touch(node: number, lane: number): void {
    this.lists.renew(lane, node);
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
