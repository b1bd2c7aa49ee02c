/** @module What every trace has to satisfy: its spans add up to its latency, and its waits are exactly what they were charged. */
import { assert } from '../kernel/assert.ts';
import type { SpanKind, Trace, TraceSpan } from '../model/trace.ts';

const LANES: readonly SpanKind[] = ['request', 'attempt', 'hedge', 'branch'];
/** All of such a span is delay. */
const WAITS: readonly SpanKind[] = ['wait', 'lock', 'limit', 'follow', 'backoff'];

/**
 * @param trace  in which nothing must be missing, unless it says so
 * @throws AssertionFailure when spans leave a gap, overlap, or are charged with another time than they took
 */
export function assertWhole(trace: Trace): void {
  const name = `trace ${trace.tenant}/${trace.number}`;
  for (const span of trace.spans) {
    const { id, kind, startUs, endUs, chargedUs, parts, unnamedUs } = span;
    const named = parts.reduce((sum, part) => sum + part.us, 0);
    assert(named + unnamedUs === chargedUs && unnamedUs >= 0, `${name}: span ${id} names ${named} of ${chargedUs} us`);
    const isWait = WAITS.includes(kind);
    assert(!isWait || chargedUs === endUs - startUs, `${name}: ${kind} ${id} lasts other than ${chargedUs} us`);
  }
  if (trace.truncated > 0) return;
  for (const lane of trace.spans) if (LANES.includes(lane.kind)) assertSeamless(name, lane, trace.spans);
}

/** One thing after the other, from the beginning to the end. */
function assertSeamless(name: string, lane: TraceSpan, spans: readonly TraceSpan[]): void {
  let atUs = lane.startUs;
  for (const span of spans) {
    if (span.parent !== lane.id) continue;
    assert(span.startUs === atUs, `${name}: ${span.kind} ${span.id} begins at ${span.startUs} us, after ${atUs} us`);
    atUs = span.endUs;
  }
  assert(atUs === lane.endUs, `${name}: the spans of ${lane.kind} ${lane.id} end at ${atUs} of ${lane.endUs} us`);
}
