/**
 * @module Traces as OTLP JSON, for OpenTelemetry collectors. Simulated time 0 stands at the Unix epoch; ids are hashes of what
 * they stand for, so that the same run gives the same file.
 *
 * @source OpenTelemetry Protocol Specification 1.x, section "JSON Protobuf Encoding": names in lowerCamelCase, ids in
 *   hexadecimal, 64-bit whole numbers as strings, enumerations as numbers
 */
import { Digest } from '../kernel/digest.ts';
import type { SpanPart, Trace, TraceSpan } from '../model/trace.ts';
import type { TracedRun, TraceFormat } from './trace-format.ts';

type AnyValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly boolValue: boolean }
  | { readonly kvlistValue: { readonly values: readonly KeyValue[] } };

interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly KeyValue[];
  readonly droppedAttributesCount: number;
  readonly status: { readonly code: number; readonly message?: string };
}

/** Enumerations of the protocol. */
const SPAN_KIND = { internal: 1, server: 2, client: 3 } as const;
const STATUS = { unset: 0, ok: 1, error: 2 } as const;

export const otlp: TraceFormat = {
  id: 'otlp',
  summary: 'OTLP JSON (TracesData), for OpenTelemetry collectors and what reads from them.',
  export: (report, run) => {
    const attributes = [
      text('service.name', 'tenantlab'),
      text('service.version', run.engineVersion),
      text('scenario', run.scenario),
      text('scenario-sha256', run.scenarioSha256),
      whole('seed', run.seed),
      text('digest', run.digest),
    ];
    const spans = report.traces.flatMap((trace) => trace.spans.map((span) => spanOf(trace, span, run)));
    const scope = { name: 'tenantlab', version: run.engineVersion };
    return `${JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope, spans }] }] })}\n`;
  },
};

function spanOf(trace: Trace, span: TraceSpan, run: TracedRun): OtlpSpan {
  const name = `${run.scenarioSha256}/${run.digest}/${trace.tenant}/${trace.number}`;
  const traceId = digestOf(`trace/${name}`) + digestOf(`request/${name}`);
  const idOf = (id: number): string => digestOf(`${traceId}/${id}`);
  const ending = span.parent < 0 ? trace.ending : span.ending;
  return {
    traceId,
    spanId: idOf(span.id),
    ...(span.parent < 0 ? {} : { parentSpanId: idOf(span.parent) }),
    name: span.parent < 0 ? trace.operation : span.place === '' ? span.kind : `${span.kind} ${span.place}`,
    kind: span.parent < 0 ? SPAN_KIND.server : span.attempt === undefined ? SPAN_KIND.internal : SPAN_KIND.client,
    startTimeUnixNano: nanos(span.startUs),
    endTimeUnixNano: nanos(span.endUs),
    attributes: attributesOf(trace, span),
    droppedAttributesCount: 0,
    status:
      ending === undefined
        ? { code: STATUS.unset }
        : ending === 'completed'
          ? { code: STATUS.ok }
          : { code: STATUS.error, message: ending },
  };
}

function attributesOf(trace: Trace, span: TraceSpan): KeyValue[] {
  const attributes = [text('tenant', trace.tenant), text('span.kind', span.kind)];
  if (span.parent < 0) {
    attributes.push(whole('request.number', trace.number), text('ending', trace.ending));
    attributes.push(whole('delay-us', trace.delayUs), whole('truncated', trace.truncated));
    attributes.push(flag('slowest', trace.slowest), flag('sampled', trace.sampled));
  }
  if (span.place !== '') attributes.push(text('station', span.place));
  if (span.attempt !== undefined) attributes.push(whole('attempt', span.attempt), text('ending', span.ending!));
  if (span.cache !== undefined) attributes.push(text('cache', span.cache));
  if (span.evictor !== undefined) attributes.push(text('evictor', span.evictor));
  if (span.parts.length > 0) {
    attributes.push(perTenant('held-by', span.parts, 'held'), perTenant('waited-for', span.parts, 'us'));
    attributes.push(whole('charged-us', span.chargedUs), whole('unnamed-us', span.unnamedUs));
  }
  return attributes;
}

function perTenant(key: string, parts: readonly SpanPart[], field: 'held' | 'us'): KeyValue {
  const values = parts.filter((part) => part[field] > 0).map((part) => whole(part.who, part[field]));
  return { key, value: { kvlistValue: { values } } };
}

function text(key: string, stringValue: string): KeyValue {
  return { key, value: { stringValue } };
}

function whole(key: string, value: number): KeyValue {
  return { key, value: { intValue: String(value) } };
}

function flag(key: string, boolValue: boolean): KeyValue {
  return { key, value: { boolValue } };
}

function nanos(us: number): string {
  return String(BigInt(us) * 1000n);
}

/** @returns 16 hex digits that tell traces and spans apart; they name, they protect nothing */
function digestOf(text: string): string {
  const digest = new Digest();
  digest.foldText(text);
  return digest.hex();
}
