/** @module Traces: the paths of single requests as plain data, for exporters and drawings. Times are whole microseconds. */

/** What a request does during a span; `request`, `attempt`, `hedge`, `branch` and `call` contain other spans. */
export type SpanKind =
  | 'request'
  | 'attempt'
  | 'hedge'
  | 'branch'
  | 'wait'
  | 'service'
  | 'sharing'
  | 'lock'
  | 'delay'
  | 'limit'
  | 'follow'
  | 'call'
  | 'backoff'
  | 'cache';

/** How a request or an attempt ended; an attempt is `abandoned` when another was quicker, or its caller gave up. */
export type Ending = 'completed' | 'rejected' | 'timed-out' | 'failed' | 'abandoned';

/** What somebody has to do with a span. */
export interface SpanPart {
  /** Tenant id, or `_system`. */
  readonly who: string;
  /** Servers (or the lock, so often) that they held when a wait began; their requests present, where servers are shared. */
  readonly held: number;
  /** Microseconds of the span that are charged to them. */
  readonly us: number;
}

/** One span; those below one request or attempt follow each other without a gap, and those of a `call` may overlap. */
export interface TraceSpan {
  /** Place in the trace, from 0: the request itself. */
  readonly id: number;
  /** Id of the span that contains it, or -1. */
  readonly parent: number;
  readonly kind: SpanKind;
  /** Station, lock, link or cache; empty where it has none. */
  readonly place: string;
  readonly startUs: number;
  readonly endUs: number;
  /** Microseconds of it that the ledger was charged with. */
  readonly chargedUs: number;
  /** In tenant order. */
  readonly parts: readonly SpanPart[];
  /** Charged to others who found no line in `parts`. */
  readonly unnamedUs: number;
  /** For attempts: 0 for the first; and how it ended. */
  readonly attempt?: number;
  readonly ending?: Ending;
  /** For a look into a cache; `evicted` says who pushed the key out. */
  readonly cache?: 'hit' | 'missed' | 'evicted';
  readonly evictor?: string;
}

/** One request. */
export interface Trace {
  readonly tenant: string;
  /** Place among the tenant's requests in order of arrival, from 0. */
  readonly number: number;
  readonly operation: string;
  /** Window in which it ended, from 0. */
  readonly window: number;
  readonly ending: Ending;
  readonly startUs: number;
  readonly endUs: number;
  /** Sum of what all its spans were charged with. */
  readonly delayUs: number;
  /** Why it is kept. */
  readonly slowest: boolean;
  readonly sampled: boolean;
  /** Spans and parts that found no room; 0 for a whole trace. */
  readonly truncated: number;
  readonly spans: readonly TraceSpan[];
}

/** What a run has kept. */
export interface TraceReport {
  /** In order of time. */
  readonly windows: readonly { readonly fromUs: number; readonly toUs: number }[];
  /** Most that are kept per tenant and window, for either reason. */
  readonly slowest: number;
  readonly sample: number;
  /** Requests that were not recorded because too many were under way. */
  readonly missed: number;
  /** Bytes that traces take, and may take. */
  readonly bytes: number;
  readonly bytesMax: number;
  /** By tenant, then window, then arrival. */
  readonly traces: readonly Trace[];
}

/** Which request. */
export interface RequestName {
  /** Id of its tenant. */
  readonly tenant: string;
  /** Place among the tenant's requests in order of arrival, from 0. */
  readonly number: number;
  /** When it arrived, microseconds. */
  readonly arrivedUs: number;
}

/** One place of a request; it has several while it holds a connection, or makes several attempts. */
export interface Spot {
  /** Index of the station in a frame's state. */
  readonly station: number;
  /** Server that it has there, as the state lists them; -1 while it waits. */
  readonly server: number;
  /** Place in the line, 0 at its head; -1 while it does not wait. */
  readonly place: number;
}
