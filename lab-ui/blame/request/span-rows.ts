/** @module One request as rows: what it waited for and what was done, who stood in front, and which of it the answer hung on. */
import type { TierId } from '../../../sim-engine/model/topology.ts';
import type { SpanPart, Trace, TraceSpan } from '../../../sim-engine/model/trace.ts';

/** A part of a wait; `who` is empty for what is charged to others without a line of their own. */
export type RowPart = Pick<SpanPart, 'who' | 'held' | 'us'>;

/** One span that contains no other. */
export interface SpanRow {
  readonly id: number;
  /** "Connection, wait". */
  readonly label: string;
  readonly isWait: boolean;
  /** Since the request's arrival, microseconds. */
  readonly fromUs: number;
  readonly toUs: number;
  /** Of its length: charged as delay. */
  readonly chargedUs: number;
  /** The largest first. */
  readonly parts: readonly RowPart[];
  readonly isCritical: boolean;
  /** What became of a look into the cache; else empty. */
  readonly outcome: string;
  /** Place as the engine calls it. */
  readonly place: string;
  /** What was waited for, in a sentence: "a connection". */
  readonly what: string;
}

/** Where a place of a trace stands. */
export type TierOf = (place: string) => TierId | null;

const TIER_WORDS: Readonly<Record<TierId, (place: string) => string>> = {
  app: (place) => `App ${place}`,
  cache: () => 'Cache',
  database: () => 'Connection',
  'database-cpu': () => 'Database cores',
  'database-io': () => 'Database IO',
  jobs: () => 'Workers',
};

const TIER_PARTS: Readonly<Record<TierId, string>> = {
  app: 'a thread of its app instance',
  cache: 'the cache',
  database: 'a connection',
  'database-cpu': 'a database core',
  'database-io': 'an IO channel',
  jobs: 'a worker',
};

const CONTAINERS: readonly TraceSpan['kind'][] = ['request', 'attempt', 'hedge', 'branch', 'call'];

function labelOf({ kind, place, cache }: TraceSpan, tierOf: TierOf): string {
  const tier = tierOf(place);
  const where = tier === null ? place : TIER_WORDS[tier](place);
  switch (kind) {
    case 'wait':
      return `${where}, wait`;
    case 'service':
      return `${where}, work`;
    case 'sharing':
      return `${where}, shared`;
    case 'lock':
      return `Lock ${place}, wait`;
    case 'limit':
      return 'Edge, own limit';
    case 'follow':
      return 'Cache, same key';
    case 'backoff':
      return 'Pause, retry';
    case 'cache':
      return cache === undefined ? 'Cache' : 'Cache lookup';
    case 'delay':
      return 'Look-up time';
    default:
      return kind;
  }
}

function whatOf({ kind, place }: TraceSpan, tierOf: TierOf): string {
  const tier = tierOf(place);
  switch (kind) {
    case 'lock':
      return `the lock ${place}`;
    case 'limit':
      return 'its own limit';
    case 'follow':
      return 'another request that fetched the same key';
    case 'backoff':
      return 'its next attempt';
    default:
      return tier === null ? place : TIER_PARTS[tier];
  }
}

function outcomeOf({ cache, evictor }: TraceSpan): string {
  if (cache === undefined) return '';
  return cache === 'evicted' ? `miss, pushed out by ${evictor ?? 'another'}` : cache === 'hit' ? 'hit' : 'miss';
}

/** Ids of the spans that the answer hung on: everything in sequence, and of what ran side by side the one that came last. */
export function criticalSpans({ spans }: Trace): ReadonlySet<number> {
  const found = new Set<number>();
  const childrenOf = (id: number): readonly TraceSpan[] => spans.filter(({ parent }) => parent === id);
  const follow = (span: TraceSpan): void => {
    found.add(span.id);
    const children = childrenOf(span.id);
    if (span.kind !== 'call') {
      for (const child of children) follow(child);
      return;
    }
    let atUs = span.endUs;
    let left = [...children];
    while (left.length > 0) {
      const before = left.filter(({ endUs }) => endUs <= atUs);
      const last = before.reduce<TraceSpan | null>(
        (latest, each) =>
          latest === null ||
          each.endUs > latest.endUs ||
          (each.endUs === latest.endUs && each.ending === 'completed' && latest.ending !== 'completed')
            ? each
            : latest,
        null,
      );
      if (last === null) break;
      follow(last);
      atUs = last.startUs;
      left = left.filter((each) => each !== last);
    }
  };
  const root = spans[0];
  if (root !== undefined) follow(root);
  return found;
}

/**
 * @param trace   of one request
 * @param tierOf  where its places stand
 * @returns its spans in order of time, those that contain others left out
 */
export function spanRows(trace: Trace, tierOf: TierOf): readonly SpanRow[] {
  const critical = criticalSpans(trace);
  return trace.spans
    .filter(({ kind }) => !CONTAINERS.includes(kind))
    .map((span) => {
      const parts: RowPart[] = [...span.parts].sort((a, b) => b.us - a.us);
      if (span.unnamedUs > 0) parts.push({ who: '', held: 0, us: span.unnamedUs });
      return {
        id: span.id,
        label: labelOf(span, tierOf),
        isWait: ['wait', 'lock', 'limit', 'follow', 'backoff'].includes(span.kind),
        fromUs: span.startUs - trace.startUs,
        toUs: span.endUs - trace.startUs,
        chargedUs: span.chargedUs,
        parts,
        isCritical: critical.has(span.id),
        outcome: outcomeOf(span),
        place: span.place,
        what: whatOf(span, tierOf),
      };
    })
    .sort((a, b) => a.fromUs - b.fromUs || a.id - b.id);
}

/** Where the time of the critical path went; work and waits add up to the latency. */
export interface TimeSplit {
  readonly latencyUs: number;
  readonly workUs: number;
  readonly waitUs: number;
}

/** @returns the split of a request that is whole */
export function timeSplit(trace: Trace, rows: readonly SpanRow[]): TimeSplit {
  const latencyUs = trace.endUs - trace.startUs;
  const waitUs = rows.reduce((sum, row) => sum + (row.isCritical ? row.chargedUs : 0), 0);
  return { latencyUs, waitUs, workUs: latencyUs - waitUs };
}

/** @returns the longest wait in a line, or null for a request that never stood in one */
export function longestWait(rows: readonly SpanRow[]): SpanRow | null {
  const waits = rows.filter(({ isWait, toUs, fromUs }) => isWait && toUs > fromUs);
  return waits.reduce<SpanRow | null>(
    (most, row) => (most === null || row.toUs - row.fromUs > most.toUs - most.fromUs ? row : most),
    null,
  );
}
