/**
 * @module Worst-case fair weighted fair queueing (WF2Q+): as WFQ, but only among items that the fluid would have begun.
 *
 * WFQ may serve a heavy flow far ahead of its share and let it wait afterwards; here nobody runs ahead by more than one item.
 * The clock counts the work taken over the sum of the weights of all flows that have sent something by then (one that never
 * does changes nothing), and skips ahead when nobody could start otherwise.
 */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Discipline, FlowSpec } from './discipline.ts';
import { FlowLine, type FlowSchedule } from './flow-line.ts';
import { IndexedHeap } from './indexed-heap.ts';
import type { WaitingItems } from './waiting-items.ts';

/** A start tag this close above the clock counts as reached: rounding must not cost a flow its turn. */
const CLOCK_SLACK = 1 + 1e-12;

class WorstCaseFairTags implements FlowSchedule {
  private readonly flows: readonly FlowSpec[];
  private readonly items: WaitingItems;
  /** 1 for a flow that has sent something, and the sum of the weights of these. */
  private readonly known: Int32Array;
  private weightSum = 0;
  /** Flows whose first item the fluid would not have begun, by start tag. */
  private readonly early: IndexedHeap;
  /** Flows whose first item it would, by finish tag. */
  private readonly eligible: IndexedHeap;
  /** Item at the head of each flow, or -1, and its start tag. */
  private readonly heads: Int32Array;
  private readonly starts: Float64Array;
  /** Finish tag of the item served last: what leaves unserved is not charged. */
  private readonly finishes: Float64Array;
  private clock = 0;
  /** Work taken that the clock has not counted yet: whoever comes meanwhile shares in it. */
  private taken = 0;

  constructor(
    flows: readonly FlowSpec[],
    items: WaitingItems,
    early = IndexedHeap.upTo(flows.length),
    eligible = IndexedHeap.upTo(flows.length),
  ) {
    this.flows = flows;
    this.items = items;
    this.early = early;
    this.eligible = eligible;
    this.known = new Int32Array(flows.length);
    this.heads = new Int32Array(flows.length).fill(-1);
    this.starts = new Float64Array(flows.length);
    this.finishes = new Float64Array(flows.length);
  }

  woke(flow: number, head: number): void {
    if (this.known[flow] === 0) {
      this.known[flow] = 1;
      this.sumWeights();
    }
    this.starts[flow] = Math.max(this.finishes[flow]!, this.clock);
    this.setHead(flow, head);
  }

  lostHead(flow: number, head: number): void {
    (this.eligible.holds(flow) ? this.eligible : this.early).remove(flow);
    this.setHead(flow, head);
  }

  pick(): number {
    const { early, eligible } = this;
    this.clock += this.taken / this.weightSum;
    this.taken = 0;
    if (eligible.length === 0 && early.topKey > this.clock) this.clock = early.topKey;
    while (early.length > 0 && early.topKey <= this.clock * CLOCK_SLACK) {
      const flow = early.pop();
      eligible.push(flow, this.finishOf(flow), this.items.order[this.heads[flow]!]!);
    }
    return eligible.top;
  }

  served(flow: number, head: number): void {
    const finish = this.eligible.topKey;
    this.eligible.pop();
    this.taken += this.items.size[this.heads[flow]!]!;
    this.finishes[flow] = finish;
    this.starts[flow] = finish;
    this.setHead(flow, head);
  }

  copy(): WorstCaseFairTags {
    const count = this.flows.length;
    const copy = new WorstCaseFairTags(
      this.flows,
      this.items,
      this.early.copyUpTo(count),
      this.eligible.copyUpTo(count),
    );
    copy.known.set(this.known);
    copy.sumWeights();
    copy.heads.set(this.heads);
    copy.starts.set(this.starts);
    copy.finishes.set(this.finishes);
    copy.clock = this.clock;
    copy.taken = this.taken;
    return copy;
  }

  state(codec: StateCodec): void {
    this.clock = codec.number(this.clock);
    this.taken = codec.number(this.taken);
    this.early.state(codec);
    this.eligible.state(codec);
    const known = codec.int32s(this.known, this.flows.length);
    const heads = codec.int32s(this.heads, this.flows.length);
    const starts = codec.float64s(this.starts, this.flows.length);
    const finishes = codec.float64s(this.finishes, this.flows.length);
    if (!codec.restoring) return;
    this.known.set(known);
    this.sumWeights();
    this.heads.set(heads);
    this.starts.set(starts);
    this.finishes.set(finishes);
  }

  /** Always in the order of the flows, so that the sum does not depend on who came first. */
  private sumWeights(): void {
    this.weightSum = 0;
    for (let flow = 0; flow < this.flows.length; flow++) {
      if (this.known[flow] === 1) this.weightSum += this.flows[flow]!.weight;
    }
  }

  private finishOf(flow: number): number {
    return this.starts[flow]! + this.items.size[this.heads[flow]!]! / this.flows[flow]!.weight;
  }

  private setHead(flow: number, head: number): void {
    this.heads[flow] = head;
    if (head >= 0) this.early.push(flow, this.starts[flow]!, this.items.order[head]!);
  }
}

export const wf2q: Discipline = {
  id: 'wf2q',
  title: 'Worst-case fair WFQ',
  summary: 'Weighted fair queueing in which no tenant runs ahead of its share by more than one request.',
  source:
    'Bennett and Zhang, Hierarchical packet fair queueing algorithms, IEEE/ACM Trans. Networking 5(5), 1997 (WF2Q+)',
  params: [],
  service: 'serial',
  whenFull: 'longest-flow',
  line: (flows, items) => new FlowLine(flows.length, items, new WorstCaseFairTags(flows, items)),
};
