/** @module Round robin: each tenant has its own line, and one request a turn, however large. */
import { IntRing } from '../../kernel/int-ring.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Discipline } from './discipline.ts';
import { FlowLine, type FlowSchedule } from './flow-line.ts';

/**
 * Flows in turn order. The flow served last keeps the head until the next pick: whoever arrives while its item is in
 * service comes before its next one.
 */
class Turns implements FlowSchedule {
  private readonly count: number;
  private readonly order: IntRing;
  private readonly inOrder: Uint8Array;
  private readonly waits: Uint8Array;
  /** True when the head has had its turn. */
  private used = false;

  constructor(count: number, order = new IntRing()) {
    this.count = count;
    this.order = order;
    this.inOrder = new Uint8Array(count);
    this.waits = new Uint8Array(count);
  }

  woke(flow: number): void {
    this.waits[flow] = 1;
    if (this.inOrder[flow] === 1) return;
    this.inOrder[flow] = 1;
    this.order.push(flow);
  }

  lostHead(flow: number, head: number): void {
    if (head < 0) this.waits[flow] = 0;
  }

  pick(): number {
    for (;;) {
      const flow = this.order.at(0);
      if (!this.used && this.waits[flow] === 1) return flow;
      this.used = false;
      this.order.shift();
      if (this.waits[flow] === 1) this.order.push(flow);
      else this.inOrder[flow] = 0;
    }
  }

  served(flow: number, head: number): void {
    this.used = true;
    if (head < 0) this.waits[flow] = 0;
  }

  copy(): Turns {
    const copy = new Turns(this.count, this.order.copy());
    copy.inOrder.set(this.inOrder);
    copy.waits.set(this.waits);
    copy.used = this.used;
    return copy;
  }

  state(codec: StateCodec): void {
    this.used = codec.flag(this.used);
    this.order.state(codec);
    const waits = codec.int32s(Int32Array.from(this.waits), this.count);
    if (!codec.restoring) return;
    this.waits.set(waits);
    this.inOrder.fill(0);
    for (let at = 0; at < this.order.length; at++) this.inOrder[this.order.at(at)] = 1;
  }
}

export const roundRobin: Discipline = {
  id: 'round-robin',
  title: 'Round robin',
  summary: 'A line per tenant, served one request a turn: fair in requests, whatever each of them costs.',
  source: 'Nagle, On packet switches with infinite storage, RFC 970, 1985',
  params: [],
  service: 'serial',
  whenFull: 'longest-flow',
  line: (flows, items) => new FlowLine(flows.length, items, new Turns(flows.length)),
};
