/** @module Reference models of the waiting lines: plain arrays, sorted or searched each time, far too slow to use. */
import type { FlowSpec } from '../../sim-engine/policies/discipline/discipline.ts';
import type { PlainLine, Waiter } from './line-driver.ts';

/** A line that can also say who is next and take back who was interrupted. */
export interface PlainServedLine extends PlainLine {
  peek(): number;
  putBack(item: number, flow: number, size: number): void;
}

abstract class Plain implements PlainServedLine {
  /** In order of arrival. */
  waiting: Waiter[] = [];
  protected readonly flows: readonly FlowSpec[];

  constructor(flows: readonly FlowSpec[]) {
    this.flows = flows;
  }

  /** @returns the one to serve; somebody waits */
  protected abstract next(): Waiter;

  /** Somebody was served or taken out. */
  protected left(_gone: Waiter, _served: boolean): void {}

  enqueue(item: number, flow: number, size: number): void {
    this.waiting.push({ item, flow, size });
  }

  dequeue(): number {
    if (this.waiting.length === 0) return -1;
    return this.take(this.next(), true);
  }

  peek(): number {
    return this.waiting.length === 0 ? -1 : this.next().item;
  }

  /** Who was interrupted has come before everybody of its kind who waits. */
  putBack(item: number, flow: number, size: number): void {
    this.waiting.unshift({ item, flow, size });
  }

  remove(item: number): void {
    this.take(this.waiting.find((each) => each.item === item)!, false);
  }

  evictFor(_flow: number): number {
    return -1;
  }

  started(): void {}

  finished(): void {}

  mayStart(): boolean {
    return true;
  }

  protected of(flow: number): Waiter[] {
    return this.waiting.filter((each) => each.flow === flow);
  }

  protected take(gone: Waiter, served: boolean): number {
    this.waiting = this.waiting.filter((each) => each !== gone);
    this.left(gone, served);
    return gone.item;
  }
}

/** One line in an order that only depends on who waits. */
class SortedLine extends Plain {
  private readonly before: (a: Waiter, b: Waiter, flows: readonly FlowSpec[]) => number;

  constructor(flows: readonly FlowSpec[], before: (a: Waiter, b: Waiter, flows: readonly FlowSpec[]) => number) {
    super(flows);
    this.before = before;
  }

  protected next(): Waiter {
    return [...this.waiting].sort((a, b) => this.before(a, b, this.flows))[0]!;
  }
}

class PlainLifo extends Plain {
  protected next(): Waiter {
    return this.waiting.at(-1)!;
  }
}

/** A line per flow; when full, the last of the flow of which most wait goes. */
abstract class FairLine extends Plain {
  override evictFor(flow: number): number {
    const counts = this.flows.map((_, each) => this.of(each).length);
    const most = Math.max(...counts);
    if (counts[flow] === most) return -1;
    return this.take(this.of(counts.indexOf(most)).at(-1)!, false);
  }
}

/** Flows in turn; one that is emptied otherwise than by service keeps its turn until it comes. */
class PlainRoundRobin extends FairLine {
  private turns: number[] = [];
  private servedLast = -1;

  override enqueue(item: number, flow: number, size: number): void {
    super.enqueue(item, flow, size);
    if (flow !== this.servedLast && !this.turns.includes(flow)) this.turns.push(flow);
  }

  protected next(): Waiter {
    // Whoever was served last goes behind everybody who came in the meantime.
    if (this.of(this.servedLast).length > 0) this.turns.push(this.servedLast);
    this.turns = this.turns.slice(this.turns.findIndex((flow) => this.of(flow).length > 0));
    this.servedLast = this.turns.shift()!;
    return this.of(this.servedLast)[0]!;
  }
}

/** Round by round, without skipping any. */
class PlainDrr extends FairLine {
  private readonly quantum: number;
  private turns: { readonly flow: number; deficit: number; credited: boolean }[] = [];

  constructor(flows: readonly FlowSpec[], quantum: number) {
    super(flows);
    this.quantum = quantum;
  }

  override enqueue(item: number, flow: number, size: number): void {
    super.enqueue(item, flow, size);
    if (!this.turns.some((turn) => turn.flow === flow)) this.turns.push({ flow, deficit: 0, credited: false });
  }

  protected next(): Waiter {
    for (;;) {
      const turn = this.turns[0]!;
      const head = this.of(turn.flow)[0];
      if (!turn.credited) turn.deficit += this.quantum * this.flows[turn.flow]!.weight;
      turn.credited = true;
      if (head !== undefined && head.size <= turn.deficit) return head;
      this.turns.shift();
      turn.credited = false;
      if (head !== undefined) this.turns.push(turn);
    }
  }

  protected override left(gone: Waiter, served: boolean): void {
    const at = this.turns.findIndex((each) => each.flow === gone.flow);
    const turn = this.turns[at]!;
    if (served) turn.deficit -= gone.size;
    if (this.of(gone.flow).length > 0) return;
    turn.deficit = 0;
    if (served) this.turns.splice(at, 1);
  }
}

/** Tags of the first item of every flow, worked out again each time. */
abstract class TaggedLine extends FairLine {
  protected clock = 0;
  /** Finish tag of what was served last, and where the flow's next one starts. */
  protected readonly finishes = this.flows.map(() => 0);
  protected readonly starts = this.flows.map(() => 0);

  override enqueue(item: number, flow: number, size: number): void {
    if (this.of(flow).length === 0) this.starts[flow] = Math.max(this.clock, this.finishes[flow]!);
    super.enqueue(item, flow, size);
  }

  protected finishOf(head: Waiter): number {
    return this.starts[head.flow]! + head.size / this.flows[head.flow]!.weight;
  }

  protected heads(): Waiter[] {
    return this.waiting.filter((each) => this.of(each.flow)[0] === each);
  }

  protected first(heads: Waiter[]): Waiter {
    return [...heads].sort((a, b) => this.finishOf(a) - this.finishOf(b))[0]!;
  }

  protected abstract advance(served: Waiter, finish: number): void;

  protected override left(gone: Waiter, served: boolean): void {
    if (!served) return;
    const finish = this.finishOf(gone);
    this.finishes[gone.flow] = finish;
    this.starts[gone.flow] = finish;
    this.advance(gone, finish);
  }
}

class PlainWfq extends TaggedLine {
  protected next(): Waiter {
    return this.first(this.heads());
  }

  protected advance(_served: Waiter, finish: number): void {
    this.clock = finish;
  }
}

class PlainWf2q extends TaggedLine {
  private readonly known = new Set<number>();
  private taken = 0;

  override enqueue(item: number, flow: number, size: number): void {
    this.known.add(flow);
    super.enqueue(item, flow, size);
  }

  protected next(): Waiter {
    const heads = this.heads();
    this.clock += this.taken / this.flows.reduce((sum, flow, at) => (this.known.has(at) ? sum + flow.weight : sum), 0);
    this.taken = 0;
    this.clock = Math.max(this.clock, Math.min(...heads.map((head) => this.starts[head.flow]!)));
    return this.first(heads.filter((head) => this.starts[head.flow]! <= this.clock * (1 + 1e-12)));
  }

  protected advance(served: Waiter): void {
    this.taken += served.size;
  }
}

/** Caps around any model: those beyond their cap stand aside in order of arrival. */
export class PlainCaps implements PlainServedLine {
  private readonly inner: Plain;
  private readonly flows: readonly FlowSpec[];
  private readonly fair: boolean;
  private aside: Waiter[] = [];
  private readonly serving: number[];

  constructor(inner: PlainLine, flows: readonly FlowSpec[]) {
    if (!(inner instanceof Plain)) throw new TypeError('caps go around a plain model');
    this.inner = inner;
    this.flows = flows;
    this.fair = inner instanceof FairLine;
    this.serving = flows.map(() => 0);
  }

  enqueue(item: number, flow: number, size: number): void {
    if (this.mayStart(flow)) this.inner.enqueue(item, flow, size);
    else this.aside.push({ item, flow, size });
  }

  dequeue(): number {
    return this.inner.dequeue();
  }

  peek(): number {
    return this.inner.peek();
  }

  putBack(item: number, flow: number, size: number): void {
    this.serving[flow]!--;
    this.inner.putBack(item, flow, size);
  }

  remove(item: number): void {
    const aside = this.aside.length;
    this.aside = this.aside.filter((each) => each.item !== item);
    if (this.aside.length === aside) this.inner.remove(item);
    this.join();
  }

  evictFor(flow: number): number {
    if (!this.fair) return -1;
    const all = [...this.inner.waiting, ...this.aside];
    const counts = this.flows.map((_, each) => all.filter((waiter) => waiter.flow === each).length);
    const most = Math.max(...counts);
    if (counts[flow] === most) return -1;
    const last = all.filter((waiter) => waiter.flow === counts.indexOf(most)).at(-1)!;
    this.remove(last.item);
    return last.item;
  }

  started(flow: number): void {
    this.serving[flow]!++;
  }

  finished(flow: number): void {
    this.serving[flow]!--;
    this.join();
  }

  mayStart(flow: number): boolean {
    return this.inLine(flow) + this.serving[flow]! < this.flows[flow]!.cap;
  }

  private inLine(flow: number): number {
    return this.inner.waiting.filter((each) => each.flow === flow).length;
  }

  private join(): void {
    for (const { item, flow, size } of [...this.aside]) {
      if (!this.mayStart(flow)) continue;
      this.aside = this.aside.filter((each) => each.item !== item);
      this.inner.enqueue(item, flow, size);
    }
  }
}

const byPriority = (a: Waiter, b: Waiter, flows: readonly FlowSpec[]): number =>
  flows[a.flow]!.priority - flows[b.flow]!.priority;

/** The model of each discipline, by id; sorting keeps the order of arrival among equals. */
export const PLAIN_LINES: Readonly<Record<string, (flows: readonly FlowSpec[]) => PlainServedLine>> = {
  fifo: (flows) => new SortedLine(flows, () => 0),
  lifo: (flows) => new PlainLifo(flows),
  priority: (flows) => new SortedLine(flows, byPriority),
  'preemptive-priority': (flows) => new SortedLine(flows, byPriority),
  sjf: (flows) => new SortedLine(flows, (a, b) => a.size - b.size),
  'round-robin': (flows) => new PlainRoundRobin(flows),
  drr: (flows) => new PlainDrr(flows, 20_000),
  wfq: (flows) => new PlainWfq(flows),
  wf2q: (flows) => new PlainWf2q(flows),
  ps: (flows) => new SortedLine(flows, () => 0),
  'weighted-ps': (flows) => new SortedLine(flows, () => 0),
};
