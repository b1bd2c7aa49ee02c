/** @module Shortest job first: whoever asks for the least work is served first, ties in order of arrival. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Discipline } from './discipline.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { UncappedLine } from './uncapped-line.ts';
import type { WaitingItems } from './waiting-items.ts';

class ShortestFirstLine extends UncappedLine {
  private readonly items: WaitingItems;
  private readonly heap: IndexedHeap;
  private arrivals = 0;

  constructor(items: WaitingItems) {
    super();
    this.items = items;
    this.heap = new IndexedHeap(items);
  }

  get length(): number {
    return this.heap.length;
  }

  enqueue(item: number, flow: number, size: number): void {
    this.items.ensure(item);
    this.items.flow[item] = flow;
    this.items.size[item] = size;
    this.heap.push(item, size, this.arrivals++);
  }

  dequeue(): number {
    return this.heap.length === 0 ? -1 : this.heap.pop();
  }

  remove(item: number): void {
    this.heap.remove(item);
  }

  list(max: number): number[] {
    return this.heap.list(max);
  }

  state(codec: StateCodec): void {
    const { heap, items } = this;
    this.arrivals = codec.number(this.arrivals);
    heap.state(codec, (item) => items.ensure(item));
    const flows = new Int32Array(heap.length);
    if (!codec.restoring) {
      heap.forEach((item, _key, slot) => {
        flows[slot] = items.flow[item]!;
      });
    }
    const restored = codec.int32s(flows, heap.length);
    if (!codec.restoring) return;
    heap.forEach((item, key, slot) => {
      items.flow[item] = restored[slot]!;
      items.size[item] = key;
    });
  }
}

export const sjf: Discipline = {
  id: 'sjf',
  title: 'Shortest job first',
  summary: 'Whoever asks for the least work is served first, and is not interrupted; large requests pay for it.',
  source: 'Phipps, Machine repair as a priority waiting-line problem, Operations Research 4(1), 1956',
  params: [],
  service: 'serial',
  whenFull: 'newcomer',
  line: (_flows, items) => new ShortestFirstLine(items),
};
