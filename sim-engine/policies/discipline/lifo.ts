/** @module LIFO: last come, first served, without taking the server from whoever has it. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Discipline } from './discipline.ts';
import { UncappedLine } from './uncapped-line.ts';
import { ItemList, passLists, type WaitingItems } from './waiting-items.ts';

class LifoLine extends UncappedLine {
  private readonly items: WaitingItems;
  private readonly stack: ItemList;

  constructor(items: WaitingItems) {
    super();
    this.items = items;
    this.stack = new ItemList(items);
  }

  get length(): number {
    return this.stack.length;
  }

  enqueue(item: number, flow: number, size: number): void {
    this.stack.push(item, flow, size);
  }

  dequeue(): number {
    const item = this.stack.tail;
    if (item >= 0) this.stack.unlink(item);
    return item;
  }

  remove(item: number): void {
    this.stack.unlink(item);
  }

  list(max: number): number[] {
    const listed: number[] = [];
    for (let item = this.stack.tail; item >= 0 && listed.length < max; item = this.items.prev[item]!) listed.push(item);
    return listed;
  }

  state(codec: StateCodec): void {
    passLists(codec, this.items, [this.stack]);
  }
}

export const lifo: Discipline = {
  id: 'lifo',
  title: 'Last in, first out',
  summary: 'Whoever came last is served first: under overload some are served at once and the oldest wait on and on.',
  source: 'Wishart, Queuing systems in which the discipline is last-come, first-served, Operations Research 8(5), 1960',
  params: [],
  service: 'serial',
  whenFull: 'newcomer',
  line: (_flows, items) => new LifoLine(items),
};
