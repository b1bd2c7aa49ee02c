/** @module `tenantlab run --traces`: both formats by the rules of their specifications, and a run that is none the worse for it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from './support.ts';

const RUN = ['run', 'noisy-neighbour', '--seed', '7', '--until', '50s', '--json'];

async function traced<T>(...args: string[]): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-'));
  const file = join(folder, 'traces.json');
  const { code, out, err } = await commandLine([...RUN, '--traces', file, ...args]);
  expect(`${code} ${err}`).toBe('0 ');
  expect(out).toBe((await commandLine(RUN)).out);
  const text = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  return JSON.parse(text) as T;
}

interface Event {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly id?: number;
  readonly bp?: string;
  readonly s?: string;
  readonly cat?: string;
  readonly args?: Record<string, unknown>;
}

describe('perfetto', async () => {
  const file = await traced<{ traceEvents: Event[]; displayTimeUnit: string; otherData: object }>(
    '--trace-slowest',
    '2',
  );
  const events = file.traceEvents;
  const slices = events.filter(({ ph }) => ph === 'X');

  it('keeps to the trace event format', () => {
    expect(file).toMatchObject({ displayTimeUnit: 'ms', otherData: { scenario: 'noisy-neighbour', seed: 7 } });
    for (const event of events) {
      const { name, ph, pid, tid, ts } = event;
      expect(name).not.toBe('');
      expect(['X', 'i', 's', 'f', 'M']).toContain(ph);
      for (const each of [pid, tid, ts]) expect(Number.isInteger(each) && each >= 0).toBe(true);
      if (ph === 'X') expect(event.dur).toBeGreaterThanOrEqual(0);
      else expect(event.dur).toBeUndefined();
      if (ph === 'i') expect(event.s).toBe('t');
      if (ph === 'f') expect(event.bp).toBe('e');
    }
  });

  it('has a process per tenant and a thread per request, named', () => {
    const processes = events.filter(({ name }) => name === 'process_name');
    expect(processes.map(({ args }) => args?.name)).toEqual([...'ABCDEFGHIJKL'].map((id) => `tenant ${id}`));
    const threads = new Set(events.filter(({ name }) => name === 'thread_name').map(({ tid }) => tid));
    for (const { tid } of slices) expect(threads).toContain(tid);
    const requests = slices.filter(({ cat }) => cat === 'request');
    expect(new Set(requests.map(({ tid }) => tid)).size).toBe(requests.length);
    const slowest = requests.filter(({ args }) => args?.slowest === true);
    // 12 tenants, two windows up to 50 s, two of each.
    expect(slowest).toHaveLength(48);
  });

  it('lets the slices of a thread follow each other within their request', () => {
    for (const request of slices.filter(({ cat }) => cat === 'request')) {
      const parts = slices.filter((each) => each.tid === request.tid && each !== request);
      expect(parts.reduce((sum, { dur }) => sum + dur!, 0)).toBe(request.dur);
    }
  });

  it('draws each arrow from a wait to what it was for', () => {
    const starts = events.filter(({ ph }) => ph === 's');
    expect(starts.length).toBeGreaterThan(20);
    for (const start of starts) {
      const [end, more] = events.filter(({ ph, id }) => ph === 'f' && id === start.id);
      expect(more).toBeUndefined();
      expect(end).toMatchObject({ name: start.name, pid: start.pid, cat: start.cat });
      const at = (event: Event): Event | undefined =>
        slices.find(({ tid, ts }) => tid === event.tid && ts === event.ts);
      expect(at(start)).toBeDefined();
      expect(at(end!)).toBeDefined();
    }
  });

  it('says of a wait who held what, and who is charged', () => {
    const wait = slices.find(({ cat, dur }) => cat === 'wait' && dur! > 100_000)!;
    const { heldBy, chargedUsTo } = wait.args as Record<'heldBy' | 'chargedUsTo', Record<string, number>>;
    expect(Object.values(heldBy).reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(4);
    expect(Object.values(chargedUsTo).reduce((sum, each) => sum + each, 0)).toBe(wait.dur);
    expect(Object.entries(chargedUsTo).sort(([, a], [, b]) => b - a)[0]![0]).toBe('G');
  });
});

interface KeyValue {
  readonly key: string;
  readonly value: Record<string, unknown>;
}

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: KeyValue[];
  readonly status: { readonly code: number };
}

/** Fields of a span in trace.proto, as JSON names them. */
const SPAN_FIELDS = [
  'traceId',
  'spanId',
  'traceState',
  'parentSpanId',
  'flags',
  'name',
  'kind',
  'startTimeUnixNano',
  'endTimeUnixNano',
  'attributes',
  'droppedAttributesCount',
  'events',
  'droppedEventsCount',
  'links',
  'droppedLinksCount',
  'status',
];

function checkAttributes(attributes: readonly KeyValue[]): void {
  expect(new Set(attributes.map(({ key }) => key)).size).toBe(attributes.length);
  for (const { key, value } of attributes) {
    expect(key).not.toBe('');
    const [[kind, content], more] = Object.entries(value) as [[string, unknown], unknown];
    expect(more).toBeUndefined();
    if (kind === 'intValue') expect(content).toMatch(/^\d+$/);
    else if (kind === 'stringValue') expect(typeof content).toBe('string');
    else if (kind === 'boolValue') expect(typeof content).toBe('boolean');
    else checkAttributes((value.kvlistValue as { values: KeyValue[] }).values);
  }
}

describe('otlp', async () => {
  const file = await traced<{
    resourceSpans: {
      resource: { attributes: KeyValue[] };
      scopeSpans: { scope: { name: string; version: string }; spans: Span[] }[];
    }[];
  }>('--trace-format', 'otlp', '--trace-sample', '1');
  const [resource] = file.resourceSpans;
  const spans = resource!.scopeSpans.flatMap((scope) => scope.spans);

  it('keeps to the JSON encoding of the protocol', () => {
    checkAttributes(resource!.resource.attributes);
    expect(resource!.resource.attributes[0]).toEqual({ key: 'service.name', value: { stringValue: 'tenantlab' } });
    for (const span of spans) {
      expect(SPAN_FIELDS).toEqual(expect.arrayContaining(Object.keys(span)));
      expect(span.traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
      expect(span.spanId).toMatch(/^(?!0{16})[0-9a-f]{16}$/);
      expect(span.name).not.toBe('');
      expect([1, 2, 3]).toContain(span.kind);
      expect([0, 1, 2]).toContain(span.status.code);
      for (const nanos of [span.startTimeUnixNano, span.endTimeUnixNano]) expect(nanos).toMatch(/^\d+$/);
      expect(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano)).toBe(true);
      checkAttributes(span.attributes);
    }
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  });

  it('nests every span in one of its trace, within its time', () => {
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(roots.length).toBe(new Set(spans.map(({ traceId }) => traceId)).size);
    expect(roots.length).toBeGreaterThan(60);
    for (const span of spans) {
      if (span.parentSpanId === undefined) continue;
      const parent = byId.get(span.parentSpanId)!;
      expect(parent.traceId).toBe(span.traceId);
      expect(BigInt(span.startTimeUnixNano) >= BigInt(parent.startTimeUnixNano)).toBe(true);
      expect(BigInt(span.endTimeUnixNano) <= BigInt(parent.endTimeUnixNano)).toBe(true);
    }
  });

  it('says which tenant, where, and for whom it waited', () => {
    for (const span of spans)
      expect(span.attributes[0]).toMatchObject({
        key: 'tenant',
        value: { stringValue: expect.stringMatching(/^[A-L]$/) },
      });
    const wait = spans.find(({ name }) => name.startsWith('wait '))!;
    expect(wait.attributes.map(({ key }) => key)).toEqual(expect.arrayContaining(['station', 'held-by', 'waited-for']));
  });

  it('is the same file for the same run', async () => {
    const again = await traced<typeof file>('--trace-format', 'otlp', '--trace-sample', '1');
    expect(again).toEqual(file);
  });
});
