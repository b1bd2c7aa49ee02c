/** @module Random: any entry goes, each with the same chance. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { EvictionPolicy } from './eviction.ts';
import type { EvictionOrder, OpenLanes } from './store/eviction-order.ts';
import { NodeBags } from './store/node-bags.ts';
import { tenantCache } from './store/tenant-cache.ts';

class AnyEntry implements EvictionOrder {
  private readonly bags: NodeBags;
  private readonly stream: RandomStream;

  constructor(capacity: number, lanes: number, stream: RandomStream) {
    this.bags = new NodeBags(capacity, lanes);
    this.stream = stream;
  }

  enter(node: number, lane: number): void {
    this.bags.add(lane, node);
  }

  touch(): void {
    // A use earns nothing.
  }

  leave(node: number, lane: number): void {
    this.bags.take(lane, node);
  }

  victim(lanes: OpenLanes): number {
    const count = this.bags.count(lanes);
    return count === 0 ? -1 : this.bags.draw(lanes, count, this.stream);
  }

  list(nodes: Int32Array): void {
    this.bags.list(nodes);
  }

  state(): void {
    // The order of entering says it all.
  }
}

export const random: EvictionPolicy = {
  id: 'random',
  title: 'Random',
  summary: 'Any entry goes, each with the same chance; nothing has to be remembered of uses.',
  source:
    'Gelenbe, A unified approach to the evaluation of a class of replacement algorithms, IEEE Trans. Comp. C-22, 1973',
  params: [],
  cache: (terms, _params, stream) =>
    tenantCache(terms, stream, (capacity, lanes) => new AnyEntry(capacity, lanes, stream)),
};
