/** @module Plays random steps on a waiting line and keeps a plain account of who should be waiting and who in service. */
import fc from 'fast-check';
import type { FlowSpec, WaitingLine } from '../../sim-engine/policies/discipline/discipline.ts';

/** What a slow reference model has to answer too. */
export type PlainLine = Pick<
  WaitingLine,
  'enqueue' | 'dequeue' | 'remove' | 'evictFor' | 'started' | 'finished' | 'putBack' | 'mayStart'
>;

export interface Waiter {
  readonly item: number;
  readonly flow: number;
  readonly size: number;
}

/** `at` picks among those to whom the step can happen. */
export type LineStep =
  | { readonly kind: 'in'; readonly flow: number; readonly size: number }
  | { readonly kind: 'out' }
  | { readonly kind: 'evict'; readonly flow: number }
  | { readonly kind: 'remove' | 'finish' | 'interrupt'; readonly at: number };

/** Four flows that differ in everything, two of one priority. */
export const FLOWS: readonly FlowSpec[] = [
  { weight: 1, priority: 1, cap: Number.POSITIVE_INFINITY },
  { weight: 2, priority: 0, cap: Number.POSITIVE_INFINITY },
  { weight: 0.5, priority: 1, cap: Number.POSITIVE_INFINITY },
  { weight: 4, priority: 3, cap: Number.POSITIVE_INFINITY },
];

/** The same with caps; one flow has none. */
export const CAPPED_FLOWS: readonly FlowSpec[] = FLOWS.map((flow, at) => ({
  ...flow,
  cap: [2, 1, Number.POSITIVE_INFINITY, 3][at]!,
}));

const flow = fc.nat({ max: FLOWS.length - 1 });
/** Sizes repeat, so that ties are met. */
const size = fc.oneof(fc.constantFrom(0, 1000, 20_000), fc.nat({ max: 90_000 }));

const weighted: fc.WeightedArbitrary<LineStep>[] = [
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('in' as const), flow, size }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('out' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('evict' as const), flow }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('finish' as const), at: fc.nat() }) },
];
const interrupt = { weight: 2, arbitrary: fc.record({ kind: fc.constant('interrupt' as const), at: fc.nat() }) };
const LENGTH = { maxLength: 150, size: 'max' } as const;

export const lineSteps: fc.Arbitrary<LineStep[]> = fc.array(fc.oneof(...weighted), LENGTH);
/** For a discipline that takes servers away. */
export const preemptedSteps: fc.Arbitrary<LineStep[]> = fc.array(fc.oneof(...weighted, interrupt), LENGTH);

/** One line at play. */
export class LineDriver {
  /** In order of arrival. */
  waiting: Waiter[] = [];
  /** In order of their starts. */
  serving: Waiter[] = [];
  private readonly line: PlainLine;
  private items = 0;

  /** @param from  a driver whose account goes on here */
  constructor(line: PlainLine, from?: LineDriver) {
    this.line = line;
    if (from === undefined) return;
    this.waiting = [...from.waiting];
    this.serving = [...from.serving];
    this.items = from.items;
  }

  /** @returns the item that the step is about, or -1 */
  apply(step: LineStep): number {
    switch (step.kind) {
      case 'in': {
        // 3, 2, 1, 0, 7, 6, ...: numbers say nothing about who came first, and 0 is as good as any other.
        const item = this.items++ ^ 3;
        this.waiting.push({ item, flow: step.flow, size: step.size });
        this.line.enqueue(item, step.flow, step.size);
        return item;
      }
      case 'out':
        return this.serve();
      case 'evict':
        return this.forget(this.line.evictFor(step.flow))?.item ?? -1;
      case 'remove': {
        const gone = this.waiting[step.at % this.waiting.length];
        if (gone === undefined) return -1;
        this.line.remove(gone.item);
        this.forget(gone.item);
        return gone.item;
      }
      case 'finish': {
        const [done] = this.serving.splice(step.at % this.serving.length, 1);
        if (done !== undefined) this.line.finished(done.flow);
        return -1;
      }
      case 'interrupt': {
        const [gone] = this.serving.splice(step.at % this.serving.length, 1);
        if (gone === undefined) return -1;
        this.line.putBack(gone.item, gone.flow, gone.size);
        this.waiting.unshift(gone);
        return gone.item;
      }
    }
  }

  /** Takes the next into service. */
  serve(): number {
    const item = this.line.dequeue();
    const gone = this.forget(item);
    if (gone === undefined) return -1;
    this.line.started(gone.flow);
    this.serving.push(gone);
    return item;
  }

  /** How many of a flow are in service. */
  inService(flow: number): number {
    return this.serving.filter((each) => each.flow === flow).length;
  }

  private forget(item: number): Waiter | undefined {
    if (item === -1) return undefined;
    const at = this.waiting.findIndex((each) => each.item === item);
    if (at < 0) throw new RangeError(`${item} does not wait`);
    return this.waiting.splice(at, 1)[0];
  }
}
