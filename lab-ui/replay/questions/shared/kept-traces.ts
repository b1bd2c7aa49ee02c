/** @module The traces that a replay keeps of a run: so many per tenant and window that they fit, executed when first asked for. */
import { placesFor } from '../../../../sim-engine/measure/blame/ledger-places.ts';
import { RECORD_BYTES } from '../../../../sim-engine/measure/trace/trace-record.ts';
import { laneBytes } from '../../../../sim-engine/measure/trace/trace-rule.ts';
import type { TraceReport } from '../../../../sim-engine/model/trace.ts';
import type { ReplayBook } from '../../book.ts';
import { LATENCIES, packLatencies } from './latencies.ts';

/** Kept per tenant and window. */
const SLOWEST = 12;
const SAMPLE = 8;
/** Bytes that kept traces may take. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** Bytes for those under way: some 5,000 requests at a time. */
const UNDER_WAY_BYTES = 32 * 1024 * 1024;
const WINDOWS_MAX = 48;

/** @returns the traces of the run, each whole */
export function keptTraces(book: ReplayBook): TraceReport {
  return book.once('traces', () => {
    const tenants = book.options.scenario.tenants.length;
    const perWindow = tenants * ((SLOWEST + SAMPLE) * (RECORD_BYTES + 4) + 8);
    const windows = Math.max(1, Math.min(WINDOWS_MAX, Math.floor(KEPT_BYTES / perWindow)));
    const lanes = 64 * (RECORD_BYTES + laneBytes(placesFor(tenants) + 1));
    const bytesMax = windows * perWindow + Math.max(UNDER_WAY_BYTES, lanes);
    const run = book.execute({ keepLatencies: true, traces: { windows, slowest: SLOWEST, sample: SAMPLE, bytesMax } });
    // One execution for both: whoever looks at a trace looks at its fellows too.
    book.once(LATENCIES, () => packLatencies(run));
    return run.traces()!;
  });
}
