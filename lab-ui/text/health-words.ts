/** @module Health words: which parts a fault has struck, and how they fare. */
import type { ServerHealth, StationView, TopologyView } from '../../sim-engine/model/topology.ts';

/** Stations that a sentence names; more are counted. */
const NAMED_MAX = 3;

/** @returns how a station's servers fare, for example `down` or `2 of 6 slow ×5`; empty when all are well */
export function healthWords(station: StationView): string {
  const counts = new Map<string, number>();
  for (const struck of station.health ?? []) {
    const how = howBad(struck);
    counts.set(how, (counts.get(how) ?? 0) + struck.count);
  }
  const parts = [...counts].map(([how, count]) =>
    count === station.servers ? how : `${count} of ${station.servers} ${how}`,
  );
  return parts.join(', ');
}

/** @returns one part per station that is struck, for example `app-1 down`; beyond three of them how many more there are */
export function struckParts(topology: TopologyView): readonly string[] {
  const struck = topology.pools.flatMap((pool) => pool.stations.filter((station) => station.health !== undefined));
  const named = struck.slice(0, NAMED_MAX).map((station) => `${station.id} ${healthWords(station)}`);
  return struck.length > NAMED_MAX ? [...named, `${struck.length - NAMED_MAX} more struck`] : named;
}

/** @returns how one server fares, or null when it is well */
export function stateOf(station: StationView, server: number): ServerHealth['state'] | null {
  const struck = station.health?.find(({ first, count }) => server >= first && server < first + count);
  return struck?.state ?? null;
}

function howBad({ state, slowdown }: ServerHealth): string {
  return state === 'slow' ? `slow ×${Math.round(slowdown * 10) / 10}` : state;
}
