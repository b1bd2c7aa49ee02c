/**
 * @module Deficit round robin: each tenant has its own line and is served a quantum of work a turn.
 *
 * A line's deficit resets when it empties. When the buffer is full, room is made at the tail of the longest line.
 */
import { assert } from '../../kernel/assert.ts';
import { IntRing } from '../../kernel/int-ring.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Discipline, WaitingLine } from './discipline.ts';

class Flow {
  readonly items = new IntRing();
  readonly sizes = new IntRing();
  deficit = 0;
  active = false;
  readonly quantum: number;

  constructor(quantum: number) {
    this.quantum = quantum;
  }

  state(codec: StateCodec): void {
    this.items.state(codec);
    this.sizes.state(codec);
    this.deficit = codec.number(this.deficit);
    this.active = codec.flag(this.active);
  }
}

class DrrLine implements WaitingLine {
  length = 0;
  private readonly flows: Flow[];
  /** Flows with waiting items, in turn order. */
  private readonly turns = new IntRing();
  /** True once the flow at the head of the turns has received its quantum for this turn. */
  private credited = false;

  constructor(flows: number, weights: readonly number[], quantum: number) {
    assert(weights.length === flows, `DRR: ${weights.length} weights for ${flows} flows`);
    this.flows = weights.map((weight) => new Flow(quantum * weight));
  }

  enqueue(item: number, flow: number, size: number): void {
    const line = this.flows[flow]!;
    line.items.push(item);
    line.sizes.push(Math.min(Math.round(size), 0x7fff_ffff));
    this.length++;
    if (line.active) return;
    line.active = true;
    line.deficit = 0;
    this.turns.push(flow);
  }

  dequeue(): number {
    let fruitless = 0;
    for (;;) {
      if (fruitless > this.turns.length) {
        this.skipFruitlessRounds();
        fruitless = 0;
      }
      const flow = this.turns.at(0);
      const line = this.flows[flow]!;
      if (!this.credited) {
        line.deficit += line.quantum;
        this.credited = true;
      }
      const size = line.items.length > 0 ? line.sizes.at(0) : Number.POSITIVE_INFINITY;
      if (size <= line.deficit) {
        line.deficit -= size;
        line.sizes.shift();
        const item = line.items.shift();
        this.length--;
        if (line.items.length === 0) this.retireHead(line);
        return item;
      }
      this.turns.shift();
      this.credited = false;
      fruitless++;
      if (line.items.length > 0) this.turns.push(flow);
      else line.active = false;
    }
  }

  evictFor(flow: number): number {
    let longest = flow;
    for (let i = 0; i < this.flows.length; i++) {
      if (this.flows[i]!.items.length > this.flows[longest]!.items.length) longest = i;
    }
    if (longest === flow) return -1;
    const line = this.flows[longest]!;
    line.sizes.pop();
    this.length--;
    const item = line.items.pop();
    // An emptied line leaves the turns when its turn comes: dequeue skips it.
    if (line.items.length === 0) line.deficit = 0;
    return item;
  }

  list(max: number): number[] {
    // Plays the schedule forward on copies of the counters; the items themselves are not touched.
    const order: number[] = [];
    const turns: number[] = [];
    for (let i = 0; i < this.turns.length; i++) turns.push(this.turns.at(i));
    const taken = this.flows.map(() => 0);
    const deficits = this.flows.map((line) => line.deficit);
    let credited = this.credited;
    while (turns.length > 0 && order.length < Math.min(max, this.length)) {
      const flow = turns.shift()!;
      const line = this.flows[flow]!;
      if (!credited) deficits[flow] = deficits[flow]! + line.quantum;
      credited = false;
      while (taken[flow]! < line.items.length && line.sizes.at(taken[flow]!) <= deficits[flow]!) {
        deficits[flow] = deficits[flow]! - line.sizes.at(taken[flow]!);
        order.push(line.items.at(taken[flow]!));
        taken[flow] = taken[flow]! + 1;
      }
      if (taken[flow]! < line.items.length) turns.push(flow);
    }
    return order.slice(0, max);
  }

  state(codec: StateCodec): void {
    this.length = codec.number(this.length);
    this.credited = codec.flag(this.credited);
    this.turns.state(codec);
    for (const flow of this.flows) flow.state(codec);
  }

  /**
   * Credits at once the rounds in which nobody could be served: with a small quantum before a large item there may be
   * millions. Only called between turns, when every line holds an item larger than its deficit.
   */
  private skipFruitlessRounds(): void {
    let rounds = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < this.turns.length; turn++) {
      const line = this.flows[this.turns.at(turn)]!;
      if (line.items.length === 0) continue;
      // The round that serves somebody is left to the turns themselves.
      rounds = Math.min(rounds, Math.ceil((line.sizes.at(0) - line.deficit) / line.quantum) - 1);
    }
    if (!(rounds > 0)) return;
    for (let turn = 0; turn < this.turns.length; turn++) {
      const line = this.flows[this.turns.at(turn)]!;
      line.deficit += rounds * line.quantum;
    }
  }

  private retireHead(line: Flow): void {
    this.turns.shift();
    this.credited = false;
    line.deficit = 0;
    line.active = false;
  }
}

export const drr: Discipline = {
  id: 'drr',
  title: 'Deficit round robin',
  summary: 'A line per tenant, each served a quantum of work a turn; a full buffer drops from the longest line.',
  source:
    'Shreedhar and Varghese, Efficient fair queueing using deficit round robin, SIGCOMM 1995; buffer stealing there, section 4',
  params: [
    {
      name: 'quantumUs',
      label: 'Quantum',
      unit: 'µs',
      min: 100,
      max: 10_000_000,
      default: 20_000,
      integer: true,
      doc: 'Work a tenant of weight 1 may have served in one turn.',
    },
  ],
  line: (flows, weights, params) => new DrrLine(flows, weights, params.quantumUs!),
};
