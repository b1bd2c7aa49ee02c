/** @module First in, first out: the entry that was put in the longest ago goes, however often it is asked for. */
import type { EvictionPolicy } from './eviction.ts';
import { ListOrder } from './store/list-order.ts';
import { tenantCache } from './store/tenant-cache.ts';

class FirstInFirstOut extends ListOrder {
  touch(): void {
    // A use earns nothing.
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
