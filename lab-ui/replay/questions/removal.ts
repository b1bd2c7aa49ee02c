/**
 * @module Question: what a span would have been without one tenant. The run is executed again on the same random numbers while
 * that tenant keeps its place and its data but sends nothing, its noise included; then latencies are compared.
 */
import { FINE_BITS, Histogram } from '../../../sim-engine/measure/histogram.ts';
import type { ReplayBook } from '../book.ts';
import type { TimeSpan } from './blame.ts';
import { endedWithin, latenciesOf, type PackedLog, packLatencies } from './shared/latencies.ts';

/** Latency of one tenant's requests that ended with an answer in the span. */
export interface SpanLatency {
  readonly completed: number;
  /** Exact, microseconds; 0 where nothing was answered. */
  readonly meanUs: number;
  /** Nearest rank, at most 0.4 % off, microseconds. */
  readonly p99Us: number;
}

/** One tenant with everybody, and without the one that was left out. */
export interface RemovalOf {
  readonly tenant: string;
  readonly withAll: SpanLatency;
  readonly withoutIt: SpanLatency;
}

/** What leaving one tenant out does. */
export interface Removal extends TimeSpan {
  readonly without: string;
  /** Everybody but the one left out, in the scenario's order. */
  readonly tenants: readonly RemovalOf[];
}

/**
 * @param book   the run
 * @param about  `without`: id of the tenant that is left out
 */
export function removal(book: ReplayBook, { without, fromUs, toUs }: TimeSpan & { readonly without: string }): Removal {
  const now = latenciesOf(book);
  const then = book.once(`without ${without}`, () =>
    packLatencies(book.execute({ keepLatencies: true, without }), now),
  );
  const tenants = book.options.scenario.tenants.flatMap(({ id }, at) =>
    id === without
      ? []
      : [{ tenant: id, withAll: spanLatency(now[at]!, fromUs, toUs), withoutIt: spanLatency(then[at]!, fromUs, toUs) }],
  );
  return { fromUs, toUs, without, tenants };
}

function spanLatency(log: PackedLog, fromUs: number, toUs: number): SpanLatency {
  const histogram = new Histogram(FINE_BITS);
  for (const latency of endedWithin(log, fromUs, toUs)) histogram.record(latency);
  return { completed: histogram.count, meanUs: histogram.mean(), p99Us: histogram.percentile(0.99) };
}
