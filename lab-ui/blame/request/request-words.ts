/** @module One request in words, with numbers that add up, and as tables. */
import type { ChartTable } from '../../charts/chart.ts';
import type { KeptRequest, OrdinaryRequest } from '../../replay/questions/slow-request.ts';
import { formatCount, formatMs, formatNumber, formatShare, listWords } from '../../text/format.ts';
import type { LatencyClass } from './latency-histogram.ts';
import { longestWait, type SpanRow, type TimeSplit } from './span-rows.ts';

/** Waits shorter than this share of the latency are told together. */
const TOLD_FROM = 0.005;

/**
 * @param partsUs  microseconds
 * @returns each in milliseconds with one decimal, rounded so that they add up to the rounded total (largest remainder)
 */
export function addingUp(partsUs: readonly number[]): readonly string[] {
  const tenths = partsUs.map((us) => us / 100);
  const floors = tenths.map(Math.floor);
  const total = Math.round(tenths.reduce((sum, each) => sum + each, 0));
  let left = total - floors.reduce((sum, each) => sum + each, 0);
  const byRemainder = tenths.map((_, at) => at).sort((a, b) => tenths[b]! - floors[b]! - (tenths[a]! - floors[a]!));
  for (const at of byRemainder) {
    if (left <= 0) break;
    floors[at] = floors[at]! + 1;
    left--;
  }
  return floors.map((each) => `${formatCount(Math.floor(each / 10))}.${each % 10} ms`);
}

/** What the sentence needs to know beside the rows. */
export interface RequestFacts {
  /** Letter of the tenant. */
  readonly victim: string;
  readonly split: TimeSplit;
  readonly rows: readonly SpanRow[];
  readonly ordinaryUs: number | null;
  /** Servers where it waited longest; 0 where that was no station. */
  readonly servers: number;
  letterOf(who: string): string;
}

/** @returns the request in sentences; work and waits add up to the latency */
export function requestSentence({ victim, split, rows, ordinaryUs, servers, letterOf }: RequestFacts): string {
  const waits = rows.filter((row) => row.isCritical && row.chargedUs > 0).sort((a, b) => b.chargedUs - a.chargedUs);
  const told = waits.filter(({ chargedUs }) => chargedUs >= TOLD_FROM * split.latencyUs);
  const rest = split.waitUs - told.reduce((sum, { chargedUs }) => sum + chargedUs, 0);
  const [work, ...lengths] = addingUp([split.workUs, ...told.map(({ chargedUs }) => chargedUs), rest]);
  const total = addingUp([split.latencyUs])[0];
  if (told.length === 0) {
    return `${victim}’s request needed ${work} of work and waited for ${lengths.at(-1)}: ${total} in all. Nobody held it up.`;
  }
  const parts = told.map((row, at) => {
    const first = row.parts[0];
    const share =
      first === undefined
        ? ''
        : `, ${formatShare(first.us / row.chargedUs)} of it behind ${whoWords(first.who, victim, letterOf)}`;
    return `${lengths[at]} for ${row.what}${share}`;
  });
  if (rest > 0) parts.push(`${lengths.at(-1)} elsewhere`);
  const held = longestWait(rows)?.parts.filter(({ held }) => held > 0) ?? [];
  const holders =
    held.length === 0
      ? ''
      : ` When it joined, ${listWords(
          [...held]
            .sort((a, b) => b.held - a.held)
            .slice(0, 3)
            .map(
              (part) =>
                `${whoWords(part.who, victim, letterOf)} held ${formatCount(part.held)}${servers > 0 ? ` of ${formatCount(servers)}` : ''}`,
            ),
        )}.`;
  const beside =
    ordinaryUs === null || ordinaryUs === 0
      ? ''
      : ` An ordinary one of ${victim} took ${formatMs(ordinaryUs)}, ${factor(split.latencyUs / ordinaryUs)}.`;
  return `${victim}’s request needed ${work} of work. It waited ${listWords(parts)}: ${total} in all.${holders}${beside}`;
}

function whoWords(who: string, victim: string, letterOf: (who: string) => string): string {
  if (who === '') return 'others';
  return letterOf(who) === victim ? 'its own tenant' : letterOf(who);
}

function factor(times: number): string {
  if (times < 1.05) return 'as long';
  return `${times < 10 ? formatNumber(Number(times.toFixed(1))) : formatCount(times)} times shorter`;
}

/** @returns what the ordinary request is the median of */
export function ordinaryWords({ sampled, alike, from, trace }: OrdinaryRequest): string {
  const when = from === 'before' ? 'before this window' : 'in this window';
  return alike ? `of ${sampled} like it (${trace.operation}), ${when}` : `of ${sampled} sampled, ${when}`;
}

/** @returns the spans as a table */
export function spansTable(rows: readonly SpanRow[], latencyUs: number, letterOf: (who: string) => string): ChartTable {
  return {
    caption: 'Spans of this request, in order of time',
    columns: [
      { label: 'Span', numeric: false },
      { label: 'Place', numeric: false },
      { label: 'From, µs', numeric: true },
      { label: 'Length, µs', numeric: true },
      { label: 'Of all, %', numeric: true },
      { label: 'Waited, µs', numeric: true },
      { label: 'In front, ms', numeric: false },
    ],
    rows: rows.map((row) => [
      row.outcome === '' ? row.label : `${row.label}: ${row.outcome}`,
      row.place === '' ? '–' : row.place,
      row.fromUs,
      row.toUs - row.fromUs,
      latencyUs === 0 ? 0 : (100 * (row.toUs - row.fromUs)) / latencyUs,
      row.chargedUs,
      row.parts.length === 0
        ? '–'
        : row.parts
            .map(({ who, us }) => `${who === '' ? 'others' : letterOf(who)} ${formatNumber(us / 1000)}`)
            .join(', '),
    ]),
  };
}

/** @returns all latencies by class */
export function latencyTable(classes: readonly LatencyClass[]): ChartTable {
  return {
    caption: 'Requests of this tenant in the window, by latency',
    columns: [
      { label: 'From, µs', numeric: true },
      { label: 'To, µs', numeric: true },
      { label: 'Requests', numeric: true },
    ],
    rows: classes
      .filter(({ count }) => count > 0)
      .map(({ fromUs, toUs, count }) => [Math.round(fromUs), Math.round(toUs), count]),
  };
}

/** @returns where this one stands among all of the window */
export function rankWords(victim: string, latenciesUs: readonly number[], thisUs: number, sloUs: number): string {
  if (latenciesUs.length === 0) return `No request of ${victim} was answered in this window.`;
  const slower = latenciesUs.filter((us) => us > thisUs).length;
  const over = latenciesUs.filter((us) => us > sloUs).length;
  const place =
    slower === 0
      ? 'none took longer than this one'
      : `${formatCount(slower)} (${formatShare(slower / latenciesUs.length)}) took longer than this one`;
  return `${formatCount(latenciesUs.length)} requests of ${victim} were answered in this window; ${place}, ${formatShare(over / latenciesUs.length)} were over the SLO of ${formatMs(sloUs)}.`;
}

/** @returns the kept request beside one, by slowness */
export function neighbour(kept: readonly KeptRequest[], number: number, step: 1 | -1): KeptRequest | null {
  const at = kept.findIndex((each) => each.number === number);
  return at < 0 ? null : (kept[at + step] ?? null);
}
