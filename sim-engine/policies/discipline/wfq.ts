/**
 * @module Weighted fair queueing, self-clocked: first whoever would finish first if all flows were served at once, by weight.
 *
 * The first item of each flow carries a finish tag: the virtual time at which it could start, plus size over weight. The
 * clock is the tag of the item taken last, so it needs no fluid reference and holds for any number of servers. When all
 * items are there from the start, the order is that of WFQ with the fluid's own clock.
 */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Discipline, FlowSpec } from './discipline.ts';
import { FlowLine, type FlowSchedule } from './flow-line.ts';
import { IndexedHeap } from './indexed-heap.ts';
import type { WaitingItems } from './waiting-items.ts';

class SelfClockedTags implements FlowSchedule {
  private readonly flows: readonly FlowSpec[];
  private readonly items: WaitingItems;
  /** Flows with somebody waiting, by the finish tag of the first. */
  private readonly heap: IndexedHeap;
  /** Start tag of the first item of each flow. */
  private readonly starts: Float64Array;
  /** Finish tag of the item served last: what leaves unserved is not charged. */
  private readonly finishes: Float64Array;
  private clock = 0;

  constructor(flows: readonly FlowSpec[], items: WaitingItems, heap = IndexedHeap.upTo(flows.length)) {
    this.flows = flows;
    this.items = items;
    this.heap = heap;
    this.starts = new Float64Array(flows.length);
    this.finishes = new Float64Array(flows.length);
  }

  woke(flow: number, head: number): void {
    this.starts[flow] = Math.max(this.finishes[flow]!, this.clock);
    this.tag(flow, head);
  }

  lostHead(flow: number, head: number): void {
    this.heap.remove(flow);
    if (head >= 0) this.tag(flow, head);
  }

  pick(): number {
    return this.heap.top;
  }

  served(flow: number, head: number): void {
    this.clock = this.heap.topKey;
    this.finishes[flow] = this.clock;
    this.heap.pop();
    if (head < 0) return;
    this.starts[flow] = this.clock;
    this.tag(flow, head);
  }

  copy(): SelfClockedTags {
    const copy = new SelfClockedTags(this.flows, this.items, this.heap.copyUpTo(this.flows.length));
    copy.starts.set(this.starts);
    copy.finishes.set(this.finishes);
    copy.clock = this.clock;
    return copy;
  }

  state(codec: StateCodec): void {
    this.clock = codec.number(this.clock);
    this.heap.state(codec);
    const starts = codec.float64s(this.starts, this.flows.length);
    const finishes = codec.float64s(this.finishes, this.flows.length);
    if (!codec.restoring) return;
    this.starts.set(starts);
    this.finishes.set(finishes);
  }

  private tag(flow: number, head: number): void {
    const finish = this.starts[flow]! + this.items.size[head]! / this.flows[flow]!.weight;
    this.heap.push(flow, finish, this.items.order[head]!);
  }
}

export const wfq: Discipline = {
  id: 'wfq',
  title: 'Weighted fair queueing',
  summary:
    'First whoever would finish first if all tenants were served at once by weight: fair in work, not in requests.',
  source:
    'Golestani, A self-clocked fair queueing scheme for broadband applications, INFOCOM 1994; WFQ: Demers, Keshav and Shenker, SIGCOMM 1989',
  params: [],
  service: 'serial',
  whenFull: 'longest-flow',
  line: (flows, items) => new FlowLine(flows.length, items, new SelfClockedTags(flows, items)),
};
