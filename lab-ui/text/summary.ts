/** @module The sentence over the scene, computed: who waits, how many, since when, and who was not helped. */
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import type { BenchData } from '../state/bench-data.ts';
import { faultFacts } from './fault-facts.ts';
import {
  capitalised,
  countWord,
  formatClock,
  formatCount,
  formatMs,
  formatSeconds,
  formatUsdPerHour,
  listWords,
} from './format.ts';
import { settledUs, sinceThen, sinceWhat } from './recovery.ts';
import {
  floodingTenants,
  isolationTitle,
  letterOf,
  type MoveFact,
  moveFacts,
  type NoiseFact,
  noiseFacts,
} from './run-facts.ts';
import { slosUs, tenantStateHistory, tenantStates } from './tenant-state.ts';

/** A sentence in two weights. */
export interface Summary {
  readonly strong: string;
  readonly rest: string;
}

/** How far back a change still explains what is seen, microseconds. */
const MOVE_MATTERS_US = 60_000_000;

/** More tenants than this are counted, not named. */
const NAMED_MAX = 3;

/** @param data  the run */
export function summarySentence(data: BenchData): Summary {
  const { strong, rest } = withoutFaults(data);
  const struck = data.status === 'finished' ? [] : faultFacts(data).filter(({ state }) => state === 'running');
  const faults = struck.map(({ label, fromUs }) => `${label} since ${formatClock(fromUs)}.`);
  return { strong, rest: [rest, ...faults].filter((part) => part !== '').join(' ') };
}

function withoutFaults(data: BenchData): Summary {
  const count = data.scenario.tenants.length;
  if (data.ticks.length === 0) {
    return {
      strong: `${capitalised(countWord(count))} tenants share one scenario; nothing has run yet.`,
      rest: planned(data),
    };
  }
  const noise = noiseFacts(data).filter((fact) => fact.state === 'running');
  const flooders = floodingTenants(data);
  const neighbours = data.scenario.tenants.map((_, index) => index).filter((index) => !flooders.has(index));
  const states = tenantStates(data);
  const hurt = neighbours.filter((index) => states[index] === 'over');
  if (data.status === 'finished') return finished(data, neighbours);
  const move = [...moveFacts(data)]
    .reverse()
    .find((fact) => fact.atUs >= (noise[0]?.fromUs ?? 0) && data.simulatedUs - fact.atUs < MOVE_MATTERS_US);
  if (hurt.length < neighbours.length && move && wasWorse(data, neighbours, hurt.length, move)) {
    return afterMove(data, neighbours, hurt, move);
  }
  if (hurt.length > 0) return waiting(data, neighbours, hurt, noise, move);
  return quiet(data, neighbours, noise);
}

function quiet(data: BenchData, neighbours: readonly number[], noise: readonly NoiseFact[]): Summary {
  const recent = data.ticks.at(-1)?.tenants ?? [];
  const p99s = neighbours.map((index) => recent[index]?.p99RecentUs ?? 0).filter((us) => us > 0);
  const range =
    p99s.length > 0
      ? `p99 from ${formatMs(Math.min(...p99s))} to ${formatMs(Math.max(...p99s))} over the last 5 s.`
      : '';
  const running = noise[0];
  const states = tenantStates(data);
  if (neighbours.every((index) => states[index] === 'running' || states[index] === 'not-yet')) {
    return { strong: 'The first requests come in.', rest: 'Percentiles count once they have been measured for 2.5 s.' };
  }
  if (!running) {
    return {
      strong: `All ${countWord(neighbours.length)} neighbours are ${within(data)}.`,
      rest: `${range} ${planned(data)}`.trim(),
    };
  }
  return {
    strong: `${capitalised(running.label)} since ${formatClock(running.fromUs)}, and all ${countWord(neighbours.length)} neighbours are ${within(data)}.`,
    rest: range,
  };
}

function planned(data: BenchData): string {
  const next = noiseFacts(data)
    .filter((fact) => fact.state === 'planned')
    .sort((a, b) => a.fromUs - b.fromUs)[0];
  return next ? `${next.label} at ${formatClock(next.fromUs)}.` : '';
}

function waiting(
  data: BenchData,
  all: readonly number[],
  hurt: readonly number[],
  noise: readonly NoiseFact[],
  move: MoveFact | undefined,
): Summary {
  const strong = `${outOf(hurt.length, all.length)} ${hurt.length === 1 ? 'waits' : 'wait'} past ${slo(data)}.`;
  const rest: string[] = [];
  const running = noise[0];
  if (running) rest.push(`${running.label} since ${formatClock(running.fromUs)}.`);
  rest.push(...sinceThen(data, hurt, running, move));
  const line = longestLine(data);
  if (line)
    rest.push(
      `${capitalised(formatCount(line.waiting))} wait in one line, the longest for ${formatSeconds(line.longestUs)}.`,
    );
  return { strong, rest: rest.join(' ') };
}

function afterMove(data: BenchData, all: readonly number[], hurt: readonly number[], move: MoveFact): Summary {
  const back = all.length - hurt.length;
  const which = hurt.length === 0 ? `All ${countWord(all.length)} neighbours` : outOf(back, all.length);
  return {
    strong: `${which} ${back === 1 ? 'is' : 'are'} back under ${slo(data)}, ${sinceWhat(data, settledUs(data, all, hurt, move.atUs), move)}.`,
    rest: hurt.length === 0 ? price(data) : leftBehind(data, hurt),
  };
}

/** Names who still waits and, when it explains the wait, with whom they share a row. */
function leftBehind(data: BenchData, hurt: readonly number[]): string {
  if (hurt.length > NAMED_MAX) return `The other ${countWord(hurt.length)} still wait.`;
  const names = listWords(hurt.map((index) => letterOf(data, index)));
  const rows = data.topology?.rows ?? [];
  const flooder = [...floodingTenants(data)][0] ?? -1;
  const row = rows.find(({ tenants }) => tenants.includes(flooder));
  if (rows.length > 1 && row && hurt.every((index) => row.tenants.includes(index))) {
    return `${names} ${hurt.length === 1 ? 'shares' : 'share'} ${row.title} with ${letterOf(data, flooder)} and still ${hurt.length === 1 ? 'waits' : 'wait'}.`;
  }
  return `${names} still ${hurt.length === 1 ? 'waits' : 'wait'}.`;
}

function finished(data: BenchData, neighbours: readonly number[]): Summary {
  const history = tenantStateHistory(data);
  const ticks = history.filter((states) => neighbours.some((index) => states[index] === 'over')).length;
  const seconds = formatCount(Math.round((ticks * TICK_US) / 1e6));
  const strong =
    ticks === 0
      ? 'No neighbour was over its SLO at any time.'
      : `At least one neighbour was over its SLO for ${seconds} of ${formatCount(data.simulatedUs / 1e6)} s.`;
  return { strong, rest: price(data) };
}

function price(data: BenchData): string {
  if (!data.topology) return '';
  return `${isolationTitle(data, data.topology.isolation)} costs ${formatUsdPerHour(data.topology.priceMicroUsdPerHour)}.`;
}

function outOf(count: number, all: number): string {
  return count === all && all > 1
    ? `All ${countWord(all)} neighbours`
    : `${capitalised(countWord(count))} of ${countWord(all)} neighbours`;
}

function slo(data: BenchData): string {
  const values = new Set(slosUs(data));
  return values.size === 1 ? formatMs([...values][0] ?? 0) : 'their SLO';
}

function within(data: BenchData): string {
  const words = slo(data);
  return words === 'their SLO' ? 'within their SLO' : `under ${words}`;
}

function hurtAt(states: readonly string[], neighbours: readonly number[]): number {
  return neighbours.filter((index) => states[index] === 'over').length;
}

function wasWorse(data: BenchData, neighbours: readonly number[], hurtNow: number, move: MoveFact): boolean {
  const from = Math.max(0, Math.floor(move.atUs / TICK_US) - 1);
  return tenantStateHistory(data)
    .slice(from)
    .some((states) => hurtAt(states, neighbours) > hurtNow);
}

function longestLine(data: BenchData): { waiting: number; longestUs: number } | null {
  let longest = { waiting: 0, longestUs: 0 };
  for (const station of data.state?.stations ?? []) {
    if (station.waiting > longest.waiting) longest = { waiting: station.waiting, longestUs: station.longestWaitUs };
  }
  return longest.waiting > 0 ? longest : null;
}
