/**
 * @module Caps on how many requests of a flow are in service at once, around the line of any discipline.
 *
 * Items beyond a flow's cap are held back in a list per flow and join the tail of the line when one of the flow leaves
 * service (or the line). In the line there are never more than may start, so whoever the discipline picks may start at once.
 */
import { assert } from '../../kernel/assert.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Discipline, FlowSpec, WaitingLine } from './discipline.ts';
import { longestOther } from './longest-other.ts';
import { HELD, ItemList, passLists, type WaitingItems } from './waiting-items.ts';

class CappedFlow {
  readonly held: ItemList;
  readonly cap: number;
  /** In the line of the discipline. */
  inLine = 0;
  inService = 0;

  constructor(cap: number, items: WaitingItems) {
    this.held = new ItemList(items, HELD);
    this.cap = cap;
  }

  get length(): number {
    return this.held.length + this.inLine;
  }

  get full(): boolean {
    return this.inLine + this.inService >= this.cap;
  }
}

/** The line of a discipline whose flows have caps. */
export class CappedLine implements WaitingLine {
  readonly counts = true;
  private heldBack = 0;
  private readonly line: WaitingLine;
  private readonly items: WaitingItems;
  private readonly whenFull: Discipline['whenFull'];
  private readonly flows: readonly CappedFlow[];

  /**
   * @param line   of the discipline; it must not count by itself
   * @param flows  with their caps
   */
  constructor(line: WaitingLine, flows: readonly FlowSpec[], items: WaitingItems, whenFull: Discipline['whenFull']) {
    this.line = line;
    this.items = items;
    this.whenFull = whenFull;
    this.flows = flows.map((flow) => new CappedFlow(flow.cap, items));
  }

  get length(): number {
    return this.line.length + this.heldBack;
  }

  enqueue(item: number, flow: number, size: number): void {
    const capped = this.flows[flow]!;
    if (capped.full) {
      capped.held.push(item, flow, size);
      this.heldBack++;
      return;
    }
    capped.inLine++;
    this.line.enqueue(item, flow, size);
  }

  dequeue(): number {
    const item = this.line.dequeue();
    if (item >= 0) this.flows[this.items.flow[item]!]!.inLine--;
    return item;
  }

  remove(item: number): void {
    const flow = this.items.flow[item]!;
    const capped = this.flows[flow]!;
    if (this.items.place[item] === HELD) {
      capped.held.unlink(item);
      this.heldBack--;
      return;
    }
    this.line.remove(item);
    capped.inLine--;
    this.release(flow);
  }

  evictFor(flow: number): number {
    if (this.whenFull === 'newcomer') return -1;
    const longest = longestOther(flow, this.flows);
    if (longest < 0) return -1;
    const { held } = this.flows[longest]!;
    if (held.length > 0) {
      const item = held.tail;
      held.unlink(item);
      this.heldBack--;
      return item;
    }
    // Nobody of the longest flow is held back, so it is the longest in the line too.
    const item = this.line.evictFor(flow);
    if (item >= 0) this.flows[this.items.flow[item]!]!.inLine--;
    return item;
  }

  list(max: number): number[] {
    const listed = this.line.list(max);
    for (const { held } of this.flows) held.copyTo(listed, max);
    return listed;
  }

  started(flow: number): void {
    this.flows[flow]!.inService++;
  }

  finished(flow: number): void {
    const capped = this.flows[flow]!;
    assert(capped.inService > 0, 'finished: nobody of the flow is in service');
    capped.inService--;
    this.release(flow);
  }

  putBack(item: number, flow: number, size: number): void {
    // It keeps the place that it had in service, so that none of those held back comes before it.
    const capped = this.flows[flow]!;
    capped.inService--;
    capped.inLine++;
    this.line.putBack(item, flow, size);
  }

  mayStart(flow: number): boolean {
    return !this.flows[flow]!.full;
  }

  atCap(flow: number): boolean {
    const { inService, cap } = this.flows[flow]!;
    return inService >= cap;
  }

  state(codec: StateCodec): void {
    const { flows } = this;
    const inLine = codec.int32s(
      Int32Array.from(flows, (flow) => flow.inLine),
      flows.length,
    );
    const inService = codec.int32s(
      Int32Array.from(flows, (flow) => flow.inService),
      flows.length,
    );
    passLists(
      codec,
      this.items,
      flows.map((flow) => flow.held),
    );
    this.line.state(codec);
    if (!codec.restoring) return;
    this.heldBack = 0;
    flows.forEach((flow, at) => {
      flow.inLine = inLine[at]!;
      flow.inService = inService[at]!;
      this.heldBack += flow.held.length;
    });
  }

  /** Lets held-back items of a flow join the line while its cap allows. */
  private release(flow: number): void {
    const capped = this.flows[flow]!;
    while (capped.held.length > 0 && !capped.full) {
      const item = capped.held.shift();
      this.heldBack--;
      capped.inLine++;
      this.line.enqueue(item, flow, this.items.size[item]!);
    }
  }
}
