/** @module Windows of a comparison: where something happened in either run, and which part of time is compared. */
import { noiseItems } from '../../sim-engine/model/timeline.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { capitalised, formatClock } from '../text/format.ts';
import { actionWords, type Titles } from './run-names.ts';

/** At most so many places to cut at: a list must stay readable. */
const INSTANTS_MAX = 24;

/** A moment at which a window may begin or end. */
export interface Instant {
  readonly atUs: number;
  /** "G floods", "B: cells". */
  readonly label: string;
}

/** A part of simulated time, [fromUs, toUs), microseconds. */
export interface CompareWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/** @returns how far both runs came, microseconds */
export function commonEndUs(a: RunInputs, b: RunInputs): number {
  return Math.min(a.simulatedUs, b.simulatedUs);
}

/** @returns the beginning, every change of load or system in either run, and the common end; ascending, each moment once */
export function instantsOf(a: RunInputs, b: RunInputs, titles: Titles): readonly Instant[] {
  const endUs = commonEndUs(a, b);
  const found: Instant[] = [...planned(a), ...planned(b), ...acted(a, 'A', titles), ...acted(b, 'B', titles)];
  const byTime = new Map<number, string[]>();
  for (const { atUs, label } of found) {
    if (atUs <= 0 || atUs >= endUs) continue;
    const labels = byTime.get(atUs) ?? [];
    if (!labels.includes(label)) byTime.set(atUs, [...labels, label]);
  }
  const inside = [...byTime]
    .map(([atUs, labels]) => ({ atUs, label: labels.join('; ') }))
    .sort((x, y) => x.atUs - y.atUs)
    .slice(0, INSTANTS_MAX);
  return [{ atUs: 0, label: 'beginning' }, ...inside, { atUs: endUs, label: 'end' }];
}

function planned({ scenario }: RunInputs): Instant[] {
  return scenario.timeline.flatMap(({ atUs, forUs, label }) => [
    { atUs, label },
    { atUs: atUs + forUs, label: `${label}: over` },
  ]);
}

function acted({ actions }: RunInputs, letter: string, titles: Titles): Instant[] {
  return actions.map(({ atUs, action }) => {
    const words = actionWords(action, titles) ?? action.type.replaceAll('-', ' ');
    return { atUs, label: `${letter}: ${words}` };
  });
}

/**
 * What the address asks for, if both runs can be cut there.
 *
 * @param from  seconds, or null
 * @param to    seconds, or null
 * @param whole true when the whole of both runs was asked for
 * @returns null for the whole of both runs; where their ends differ, unless asked for otherwise, the time both have
 */
export function windowFrom(
  from: string | null,
  to: string | null,
  whole: boolean,
  instants: readonly Instant[],
  a: RunInputs,
  b: RunInputs,
): CompareWindow | null {
  const [first, last] = [instants[0]!.atUs, instants.at(-1)!.atUs];
  const known = (text: string | null, otherwise: number): number => {
    const us = Math.round(Number(text ?? Number.NaN) * 1e6);
    return instants.some(({ atUs }) => atUs === us) ? us : otherwise;
  };
  const [fromUs, toUs] = [known(from, first), known(to, last)];
  const isAll = fromUs >= toUs || (fromUs === first && toUs === last);
  if (!isAll) return { fromUs, toUs };
  if (whole || a.simulatedUs === b.simulatedUs) return null;
  return { fromUs: first, toUs: last };
}

/**
 * @returns where the runs part: everything before is the same in both, microseconds; null where they differ from the beginning,
 *   or nowhere
 */
export function partingUs(a: RunInputs, b: RunInputs): number | null {
  if (a.seed !== b.seed || a.scenarioSha256 !== b.scenarioSha256) return null;
  const length = Math.max(a.actions.length, b.actions.length);
  for (let at = 0; at < length; at++) {
    const [ofA, ofB] = [a.actions[at], b.actions[at]];
    if (ofA?.atUs === ofB?.atUs && JSON.stringify(ofA?.action) === JSON.stringify(ofB?.action)) continue;
    const firstUs = Math.min(ofA?.atUs ?? Number.POSITIVE_INFINITY, ofB?.atUs ?? Number.POSITIVE_INFINITY);
    return firstUs > 0 && firstUs < commonEndUs(a, b) ? firstUs : null;
  }
  return null;
}

/** @returns "30.0 to 84.0 s" */
export function windowWords({ fromUs, toUs }: CompareWindow): string {
  return `${formatClock(fromUs).replace(' s', '')} to ${formatClock(toUs)}`;
}

/** @returns when noise came by the scenario: "G floods from 30.0 to 84.0 s" */
export function noiseWords({ scenario }: RunInputs): string | null {
  const [first, ...others] = noiseItems(scenario);
  if (first === undefined) return null;
  const span = windowWords({ fromUs: first.atUs, toUs: first.atUs + first.forUs });
  return `${capitalised(first.label)} from ${span}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}
