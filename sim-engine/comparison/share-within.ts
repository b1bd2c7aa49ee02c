/** @module Share within: which part of the requests that ended was answered within a time, in each of two runs. */
import { OPEN } from '../measure/request-log.ts';
import type { RunRequests } from './compare-requests.ts';
import { type Pairing, requestsOf } from './pairing.ts';

/** Steps of one decade of latency. */
const STEPS_PER_DECADE = 24;
/** From 1 ms to 10 s. */
const DECADES = 4;
const FROM_US = 1000;

/** One run's distribution. */
export interface WithinCurve {
  /** Requests that ended, answered or not. */
  readonly ended: number;
  /** Of them without an answer: they are within no time. */
  readonly lost: number;
  /** Answered in time, each by the SLO of its own tenant. */
  readonly inTime: number;
  /** Answered within each of {@link WithinCurves.latencyMs}, shares of `ended`, 0..1, ascending. */
  readonly shares: readonly number[];
}

/** Two runs on the same ladder of latencies. */
export interface WithinCurves {
  readonly latencyMs: readonly number[];
  readonly a: WithinCurve;
  readonly b: WithinCurve;
}

/** @returns the ladder, whole microseconds: every decade in eight equal ratios, each of them in three equal steps */
function ladder(): number[] {
  // Repeated square roots: unlike powers they are the same bits in every JavaScript engine.
  const eighth = Math.sqrt(Math.sqrt(Math.sqrt(10)));
  const rungs: number[] = [];
  const parts = STEPS_PER_DECADE / 8;
  let decadeUs = FROM_US;
  for (let decade = 0; decade < DECADES; decade++, decadeUs *= 10) {
    let from = 1;
    for (let step = 0; step < 8; step++, from *= eighth) {
      for (let part = 0; part < parts; part++) {
        rungs.push(Math.round(decadeUs * from * (1 + ((eighth - 1) * part) / parts)));
      }
    }
  }
  rungs.push(decadeUs);
  return rungs;
}

/**
 * @param pairing  two sides
 * @param ids      tenants taken together
 */
export function shareWithin(pairing: Pairing, ids: readonly string[]): WithinCurves {
  const rungs = ladder();
  const { a, b } = requestsOf(pairing, ids);
  return { latencyMs: rungs.map((us) => us / 1000), a: curveOf(a, rungs), b: curveOf(b, rungs) };
}

function curveOf({ tenants }: RunRequests, rungs: readonly number[]): WithinCurve {
  const counts = new Float64Array(rungs.length + 1);
  let ended = 0;
  let answered = 0;
  let inTime = 0;
  for (const { log, sloUs } of tenants) {
    for (let i = 0; i < log.count; i++) {
      const latency = log.latencyUs[i]!;
      if (latency === OPEN) continue;
      ended++;
      if (latency < 0) continue;
      answered++;
      if (latency <= sloUs) inTime++;
      counts[firstRung(rungs, latency)]!++;
    }
  }
  let below = 0;
  const shares = rungs.map((_, at) => {
    below += counts[at]!;
    return ended === 0 ? 0 : below / ended;
  });
  return { ended, lost: ended - answered, inTime, shares };
}

/** Index of the first rung that a latency does not exceed; the number of rungs beyond the last. */
function firstRung(rungs: readonly number[], latency: number): number {
  let [low, high] = [0, rungs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rungs[middle]! < latency) low = middle + 1;
    else high = middle;
  }
  return low;
}
