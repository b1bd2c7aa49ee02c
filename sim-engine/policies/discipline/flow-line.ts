/**
 * @module Flow line: a list per tenant, and a schedule that says whose turn it is. Fair disciplines are schedules.
 *
 * A full line makes room at the tail of the longest list, so that whoever floods pays for it.
 */
import type { StateCodec } from '../../kernel/state-codec.ts';
import { longestOther } from './longest-other.ts';
import { UncappedLine } from './uncapped-line.ts';
import { ItemList, passLists, type WaitingItems } from './waiting-items.ts';

/** Decides whose turn it is. It sees of each flow only the item at the head of its list. */
export interface FlowSchedule {
  /** The head of a flow that had nobody waiting. */
  woke(flow: number, head: number): void;
  /** The head of a flow left unserved; `head` is the next one, or -1. */
  lostHead(flow: number, head: number): void;
  /** @returns the flow to serve now; somebody must be waiting. Asking twice gives the same answer. */
  pick(): number;
  /** The head of the picked flow is served; `head` is the next one, or -1. */
  served(flow: number, head: number): void;
  /** @returns one that decides alike and leaves this one alone */
  copy(): FlowSchedule;
  state(codec: StateCodec): void;
}

/** The waiting line of every fair discipline. */
export class FlowLine extends UncappedLine {
  length = 0;
  private readonly items: WaitingItems;
  private readonly schedule: FlowSchedule;
  private readonly lists: readonly ItemList[];
  private arrivals = 0;

  /** @param count  number of flows */
  constructor(count: number, items: WaitingItems, schedule: FlowSchedule) {
    super();
    this.items = items;
    this.schedule = schedule;
    this.lists = Array.from({ length: count }, () => new ItemList(items));
  }

  enqueue(item: number, flow: number, size: number): void {
    const list = this.lists[flow]!;
    list.push(item, flow, size);
    this.items.order[item] = this.arrivals++;
    this.length++;
    if (list.length === 1) this.schedule.woke(flow, item);
  }

  dequeue(): number {
    if (this.length === 0) return -1;
    const flow = this.schedule.pick();
    const list = this.lists[flow]!;
    const item = list.shift();
    this.length--;
    this.schedule.served(flow, list.head);
    return item;
  }

  remove(item: number): void {
    const flow = this.items.flow[item]!;
    const list = this.lists[flow]!;
    const wasHead = list.head === item;
    list.unlink(item);
    this.length--;
    if (wasHead) this.schedule.lostHead(flow, list.head);
  }

  override evictFor(flow: number): number {
    const longest = longestOther(flow, this.lists);
    if (longest < 0) return -1;
    const item = this.lists[longest]!.tail;
    this.remove(item);
    return item;
  }

  list(max: number): number[] {
    const plan = this.schedule.copy();
    const heads = this.lists.map((list) => list.head);
    const listed: number[] = [];
    while (listed.length < Math.min(max, this.length)) {
      const flow = plan.pick();
      const item = heads[flow]!;
      listed.push(item);
      heads[flow] = this.items.next[item]!;
      plan.served(flow, heads[flow]!);
    }
    return listed;
  }

  state(codec: StateCodec): void {
    const { items, lists } = this;
    this.arrivals = codec.number(this.arrivals);
    passLists(codec, items, lists);
    this.length = lists.reduce((sum, list) => sum + list.length, 0);
    const orders = new Float64Array(this.length);
    if (!codec.restoring) {
      this.forEach((item, at) => {
        orders[at] = items.order[item]!;
      });
    }
    const restored = codec.float64s(orders, this.length);
    if (codec.restoring) {
      this.forEach((item, at) => {
        items.order[item] = restored[at]!;
      });
    }
    this.schedule.state(codec);
  }

  private forEach(visit: (item: number, at: number) => void): void {
    let at = 0;
    for (const list of this.lists)
      for (let item = list.head; item >= 0; item = this.items.next[item]!) visit(item, at++);
  }
}
