/** @module Where one request is right now: the servers it holds and the line it stands in, by the places that frames list. */

import type { RequestName, Spot } from '../model/trace.ts';
import { CLIENT, PHASE } from '../system/request-table.ts';
import type { SaasSystem } from '../system/saas-system.ts';
import type { Station } from '../system/station.ts';
import { standing } from './topology-view.ts';

/** @returns its places; none where it is under way between stations or waits for a lock alone; null when it is not in the system */
export function whereabouts(system: SaasSystem, { tenant, number, arrivedUs }: RequestName): Spot[] | null {
  const { requests } = system.world;
  const index = system.scenario.tenants.findIndex(({ id }) => id === tenant);
  const rows = new Set<number>();
  requests.forEachLive((row) => {
    const isIt = requests.tenant[row] === index && requests.number[row] === number;
    if (isIt && requests.parent[row] === CLIENT && requests.arrivedUs[row] === arrivedUs) rows.add(row);
  });
  if (rows.size === 0) return null;
  addCalls(system, rows);
  return standing(system).stations.flatMap((station, at) => spotsAt(system, station, at, rows));
}

/** Attempts and branches are rows of their own, each with the row that called it. */
function addCalls({ world: { requests } }: SaasSystem, rows: Set<number>): void {
  for (let before = 0; before < rows.size; ) {
    before = rows.size;
    requests.forEachLive((row) => {
      if (rows.has(requests.parent[row]!)) rows.add(row);
    });
  }
}

function spotsAt({ world }: SaasSystem, station: Station, at: number, rows: ReadonlySet<number>): Spot[] {
  const isQueue = world.pools[station.pool]!.scale?.isQueue === true;
  // Of a queue's workers only those that work are listed.
  const serving = isQueue ? station.serving.filter((row) => row >= 0) : station.serving;
  const spots = [...serving].flatMap((row, server) => (rows.has(row) ? [{ station: at, server, place: -1 }] : []));
  const { phase, station: stands } = world.requests;
  const waits = [...rows].some((row) => phase[row] === PHASE.waiting && world.stations[stands[row]!] === station);
  if (!waits) return spots;
  station.list(station.waiting).forEach((row, place) => {
    if (rows.has(row)) spots.push({ station: at, server: -1, place });
  });
  return spots;
}
