/**
 * @module Least frequently used, in-cache: the entry with the fewest uses since it was put in goes, of equals the least
 * recently used. Counts are halved from time to time, so that what was popular once makes room at last.
 */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { EvictionPolicy } from './eviction.ts';
import type { EvictionOrder, OpenLanes } from './store/eviction-order.ts';
import { NodeLists } from './store/node-lists.ts';
import { tenantCache } from './store/tenant-cache.ts';

const NONE = -1;

/** Per lane a chain of buckets by rising number of uses; a bucket is a list of nodes in order of last use. */
class LeastFrequentlyUsed implements EvictionOrder {
  private readonly lists: NodeLists;
  private readonly bucketOf: Int32Array;
  private readonly uses: Int32Array;
  private readonly laneOf: Int32Array;
  private readonly above: Int32Array;
  private readonly below: Int32Array;
  /** Bucket with the fewest uses per lane. */
  private readonly lowest: Int32Array;
  /** Buckets without nodes, chained by `above`. */
  private spare = 0;
  private usesSinceHalving = 0;
  private readonly usesPerHalving: number;

  /** @param usesPerHalving  Infinity keeps counts for ever */
  constructor(capacity: number, lanes: number, usesPerHalving: number) {
    // Every bucket has a node, but for the one that a node is just coming to.
    const buckets = capacity + 1;
    this.lists = new NodeLists(capacity, buckets);
    this.bucketOf = new Int32Array(capacity);
    this.uses = new Int32Array(buckets);
    this.laneOf = new Int32Array(buckets);
    this.above = Int32Array.from({ length: buckets }, (_, bucket) => bucket + 1);
    this.below = new Int32Array(buckets);
    this.lowest = new Int32Array(lanes).fill(NONE);
    this.usesPerHalving = usesPerHalving;
  }

  enter(node: number, lane: number): void {
    const bucket = this.bucket(lane, NONE, 1);
    this.lists.push(bucket, node);
    this.bucketOf[node] = bucket;
    this.used();
  }

  touch(node: number, lane: number): void {
    const from = this.bucketOf[node]!;
    const to = this.bucket(lane, from, this.uses[from]! + 1);
    this.lists.unlink(from, node);
    this.lists.push(to, node);
    this.bucketOf[node] = to;
    if (this.lists.length[from] === 0) this.drop(from);
    this.used();
  }

  leave(node: number): void {
    const bucket = this.bucketOf[node]!;
    this.lists.unlink(bucket, node);
    if (this.lists.length[bucket] === 0) this.drop(bucket);
  }

  victim({ open, openCount }: OpenLanes): number {
    let best = NONE;
    for (let i = 0; i < openCount; i++) {
      const bucket = this.lowest[open[i]!]!;
      if (bucket === NONE) continue;
      const node = this.lists.first(bucket);
      const ahead = best === NONE ? -1 : this.uses[bucket]! - this.uses[this.bucketOf[best]!]!;
      if (ahead < 0) best = node;
      else if (ahead === 0) best = this.lists.elder(best, node);
    }
    return best;
  }

  list(nodes: Int32Array): void {
    this.lists.list(0, this.uses.length, nodes, 0);
  }

  state(codec: StateCodec, nodes: Int32Array): void {
    this.usesSinceHalving = codec.number(this.usesSinceHalving);
    const saved = codec.int32s(
      nodes.map((node) => this.uses[this.bucketOf[node]!]!),
      nodes.length,
    );
    if (!codec.restoring) return;
    const highest = this.lowest.slice();
    for (const node of nodes.slice().sort((a, b) => saved[a]! - saved[b]! || a - b)) {
      if (saved[node] === 1) continue;
      const from = this.bucketOf[node]!;
      const lane = this.laneOf[from]!;
      const to = this.bucket(lane, highest[lane]!, saved[node]!);
      highest[lane] = to;
      this.lists.unlink(from, node);
      this.lists.append(to, node);
      this.bucketOf[node] = to;
      if (this.lists.length[from] === 0) this.drop(from);
    }
  }

  /** @returns the bucket of so many uses at or next above another (`NONE`: at the bottom of the lane), made if need be */
  private bucket(lane: number, under: number, uses: number): number {
    if (under !== NONE && this.uses[under] === uses) return under;
    const over = under === NONE ? this.lowest[lane]! : this.above[under]!;
    if (over !== NONE && this.uses[over] === uses) return over;
    const made = this.spare;
    this.spare = this.above[made]!;
    this.uses[made] = uses;
    this.laneOf[made] = lane;
    this.above[made] = over;
    this.below[made] = under;
    if (over !== NONE) this.below[over] = made;
    if (under === NONE) this.lowest[lane] = made;
    else this.above[under] = made;
    return made;
  }

  private drop(bucket: number): void {
    const over = this.above[bucket]!;
    const under = this.below[bucket]!;
    if (over !== NONE) this.below[over] = under;
    if (under === NONE) this.lowest[this.laneOf[bucket]!] = over;
    else this.above[under] = over;
    this.above[bucket] = this.spare;
    this.spare = bucket;
  }

  private used(): void {
    if (++this.usesSinceHalving < this.usesPerHalving) return;
    this.usesSinceHalving = 0;
    for (let lane = 0; lane < this.lowest.length; lane++) this.halve(lane);
  }

  /** Halves every count, rounded up; two buckets that come to the same count become one. */
  private halve(lane: number): void {
    for (let bucket = this.lowest[lane]!; bucket !== NONE; bucket = this.above[bucket]!) {
      this.uses[bucket] = (this.uses[bucket]! + 1) >> 1;
      const under = this.below[bucket]!;
      if (under === NONE || this.uses[under] !== this.uses[bucket]) continue;
      for (let node = this.lists.first(under); node !== NONE; node = this.lists.after(node)) {
        this.bucketOf[node] = bucket;
      }
      this.lists.merge(bucket, under);
      this.drop(under);
    }
  }
}

export const lfu: EvictionPolicy = {
  id: 'lfu',
  title: 'Least frequently used',
  summary: 'The entry with the fewest uses since it was put in goes; of equals, the least recently used.',
  source:
    'Shah, Mitra and Matani, An O(1) algorithm for implementing the LFU cache eviction scheme, 2010; aging by halving: Robinson and Devarakonda, Data cache management using frequency-based replacement, SIGMETRICS 1990',
  params: [
    {
      name: 'usesPerHalving',
      label: 'Uses between halvings',
      unit: '',
      min: 0,
      max: 1000,
      default: 10,
      doc: 'Counts are halved after so many uses per entry of capacity; 0 keeps them for ever.',
    },
  ],
  cache: (terms, params, stream) =>
    tenantCache(terms, stream, (capacity, lanes) => {
      const each = params.usesPerHalving!;
      const uses = each === 0 ? Number.POSITIVE_INFINITY : Math.ceil(each * capacity);
      return new LeastFrequentlyUsed(capacity, lanes, uses);
    }),
};
