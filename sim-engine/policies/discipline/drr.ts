/**
 * @module Deficit round robin: each tenant has its own line and is served a quantum of work a turn.
 *
 * A line's deficit resets when it empties. When the buffer is full, room is made at the tail of the longest line.
 */
import { IntRing } from '../../kernel/int-ring.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Discipline, FlowSpec } from './discipline.ts';
import { FlowLine, type FlowSchedule } from './flow-line.ts';
import type { WaitingItems } from './waiting-items.ts';

/** Turns and deficits. */
class DeficitTurns implements FlowSchedule {
  private readonly items: WaitingItems;
  /** Work a flow may have served per turn. */
  private readonly quanta: Float64Array;
  private readonly deficits: Float64Array;
  /** Size of the item at the head of each flow; Infinity when nobody waits. */
  private readonly headSizes: Float64Array;
  private readonly active: Uint8Array;
  /** Active flows in turn order. A flow emptied by an eviction stays until its turn. */
  private readonly turns: IntRing;
  /** True once the flow at the head of the turns has received its quantum for this turn. */
  private credited = false;

  constructor(quanta: Float64Array, items: WaitingItems, turns = new IntRing()) {
    this.items = items;
    this.quanta = quanta;
    this.turns = turns;
    this.deficits = new Float64Array(quanta.length);
    this.headSizes = new Float64Array(quanta.length).fill(Number.POSITIVE_INFINITY);
    this.active = new Uint8Array(quanta.length);
  }

  woke(flow: number, head: number): void {
    this.headSizes[flow] = this.sizeOf(head);
    if (this.active[flow] === 1) return;
    this.active[flow] = 1;
    this.deficits[flow] = 0;
    this.turns.push(flow);
  }

  lostHead(flow: number, head: number): void {
    this.headSizes[flow] = this.sizeOf(head);
    if (head < 0) this.deficits[flow] = 0;
  }

  pick(): number {
    let fruitless = 0;
    for (;;) {
      if (fruitless > this.turns.length) {
        this.skipFruitlessRounds();
        fruitless = 0;
      }
      const flow = this.turns.at(0);
      if (!this.credited) {
        this.deficits[flow]! += this.quanta[flow]!;
        this.credited = true;
      }
      if (this.headSizes[flow]! <= this.deficits[flow]!) return flow;
      this.turns.shift();
      this.credited = false;
      fruitless++;
      if (this.headSizes[flow]! < Number.POSITIVE_INFINITY) this.turns.push(flow);
      else this.active[flow] = 0;
    }
  }

  served(flow: number, head: number): void {
    this.deficits[flow]! -= this.headSizes[flow]!;
    this.headSizes[flow] = this.sizeOf(head);
    if (head >= 0) return;
    this.turns.shift();
    this.credited = false;
    this.deficits[flow] = 0;
    this.active[flow] = 0;
  }

  copy(): DeficitTurns {
    const copy = new DeficitTurns(this.quanta, this.items, this.turns.copy());
    copy.deficits.set(this.deficits);
    copy.headSizes.set(this.headSizes);
    copy.active.set(this.active);
    copy.credited = this.credited;
    return copy;
  }

  state(codec: StateCodec): void {
    const flows = this.quanta.length;
    this.credited = codec.flag(this.credited);
    this.turns.state(codec);
    const deficits = codec.float64s(this.deficits, flows);
    const headSizes = codec.float64s(this.headSizes, flows);
    if (!codec.restoring) return;
    this.deficits.set(deficits);
    this.headSizes.set(headSizes);
    this.active.fill(0);
    for (let at = 0; at < this.turns.length; at++) this.active[this.turns.at(at)] = 1;
  }

  /** Whole microseconds, as the service time itself is. */
  private sizeOf(item: number): number {
    return item < 0 ? Number.POSITIVE_INFINITY : Math.round(this.items.size[item]!);
  }

  /**
   * Credits at once the rounds in which nobody could be served: with a small quantum before a large item there may be
   * millions. Only called between turns, when every line holds an item larger than its deficit.
   */
  private skipFruitlessRounds(): void {
    const { turns, deficits, quanta, headSizes } = this;
    let rounds = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < turns.length; turn++) {
      const flow = turns.at(turn);
      // The round that serves somebody is left to the turns themselves.
      rounds = Math.min(rounds, Math.ceil((headSizes[flow]! - deficits[flow]!) / quanta[flow]!) - 1);
    }
    if (!(rounds > 0)) return;
    for (let turn = 0; turn < turns.length; turn++) {
      const flow = turns.at(turn);
      deficits[flow]! += rounds * quanta[flow]!;
    }
  }
}

/** @param quantum  work that a flow of weight 1 may have served per turn */
function quantaOf(flows: readonly FlowSpec[], quantum: number): Float64Array {
  return Float64Array.from(flows, (flow) => quantum * flow.weight);
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
  service: 'serial',
  whenFull: 'longest-flow',
  line: (flows, items, params) =>
    new FlowLine(flows.length, items, new DeficitTurns(quantaOf(flows, params.quantumUs!), items)),
};
