/** @module What became of every request of an execution, packed: windows of it are read again and again. */
import type { Run } from '../../../../sim-engine/index.ts';
import type { RequestLog } from '../../../../sim-engine/measure/request-log.ts';
import type { ReplayBook } from '../../book.ts';

/** Under which a book keeps the latencies of the run as it was. */
export const LATENCIES = 'latencies';

/** One tenant's requests in the order of arrival. */
export interface PackedLog {
  /** Microseconds, ascending. */
  readonly arrivedUs: Float64Array;
  /** Latency in microseconds, or what stands in its place in a request log. */
  readonly latencyUs: Int32Array;
}

/** Beyond this a latency is kept as this: 35 minutes, microseconds. */
const LATENCY_MAX = 2 ** 31 - 1;

/**
 * @param run      executed with every latency kept
 * @param shared   an execution whose arrivals take no second room where they are the same
 * @returns one log per tenant, in the scenario's order
 */
export function packLatencies(run: Run, shared: readonly PackedLog[] = []): readonly PackedLog[] {
  return run.requests().map((log, tenant) => ({
    arrivedUs: arrivals(log, shared[tenant]),
    latencyUs: Int32Array.from(log.latencyUs.subarray(0, log.count), (us) => Math.min(us, LATENCY_MAX)),
  }));
}

function arrivals({ count, arrivedUs }: RequestLog, shared: PackedLog | undefined): Float64Array {
  const isSame = shared?.arrivedUs.length === count && shared.arrivedUs.every((us, at) => us === arrivedUs[at]);
  return isSame ? shared.arrivedUs : arrivedUs.slice(0, count);
}

/**
 * Latencies of the requests that ended with an answer in a window, microseconds, in the order of arrival. An end counts from the
 * window's first microsecond up to, not including, its last.
 *
 * @param log     of one tenant
 * @param fromUs  whole microseconds
 * @param toUs    whole microseconds
 */
export function endedWithin({ arrivedUs, latencyUs }: PackedLog, fromUs: number, toUs: number): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < latencyUs.length; at++) {
    const latency = latencyUs[at]!;
    if (arrivedUs[at]! >= toUs) break;
    const endUs = arrivedUs[at]! + latency;
    if (latency >= 0 && endUs >= fromUs && endUs < toUs) found.push(latency);
  }
  return found;
}

/** @returns what became of every request of the run as it was, per tenant in the scenario's order */
export function latenciesOf(book: ReplayBook): readonly PackedLog[] {
  return book.once(LATENCIES, () => packLatencies(book.execute({ keepLatencies: true })));
}
