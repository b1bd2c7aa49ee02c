/** @module FIFO: first come, first served, one line for everybody. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Discipline } from './discipline.ts';
import { UncappedLine } from './uncapped-line.ts';
import { ItemList, passLists, type WaitingItems } from './waiting-items.ts';

/** One list; exported because the station serves it without an indirect call. */
export class FifoLine extends UncappedLine {
  private readonly items: WaitingItems;
  private readonly line: ItemList;

  constructor(items: WaitingItems) {
    super();
    this.items = items;
    this.line = new ItemList(items);
  }

  get length(): number {
    return this.line.length;
  }

  enqueue(item: number, flow: number, size: number): void {
    this.line.push(item, flow, size);
  }

  dequeue(): number {
    return this.line.shift();
  }

  remove(item: number): void {
    this.line.unlink(item);
  }

  list(max: number): number[] {
    const listed: number[] = [];
    this.line.copyTo(listed, max);
    return listed;
  }

  state(codec: StateCodec): void {
    passLists(codec, this.items, [this.line]);
  }
}

export const fifo: Discipline = {
  id: 'fifo',
  title: 'First in, first out',
  summary: 'One line for everybody: whoever came first is served first, and a full line turns newcomers away.',
  source: 'Kleinrock, Queueing Systems I, 1975, section 3.2',
  params: [],
  service: 'serial',
  whenFull: 'newcomer',
  line: (_flows, items) => new FifoLine(items),
};
