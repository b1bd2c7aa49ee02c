/**
 * @module Traces for Perfetto and chrome://tracing: a process per tenant, a thread per request and per attempt, an arrow from
 * each wait to what it was for.
 *
 * @source Trace Event Format, Google, 2016 (JSON object format; complete, instant, flow and metadata events)
 */
import type { Trace, TraceReport, TraceSpan } from '../model/trace.ts';
import type { TracedRun, TraceFormat } from './trace-format.ts';

/** One event; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  /** X complete, i instant, s and f the two ends of an arrow, M metadata. */
  readonly ph: 'X' | 'i' | 's' | 'f' | 'M';
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly cat?: string;
  readonly dur?: number;
  /** Of an instant: shown on its thread. */
  readonly s?: 't';
  readonly id?: number;
  /** Of an arrow's end: it points at the slice around it. */
  readonly bp?: 'e';
  readonly args?: Readonly<Record<string, unknown>>;
}

const CONTAINERS = ['attempt', 'hedge', 'branch'];
const WAITS = ['wait', 'lock', 'limit', 'follow'];

export const perfetto: TraceFormat = {
  id: 'perfetto',
  summary: 'Trace Event Format, for ui.perfetto.dev and chrome://tracing.',
  export: (report, run) => {
    const { scenario, scenarioSha256, seed, engineVersion, digest } = run;
    return `${JSON.stringify({
      displayTimeUnit: 'ms',
      otherData: { scenario, scenarioSha256, seed, engineVersion, digest, missed: report.missed },
      traceEvents: eventsOf(report, run),
    })}\n`;
  },
};

function eventsOf(report: TraceReport, { tenants }: TracedRun): TraceEvent[] {
  const events: TraceEvent[] = [];
  tenants.forEach((tenant, at) => {
    events.push({ name: 'process_name', ph: 'M', pid: at + 1, tid: 0, ts: 0, args: { name: `tenant ${tenant}` } });
    events.push({ name: 'process_sort_index', ph: 'M', pid: at + 1, tid: 0, ts: 0, args: { sort_index: at } });
  });
  const drawing = new Drawing(events);
  for (const trace of report.traces) drawing.add(trace, tenants.indexOf(trace.tenant) + 1);
  return events;
}

/** Collects events; threads and arrows are numbered through. */
class Drawing {
  private readonly events: TraceEvent[];
  private threads = 0;
  private arrows = 0;

  constructor(events: TraceEvent[]) {
    this.events = events;
  }

  add(trace: Trace, pid: number): void {
    const threadOf: number[] = [];
    for (const span of trace.spans) {
      const isOwn = span.parent < 0 || CONTAINERS.includes(span.kind);
      const tid = isOwn ? this.thread(trace, span, pid) : threadOf[span.parent]!;
      threadOf.push(tid);
      this.slice(trace, span, pid, tid);
      const cause = isOwn ? trace.spans[span.parent] : waitBefore(trace, span);
      if (cause !== undefined) this.arrow(cause.kind, pid, [cause.startUs, threadOf[cause.id]!], [span.startUs, tid]);
    }
  }

  private thread(trace: Trace, span: TraceSpan, pid: number): number {
    const tid = ++this.threads;
    const request = `${trace.operation} ${trace.number}`;
    const name = span.parent < 0 ? request : `${request}, ${span.kind} ${span.attempt}`;
    this.events.push({ name: 'thread_name', ph: 'M', pid, tid, ts: 0, args: { name } });
    return tid;
  }

  private slice(trace: Trace, span: TraceSpan, pid: number, tid: number): void {
    const { kind, place, startUs, endUs } = span;
    const name = span.parent < 0 ? trace.operation : place === '' ? kind : `${kind} ${place}`;
    const common = { name, cat: kind, pid, tid, ts: startUs, args: argsOf(trace, span) };
    if (kind === 'cache') this.events.push({ ...common, ph: 'i', s: 't' });
    else this.events.push({ ...common, ph: 'X', dur: endUs - startUs });
  }

  private arrow(name: string, pid: number, from: readonly [number, number], to: readonly [number, number]): void {
    const id = ++this.arrows;
    this.events.push({ name, cat: 'flow', ph: 's', id, pid, tid: from[1], ts: from[0] });
    this.events.push({ name, cat: 'flow', ph: 'f', bp: 'e', id, pid, tid: to[1], ts: to[0] });
  }
}

/** @returns the wait that ended where the span began, on the same request or attempt */
function waitBefore(trace: Trace, span: TraceSpan): TraceSpan | undefined {
  if (WAITS.includes(span.kind) || span.kind === 'cache') return undefined;
  return trace.spans.find(
    (each) => each.parent === span.parent && each.endUs === span.startUs && WAITS.includes(each.kind),
  );
}

function argsOf(trace: Trace, span: TraceSpan): Record<string, unknown> {
  const { parts, chargedUs, unnamedUs, attempt, ending, cache, evictor } = span;
  const pick = (field: 'held' | 'us'): Record<string, number> =>
    Object.fromEntries(parts.flatMap((part) => (part[field] > 0 ? [[part.who, part[field]]] : [])));
  const request =
    span.parent < 0
      ? {
          number: trace.number,
          ending: trace.ending,
          delayUs: trace.delayUs,
          slowest: trace.slowest,
          sampled: trace.sampled,
          truncated: trace.truncated,
        }
      : {};
  return {
    ...request,
    ...(parts.length === 0 ? {} : { heldBy: pick('held'), chargedUsTo: pick('us'), chargedUs, unnamedUs }),
    ...(attempt === undefined ? {} : { attempt, ending }),
    ...(cache === undefined ? {} : { cache }),
    ...(evictor === undefined ? {} : { evictor }),
  };
}
