/** @module FIFO: first come, first served, one line for everybody. */
import { IntRing } from '../../kernel/int-ring.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Discipline, WaitingLine } from './discipline.ts';

/** One ring; exported because the station serves it without an indirect call. */
export class FifoLine implements WaitingLine {
  private readonly ring = new IntRing();

  get length(): number {
    return this.ring.length;
  }

  enqueue(item: number): void {
    this.ring.push(item);
  }

  dequeue(): number {
    return this.ring.shift();
  }

  evictFor(): number {
    return -1;
  }

  list(max: number): number[] {
    const items: number[] = [];
    for (let i = 0; i < this.ring.length && i < max; i++) items.push(this.ring.at(i));
    return items;
  }

  state(codec: StateCodec): void {
    this.ring.state(codec);
  }
}

export const fifo: Discipline = {
  id: 'fifo',
  title: 'First in, first out',
  summary: 'One line for everybody: whoever came first is served first, and a full line turns newcomers away.',
  source: 'Kleinrock, Queueing Systems I, 1975, section 3.2',
  params: [],
  line: () => new FifoLine(),
};
