/**
 * @module Question: the request of one tenant that another cost most in a span, with its neighbours in slowness, an ordinary one
 * beside it, and all latencies of the tenant in the span.
 */
import type { Trace } from '../../../sim-engine/model/trace.ts';
import type { ReplayBook } from '../book.ts';
import type { TimeSpan } from './blame.ts';
import { keptTraces } from './shared/kept-traces.ts';
import { endedWithin, latenciesOf } from './shared/latencies.ts';

/** What is asked for. */
export interface SlowRequestArgument extends TimeSpan {
  readonly victim: string;
  /** Tenant, or the system. */
  readonly culprit: string;
  /** Number of the victim's request that is wanted; null is the one that the culprit cost most. */
  readonly number: number | null;
}

/** One kept trace in the order of slowness. */
export interface KeptRequest {
  readonly number: number;
  readonly latencyUs: number;
  /** Charged to the culprit. */
  readonly chargedUs: number;
}

/** An ordinary request of the same tenant. */
export interface OrdinaryRequest {
  readonly trace: Trace;
  /** How many requests of the fair sample it is the median of. */
  readonly sampled: number;
  /** True when these are alike: the same operation, by the same way. */
  readonly alike: boolean;
  /** Whence they were taken: from before the span where there are enough, or from the span. */
  readonly from: 'before' | 'within';
}

/** The answer. */
export interface SlowRequest extends SlowRequestArgument {
  /** Null when no request of the victim that ended in the span was kept. */
  readonly trace: Trace | null;
  readonly chargedUs: number;
  /** Kept traces that ended in the span, the quickest first. */
  readonly kept: readonly KeptRequest[];
  readonly ordinary: OrdinaryRequest | null;
  /** Latencies of all the victim's requests that ended with an answer in the span, microseconds. */
  readonly latenciesUs: readonly number[];
}

/** Fewer than this give no median worth the name. */
const SAMPLED_MIN = 5;

/**
 * @param book   the run
 * @param about  whom it hit, who did it, when
 */
export function slowRequest(book: ReplayBook, about: SlowRequestArgument): SlowRequest {
  const { victim, culprit, number, fromUs, toUs } = about;
  const own = keptTraces(book).traces.filter((trace) => trace.tenant === victim);
  const ended = own.filter(({ endUs }) => endUs >= fromUs && endUs < toUs);
  const kept = ended
    .map((trace) => ({
      number: trace.number,
      latencyUs: trace.endUs - trace.startUs,
      chargedUs: chargedBy(trace, culprit),
    }))
    .sort((a, b) => a.latencyUs - b.latencyUs || a.number - b.number);
  const worst = kept.reduce<KeptRequest | null>(
    (most, each) => (most === null || each.chargedUs > most.chargedUs ? each : most),
    null,
  );
  const chosen = kept.find((each) => each.number === number) ?? worst;
  const trace = ended.find((each) => each.number === chosen?.number) ?? null;
  const tenant = book.options.scenario.tenants.findIndex(({ id }) => id === victim);
  const log = latenciesOf(book)[tenant];
  return {
    ...about,
    trace,
    chargedUs: chosen?.chargedUs ?? 0,
    kept,
    ordinary: trace === null ? null : ordinaryBeside(trace, own, about),
    latenciesUs: log === undefined ? [] : endedWithin(log, fromUs, toUs),
  };
}

/** @returns microseconds of a request that are charged to somebody */
function chargedBy(trace: Trace, who: string): number {
  let us = 0;
  for (const { parts } of trace.spans) for (const part of parts) if (part.who === who) us += part.us;
  return us;
}

function ordinaryBeside(trace: Trace, own: readonly Trace[], { fromUs, toUs }: TimeSpan): OrdinaryRequest | null {
  const sampled = own.filter((each) => each.sampled && each.ending === 'completed' && each.number !== trace.number);
  const way = wayOf(trace);
  const before = sampled.filter((each) => each.endUs < fromUs);
  const within = sampled.filter((each) => each.endUs >= fromUs && each.endUs < toUs);
  const choices = [
    { from: 'before', traces: before.filter((each) => wayOf(each) === way), alike: true },
    { from: 'within', traces: within.filter((each) => wayOf(each) === way), alike: true },
    { from: 'before', traces: before, alike: false },
    { from: 'within', traces: within, alike: false },
  ] as const;
  const chosen = choices.find(({ traces }) => traces.length >= SAMPLED_MIN);
  if (chosen === undefined) return null;
  const ranked = [...chosen.traces].sort((a, b) => a.endUs - a.startUs - (b.endUs - b.startUs) || a.number - b.number);
  const median = ranked[Math.ceil(ranked.length / 2) - 1];
  return median === undefined
    ? null
    : { trace: median, sampled: ranked.length, alike: chosen.alike, from: chosen.from };
}

/** The way of a request: its operation, and at how many places it was served. */
function wayOf({ operation, spans }: Trace): string {
  return `${operation} ${spans.filter(({ kind }) => kind === 'service' || kind === 'sharing').length}`;
}
