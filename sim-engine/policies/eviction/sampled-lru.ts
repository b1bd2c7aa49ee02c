/** @module Sampled LRU: of a few entries drawn at random, the one that nobody has asked for the longest goes. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { EvictionPolicy } from './eviction.ts';
import type { EvictionOrder, OpenLanes } from './store/eviction-order.ts';
import { NodeBags } from './store/node-bags.ts';
import { tenantCache } from './store/tenant-cache.ts';

class SampledLru implements EvictionOrder {
  private readonly bags: NodeBags;
  /** When each node was last used, as a running number. */
  private readonly lastUse: Float64Array;
  private clock = 0;
  private readonly samples: number;
  private readonly stream: RandomStream;

  constructor(capacity: number, lanes: number, samples: number, stream: RandomStream) {
    this.bags = new NodeBags(capacity, lanes);
    this.lastUse = new Float64Array(capacity);
    this.samples = samples;
    this.stream = stream;
  }

  enter(node: number, lane: number): void {
    this.bags.add(lane, node);
    this.lastUse[node] = this.clock++;
  }

  touch(node: number): void {
    this.lastUse[node] = this.clock++;
  }

  leave(node: number, lane: number): void {
    this.bags.take(lane, node);
  }

  victim(lanes: OpenLanes): number {
    const count = this.bags.count(lanes);
    if (count === 0) return -1;
    let oldest = this.bags.draw(lanes, count, this.stream);
    for (let drawn = 1; drawn < this.samples; drawn++) {
      const node = this.bags.draw(lanes, count, this.stream);
      if (this.lastUse[node]! < this.lastUse[oldest]!) oldest = node;
    }
    return oldest;
  }

  list(nodes: Int32Array): void {
    this.bags.list(nodes);
  }

  state(codec: StateCodec, nodes: Int32Array): void {
    this.clock = codec.number(this.clock);
    const uses = Float64Array.from(nodes, (node) => this.lastUse[node]!);
    const saved = codec.float64s(uses, uses.length);
    if (codec.restoring) this.lastUse.set(saved);
  }
}

export const sampledLru: EvictionPolicy = {
  id: 'sampled-lru',
  title: 'Sampled LRU',
  summary: 'Of a few entries drawn at random, with replacement, the least recently used goes.',
  source:
    'Psounis and Prabhakar, Efficient randomized web-cache replacement schemes using samples from past eviction times, IEEE/ACM ToN 10(4), 2002; Redis, Key eviction (maxmemory-samples), here without its pool of candidates',
  params: [
    {
      name: 'samples',
      label: 'Samples',
      unit: 'entries',
      min: 1,
      max: 64,
      default: 5,
      integer: true,
      doc: 'Entries drawn for each eviction; more of them come closer to exact LRU.',
    },
  ],
  cache: (terms, params, stream) =>
    tenantCache(terms, stream, (capacity, lanes) => new SampledLru(capacity, lanes, params.samples!, stream)),
};
