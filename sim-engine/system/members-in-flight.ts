/** @module How many requests of each member of a group have not ended. */
import { PURPOSE } from './program.ts';
import { CLIENT } from './request-table.ts';
import type { World } from './world.ts';

/**
 * @param tenant  index of a group
 * @returns requests in flight by member, for those that have any
 */
export function membersInFlight({ requests, classes }: World, tenant: number): Map<number, number> {
  const inFlight = new Map<number, number>();
  requests.forEachLive((row) => {
    if (requests.tenant[row] !== tenant || requests.parent[row] !== CLIENT) return;
    if (classes[requests.program[row]!]!.purpose !== PURPOSE.request) return;
    const member = requests.member[row]!;
    inFlight.set(member, (inFlight.get(member) ?? 0) + 1);
  });
  return inFlight;
}
