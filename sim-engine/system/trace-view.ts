/** @module Trace view: a world's kept traces as plain objects with names; each is checked to be whole on the way. */
import { CACHE, SPAN, type TraceRecord } from '../measure/trace/trace-record.ts';
import type { Tracer } from '../measure/trace/tracer.ts';
import type { Ending, SpanKind, SpanPart, Trace, TraceReport, TraceSpan } from '../model/trace.ts';
import { assertWhole } from './whole-trace.ts';
import type { World } from './world.ts';

const KINDS: Readonly<Record<SPAN, SpanKind>> = {
  [SPAN.request]: 'request',
  [SPAN.attempt]: 'attempt',
  [SPAN.hedge]: 'hedge',
  [SPAN.branch]: 'branch',
  [SPAN.wait]: 'wait',
  [SPAN.service]: 'service',
  [SPAN.sharing]: 'sharing',
  [SPAN.lock]: 'lock',
  [SPAN.delay]: 'delay',
  [SPAN.limit]: 'limit',
  [SPAN.follow]: 'follow',
  [SPAN.call]: 'call',
  [SPAN.backoff]: 'backoff',
  [SPAN.cache]: 'cache',
};
const ENDINGS: readonly Ending[] = ['completed', 'rejected', 'timed-out', 'failed', 'abandoned'];

/** Names that the world does not know. */
export interface TraceNames {
  readonly tenants: readonly string[];
  /** Culprit that is no tenant. */
  readonly system: string;
  /** @param type  class of a request */
  operation(type: number): string;
}

/**
 * @param tracer  of the world
 * @param endUs   where the last window ends, or how far the world has come
 */
export function traceReport(world: World, tracer: Tracer, names: TraceNames, endUs: number): TraceReport {
  const { plan, cutsUs } = tracer.spec;
  const from = [0, ...cutsUs];
  const kept = tracer.records.map((record, number) => ({ record, number })).filter(({ record }) => record.kept > 0);
  kept.sort(
    ({ record: a }, { record: b }) =>
      a.tenant - b.tenant || a.window - b.window || a.number - b.number || a.type - b.type,
  );
  return {
    windows: from.map((fromUs, at) => ({ fromUs, toUs: cutsUs[at] ?? endUs })),
    slowest: plan.slowest,
    sample: plan.sample,
    missed: tracer.missed,
    bytes: tracer.bytes,
    bytesMax: plan.bytesMax,
    traces: kept.map(({ record, number }) => viewOf(world, tracer, names, record, number)),
  };
}

function viewOf(world: World, tracer: Tracer, names: TraceNames, record: TraceRecord, number: number): Trace {
  const nameOf = (place: number): string =>
    place < tracer.spec.holders - 1 ? names.tenants[world.tenantAt(place)]! : names.system;
  const parts: SpanPart[][] = Array.from({ length: record.spans }, () => []);
  const lines = Array.from({ length: record.parts }, (_, part) => part);
  lines.sort((a, b) => record.partWho(a) - record.partWho(b));
  for (const part of lines) {
    const who = nameOf(record.partWho(part));
    parts[record.partSpan(part)]!.push({ who, held: record.partHeld(part), us: record.partUs(part) });
  }
  const spans = parts.map((each, span) => spanOf(world, names, record, span, each));
  const trace: Trace = {
    tenant: names.tenants[record.tenant]!,
    number: record.number,
    operation: names.operation(record.type),
    window: record.window,
    ending: ENDINGS[record.ending]!,
    startUs: record.startUs,
    endUs: record.end(0),
    delayUs: spans.reduce((sum, span) => sum + span.chargedUs, 0),
    slowest: tracer.store.isSlowest(number),
    sampled: tracer.store.isSampled(number),
    truncated: record.truncated,
    spans,
  };
  assertWhole(trace);
  return trace;
}

function spanOf(world: World, names: TraceNames, record: TraceRecord, span: number, parts: SpanPart[]): TraceSpan {
  const kind = KINDS[record.kind(span) as SPAN];
  const detail = record.detail(span);
  const chargedUs = record.charged(span);
  const isAttempt = kind === 'attempt' || kind === 'hedge' || kind === 'branch';
  return {
    id: span,
    parent: record.parent(span),
    kind,
    place: placeOf(world, kind, record.where(span)),
    startUs: record.start(span),
    endUs: record.end(span),
    chargedUs,
    parts,
    unnamedUs: chargedUs - parts.reduce((sum, part) => sum + part.us, 0),
    ...(isAttempt ? { attempt: record.where(span), ending: ENDINGS[detail]! } : {}),
    ...(kind === 'cache' ? outcomeOf(names, detail) : {}),
  };
}

function outcomeOf(names: TraceNames, detail: number): Pick<TraceSpan, 'cache' | 'evictor'> {
  if (detail === CACHE.hit) return { cache: 'hit' };
  return detail === CACHE.missed ? { cache: 'missed' } : { cache: 'evicted', evictor: names.tenants[detail]! };
}

function placeOf(world: World, kind: SpanKind, where: number): string {
  switch (kind) {
    case 'wait':
    case 'service':
    case 'sharing':
      return world.stations[where]!.id;
    case 'lock':
      return world.locks[where]!.id;
    case 'call':
      return world.calls[where]!.link?.id ?? 'parallel';
    case 'cache':
    case 'follow':
      return `cache-${where}`;
    case 'limit':
      return 'edge';
    default:
      return '';
  }
}
