/** @module The step at which a request reads its pages: what is in memory takes no IO, and who pushed out the rest pays for it. */
import { PART } from './database-steps.ts';
import { STEP } from './program.ts';
import type { World } from './world.ts';

/**
 * Reads the pages of a request at the database behind its connection. Its demand becomes the part of its IO that was not in
 * memory; what is missing is there from now on. A write does all of its IO, and leaves its pages in memory.
 *
 * @param at  its step
 * @returns true when IO is left to do
 */
export function readPages(world: World, row: number, at: number): boolean {
  const { requests, code, nowUs } = world;
  const buffer = world.engineOf(row).buffer!;
  const faults = world.pageFaults!;
  const tenant = requests.tenant[row]!;
  const slot = row * requests.slots + code.slot[at]!;
  const operations = requests.demand[slot]!;
  const writes = code.branch[at] === 1;
  const looks = buffer.looks(tenant, operations);
  const first = buffer.begin(tenant, requests.key[row]!, looks);
  faults.clear(row);
  let missed = 0;
  for (let look = 0; look < looks; look++) {
    const page = buffer.onwards(tenant, first, look);
    if (buffer.cache.lookup(tenant, page, nowUs)) continue;
    missed++;
    const evictor = buffer.cache.evictor(tenant, page);
    if (!writes) faults.miss(row, evictor === tenant ? -1 : evictor);
    buffer.cache.insert(tenant, page, nowUs);
  }
  if (writes) return true;
  buffer.hits[tenant]! += looks - missed;
  buffer.misses[tenant]! += missed;
  requests.demand[slot] = (operations * missed) / looks;
  return missed > 0;
}

/**
 * A service is over: the part of it that read pages which others had pushed out is charged to them. Shares are rounded so that
 * together they are never more than the service.
 *
 * @param us  the service, microseconds
 */
export function chargePages(world: World, row: number, us: number): void {
  const { requests, ledger, code } = world;
  const faults = world.pageFaults!;
  // What was missed on the way to IO that never took place is no part of another service.
  const at = requests.step[row]!;
  if (code.kind[at] !== STEP.visitHeld || code.tier[at] !== PART.io) return;
  const victim = requests.victim[row]!;
  const missed = faults.missedBy(row);
  let pages = 0;
  let charged = 0;
  if (ledger !== null && victim >= 0) {
    for (let line = faults.firstOf(row); line >= 0; line = faults.after(line)) {
      pages += faults.pagesOf(line);
      const due = Math.floor((us * pages) / missed + 0.5) - charged;
      charged += due;
      if (due === 0) continue;
      const culprit = ledger.placeOf[faults.evictorOf(line)]!;
      ledger.charge(world.bufferBook!, culprit, victim, due);
      world.tracer?.charge(row, culprit, due);
    }
  }
  faults.clear(row);
}
