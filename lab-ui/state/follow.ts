/** @module A request that is followed: its way as stops, one at each change of what it does, and the address that names it. */
import type { TopologyView } from '../../sim-engine/model/topology.ts';
import type { RequestName, Trace } from '../../sim-engine/model/trace.ts';
import { spanRows } from '../blame/request/span-rows.ts';

/** One stop of the way. */
export interface Stop {
  /** The moment at which it has just begun, microseconds. */
  readonly atUs: number;
  /** "Connection, wait". */
  readonly words: string;
}

/** A request and its way. */
export interface Followed {
  readonly name: RequestName;
  /** In order of time: the first is its arrival, the last its end. */
  readonly stops: readonly Stop[];
  readonly startUs: number;
  readonly endUs: number;
}

const ENDINGS: Readonly<Record<Trace['ending'], string>> = {
  completed: 'answered',
  rejected: 'rejected',
  'timed-out': 'timed out',
  failed: 'failed',
  abandoned: 'given up',
};

/** @returns how a request stands in an address: `C.1204` */
export function followWord(tenant: string, number: number): string {
  return `${tenant}.${number}`;
}

/** @returns tenant and number of such a word, or null for anything else */
export function followOf(word: string | null): { readonly tenant: string; readonly number: number } | null {
  const parts = /^([^.]+)\.(\d{1,12})$/.exec(word ?? '');
  return parts === null ? null : { tenant: parts[1]!, number: Number(parts[2]) };
}

/**
 * @param trace     of the request
 * @param topology  where the places of its way stand, or null where that is not known
 * @returns its way; what ends in the microsecond in which it begins is no stop
 */
export function followed(trace: Trace, topology: TopologyView | null): Followed {
  const tierOf = (place: string) =>
    topology?.pools.find(({ stations }) => stations.some(({ id }) => id === place))?.tier ?? null;
  const stops = new Map<number, string>([[trace.startUs + 1, 'arrives']]);
  // An instant stands after every event before it: one microsecond after the event the reader sees what it did.
  for (const { fromUs, toUs, label } of spanRows(trace, tierOf))
    if (toUs > fromUs) stops.set(trace.startUs + fromUs + 1, label);
  stops.set(trace.endUs + 1, ENDINGS[trace.ending]);
  return {
    name: { tenant: trace.tenant, number: trace.number, arrivedUs: trace.startUs },
    stops: [...stops].map(([atUs, words]) => ({ atUs, words })).sort((a, b) => a.atUs - b.atUs),
    startUs: trace.startUs,
    endUs: trace.endUs,
  };
}

/** @returns index of the stop at which the request is at a moment; -1 before its arrival */
export function stopAt({ stops }: Followed, atUs: number): number {
  return stops.filter((stop) => stop.atUs <= atUs).length - 1;
}
