/** @module Non-preemptive priority: the most urgent tenant's requests first, in order of arrival within a priority. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Discipline, FlowSpec } from './discipline.ts';
import { UncappedLine } from './uncapped-line.ts';
import { ItemList, passLists, type WaitingItems } from './waiting-items.ts';

/** A list per priority; exported for the preemptive variant, whose line is the same. */
export class PriorityLine extends UncappedLine {
  length = 0;
  private readonly items: WaitingItems;
  /** Most urgent first. */
  private readonly levels: readonly ItemList[];
  private readonly levelOfFlow: Int32Array;
  /** Nobody waits at a level before this one. */
  private first = 0;

  constructor(flows: readonly FlowSpec[], items: WaitingItems) {
    super();
    this.items = items;
    const priorities = [...new Set(flows.map((flow) => flow.priority))].sort((a, b) => a - b);
    this.levels = priorities.map(() => new ItemList(items));
    this.levelOfFlow = Int32Array.from(flows, (flow) => priorities.indexOf(flow.priority));
  }

  enqueue(item: number, flow: number, size: number): void {
    const level = this.levelOfFlow[flow]!;
    this.levels[level]!.push(item, flow, size);
    this.length++;
    if (level < this.first) this.first = level;
  }

  /** Who was interrupted came before everybody of its priority who waits. */
  override putBack(item: number, flow: number, size: number): void {
    const level = this.levelOfFlow[flow]!;
    this.levels[level]!.unshift(item, flow, size);
    this.length++;
    if (level < this.first) this.first = level;
  }

  dequeue(): number {
    if (this.length === 0) return -1;
    while (this.levels[this.first]!.length === 0) this.first++;
    this.length--;
    return this.levels[this.first]!.shift();
  }

  remove(item: number): void {
    this.levels[this.levelOfFlow[this.items.flow[item]!]!]!.unlink(item);
    this.length--;
  }

  list(max: number): number[] {
    const listed: number[] = [];
    for (const level of this.levels) level.copyTo(listed, max);
    return listed;
  }

  state(codec: StateCodec): void {
    passLists(codec, this.items, this.levels);
    if (!codec.restoring) return;
    this.length = this.levels.reduce((sum, level) => sum + level.length, 0);
    this.first = 0;
  }
}

export const priority: Discipline = {
  id: 'priority',
  title: 'Priority',
  summary: 'The most urgent tenants are served first, in order of arrival; whoever is in service stays there.',
  source: 'Cobham, Priority assignment in waiting line problems, Operations Research 2(1), 1954',
  params: [],
  service: 'serial',
  whenFull: 'newcomer',
  line: (flows, items) => new PriorityLine(flows, items),
};
