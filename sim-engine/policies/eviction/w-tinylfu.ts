/**
 * @module W-TinyLFU: newcomers pass through a small window; they get into the main part only by being asked for more often
 * than the entry that would have to go. A scan, whose keys are asked for once, therefore never gets past the window.
 */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { EvictionPolicy } from './eviction.ts';
import type { EvictionOrder, OpenLanes } from './store/eviction-order.ts';
import { FrequencySketch } from './store/frequency-sketch.ts';
import { NodeLists } from './store/node-lists.ts';
import { tenantCache } from './store/tenant-cache.ts';

const NONE = -1;
const WINDOW = 0;
/** The main part is a segmented LRU: an entry that is asked for again moves up from probation to protection. */
const PROBATION = 1;
const PROTECTED = 2;
const SEGMENTS = 3;

interface Sizes {
  readonly capacity: number;
  readonly lanes: number;
  readonly windowShare: number;
  readonly protectedShare: number;
  readonly usesPerHalving: number;
}

class WindowTinyLfu implements EvictionOrder {
  /** List of a segment and lane: `segment * lanes + lane`. */
  private readonly lists: NodeLists;
  private readonly lanes: number;
  private readonly segmentOf: Uint8Array;
  private readonly laneOf: Int32Array;
  private readonly hashOf: Int32Array;
  private readonly sketch: FrequencySketch;
  /** Entries per segment. */
  private readonly length = new Int32Array(SEGMENTS);
  private readonly windowMax: number;
  private readonly protectedMax: number;

  constructor({ capacity, lanes, windowShare, protectedShare, usesPerHalving }: Sizes) {
    this.lists = new NodeLists(capacity, SEGMENTS * lanes);
    this.lanes = lanes;
    this.segmentOf = new Uint8Array(capacity);
    this.laneOf = new Int32Array(capacity);
    this.hashOf = new Int32Array(capacity);
    this.sketch = new FrequencySketch(capacity, usesPerHalving);
    this.windowMax = Math.max(1, Math.round(capacity * windowShare));
    this.protectedMax = Math.floor((capacity - this.windowMax) * protectedShare);
  }

  asked(hash: number): void {
    this.sketch.add(hash);
  }

  enter(node: number, lane: number, hash: number): void {
    this.laneOf[node] = lane;
    this.hashOf[node] = hash;
    this.put(node, WINDOW);
    // Without an eviction there is room in the main part.
    if (this.length[WINDOW]! > this.windowMax) this.move(this.oldest(WINDOW), PROBATION);
  }

  touch(node: number, lane: number): void {
    const segment = this.segmentOf[node]!;
    if (segment === PROBATION && this.protectedMax > 0) {
      this.move(node, PROTECTED);
      if (this.length[PROTECTED]! > this.protectedMax) this.move(this.oldest(PROTECTED), PROBATION);
    } else this.lists.renew(segment * this.lanes + lane, node);
  }

  leave(node: number): void {
    const segment = this.segmentOf[node]!;
    this.lists.unlink(segment * this.lanes + this.laneOf[node]!, node);
    this.length[segment]!--;
  }

  victim(open: OpenLanes): number {
    const candidate = this.lists.oldestOf(open, WINDOW * this.lanes);
    const onProbation = this.lists.oldestOf(open, PROBATION * this.lanes);
    const incumbent = onProbation === NONE ? this.lists.oldestOf(open, PROTECTED * this.lanes) : onProbation;
    if (incumbent === NONE) return candidate;
    if (candidate === NONE) return incumbent;
    if (this.sketch.count(this.hashOf[candidate]!) <= this.sketch.count(this.hashOf[incumbent]!)) return candidate;
    this.move(candidate, PROBATION);
    return incumbent;
  }

  list(nodes: Int32Array): void {
    let at = 0;
    for (let segment = WINDOW; segment <= PROTECTED; segment++) {
      at = this.lists.list(segment * this.lanes, this.lanes, nodes, at);
    }
  }

  state(codec: StateCodec, nodes: Int32Array): void {
    this.sketch.state(codec);
    const segments = nodes.map((node) => this.segmentOf[node]!);
    const saved = codec.int32s(segments, segments.length);
    if (!codec.restoring) return;
    // Every one is moved, so that the ages within a segment are those of the list.
    for (const node of nodes) this.move(node, saved[node]!);
  }

  /** @returns the oldest entry of a segment, of whatever lane */
  private oldest(segment: number): number {
    return this.lists.oldestAmong(segment * this.lanes, this.lanes);
  }

  private move(node: number, segment: number): void {
    this.leave(node);
    this.put(node, segment);
  }

  private put(node: number, segment: number): void {
    this.segmentOf[node] = segment;
    this.lists.push(segment * this.lanes + this.laneOf[node]!, node);
    this.length[segment]!++;
  }
}

export const wTinyLfu: EvictionPolicy = {
  id: 'w-tinylfu',
  title: 'W-TinyLFU',
  summary:
    'Newcomers wait in a small window and get further only when asked for more often than the entry they replace.',
  source: 'Einziger, Friedman and Manes, TinyLFU: a highly efficient cache admission policy, ACM ToS 13(4), 2017',
  params: [
    {
      name: 'windowShare',
      label: 'Window',
      unit: '',
      min: 0.001,
      max: 0.99,
      default: 0.01,
      doc: 'Share of the capacity that newcomers pass through; at least one entry.',
    },
    {
      name: 'protectedShare',
      label: 'Protected',
      unit: '',
      min: 0,
      max: 0.99,
      default: 0.8,
      doc: 'Share of the main part that is kept for entries asked for again.',
    },
    {
      name: 'usesPerHalving',
      label: 'Sample',
      unit: '',
      min: 1,
      max: 1000,
      default: 10,
      doc: 'Estimates are halved after so many look-ups per entry of capacity.',
    },
  ],
  cache: (terms, params, stream) =>
    tenantCache(
      terms,
      stream,
      (capacity, lanes) =>
        new WindowTinyLfu({
          capacity,
          lanes,
          windowShare: params.windowShare!,
          protectedShare: params.protectedShare!,
          usesPerHalving: params.usesPerHalving!,
        }),
    ),
};
