/** @module When neighbours were well again, and after what: a move, the end of a noise, or neither yet. */
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import type { BenchData } from '../state/bench-data.ts';
import { capitalised, formatClock } from './format.ts';
import { letterOf, type MoveFact, type NoiseFact, noiseFacts } from './run-facts.ts';
import { slosUs } from './tenant-state.ts';

/** One slow request in a quiet half second is no relapse; being back means a calm second and a half. */
const CALM_TICKS = 3;

/**
 * Since when the neighbours that are back have been back, from each half second's own p99: the recent percentile beside the
 * names looks 5 s back and would make every cure look 5 s slower than it was.
 *
 * @returns microseconds
 */
export function settledUs(
  data: BenchData,
  neighbours: readonly number[],
  hurt: readonly number[],
  fromUs: number,
): number {
  const limits = slosUs(data);
  const from = Math.floor(fromUs / TICK_US);
  let settled = from;
  for (const index of neighbours) {
    if (hurt.includes(index)) continue;
    const late = (tick: number): boolean => (data.ticks[tick]?.tenants[index]?.p99Us ?? 0) > (limits[index] ?? 0);
    let at = from;
    const isCalm = (tick: number): boolean =>
      Array.from({ length: CALM_TICKS }, (_, on) => tick + on).every((on) => !late(on));
    while (at < data.ticks.length && !isCalm(at)) at++;
    settled = Math.max(settled, at);
  }
  return Math.max(fromUs, settled * TICK_US);
}

/** What has changed since, for those who are over their SLO: the percentile looks 5 s back, and so long after a cure. */
export function sinceThen(
  data: BenchData,
  hurt: readonly number[],
  running: NoiseFact | undefined,
  move: MoveFact | undefined,
): readonly string[] {
  const isCalmSince = (fromUs: number): boolean =>
    settledUs(data, hurt, [], fromUs) + CALM_TICKS * TICK_US <= data.ticks.length * TICK_US;
  const ended = running ? undefined : lastEnd(data, data.simulatedUs);
  if (ended) {
    const since = `No noise since ${formatClock(ended.toUs)}`;
    return [
      isCalmSince(ended.toUs)
        ? `${since}: new answers are fast again; p99 looks 5 s back.`
        : `${since}; what was in line is still being answered.`,
    ];
  }
  if (!move) return [];
  const at = `${move.words} at ${formatClock(move.atUs)}`;
  return [
    isCalmSince(move.atUs)
      ? `Since ${at} new answers are fast again; p99 looks 5 s back.`
      : `${capitalised(at)} has not helped yet.`,
  ];
}

/** How long after what the neighbours were back: a noise that ended since the move, or before it, has cured them, not the move. */
export function sinceWhat(data: BenchData, settled: number, move: MoveFact): string {
  const ran = noiseFacts(data).some(
    (fact) => fact.state !== 'planned' && fact.fromUs <= move.atUs && move.atUs < fact.toUs,
  );
  const ended = lastEnd(data, settled);
  const seconds = (us: number): string => `${(us / 1e6).toFixed(1)} s`;
  if (ended && (ended.toUs > move.atUs || !ran))
    return `${seconds(settled - ended.toUs)} after the end of ${letterOf(data, ended.tenant)}’s noise`;
  // They may have been back before the move, while the percentile still looked back on the trouble.
  if (settled <= move.atUs) return `since before ${move.words}`;
  return `${seconds(settled - move.atUs)} after ${move.words}`;
}

/** @returns the noise that ended last, at a moment or before it */
function lastEnd(data: BenchData, atUs: number): NoiseFact | undefined {
  return noiseFacts(data)
    .filter((fact) => fact.state === 'over' && fact.toUs <= atUs)
    .sort((a, b) => b.toUs - a.toUs)[0];
}
