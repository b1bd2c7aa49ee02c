/**
 * @module The steps at which a request takes its partition's credit and goes on when it has it.
 *
 * A wait is charged, when it is over, to those whose spendings were missing when it began, its own included, in proportion; what
 * division leaves over goes in tenant order. A wait that is cut short is charged in the same proportion.
 */
import { SPAN } from '../measure/trace/trace-record.ts';
import { OUTCOME } from './events.ts';
import { STEP } from './program.ts';
import { PHASE } from './request-table.ts';
import type { World } from './world.ts';

/**
 * A request takes credit for its IO.
 *
 * @param at  its step; the next one settles the wait
 * @returns true when it goes on at once; otherwise it waits, or was turned away
 */
export function takeCredit(world: World, row: number, at: number): boolean {
  const { requests, code, nowUs } = world;
  const partitions = world.engineOf(row).partitions!;
  const tenant = requests.tenant[row]!;
  const operations = requests.demand[row * requests.slots + code.slot[at]!]!;
  const partition = partitions.of(tenant, requests.key[row]!);
  if (!partitions.admits(partition, operations, nowUs)) {
    partitions.throttled[tenant]!++;
    world.fail(row, OUTCOME.rejected);
    return false;
  }
  const waitUs = partitions.spend(partition, tenant, operations);
  requests.step[row] = at + 1;
  requests.sinceUs[row] = nowUs;
  if (waitUs === 0) return true;
  if (world.ledger !== null && requests.victim[row]! >= 0) {
    const { places, placeOf } = world.ledger;
    const marks = world.ledger.marksOf(row);
    const from = row * (places + 1);
    marks.fill(0, from, from + places + 1);
    for (let each = 0; each < placeOf.length; each++)
      marks[from + placeOf[each]!]! += partitions.spentBy(partition, each);
  }
  world.tracer?.open(row, SPAN.delay, -1, requests.waitedUs[row]!, nowUs);
  world.pause(row, waitUs);
  return false;
}

/** A request that may have waited for credit goes on, is stopped, or works on for nobody. */
export function settleCredit(world: World, row: number): void {
  const { requests, ledger, nowUs, creditBook } = world;
  const us = nowUs - requests.sinceUs[row]!;
  if (us === 0) return;
  requests.sinceUs[row] = nowUs;
  requests.waitedUs[row]! += us;
  const victim = requests.victim[row]!;
  if (ledger === null || victim < 0) return;
  const marks = ledger.marksOf(row);
  const from = row * (ledger.places + 1);
  let total = 0;
  for (let place = 0; place < ledger.places; place++) total += marks[from + place]!;
  let spent = 0;
  let charged = 0;
  for (let place = 0; place < ledger.places; place++) {
    if (marks[from + place] === 0) continue;
    spent += marks[from + place]!;
    const due = Math.min(us, Math.floor((us * spent) / total + 0.5)) - charged;
    if (due <= 0) continue;
    charged += due;
    ledger.charge(creditBook!, place, victim, due);
    world.tracer?.charge(row, place, due);
  }
  // Rounding of the sums: what it leaves is one's own.
  if (charged < us) {
    ledger.charge(creditBook!, victim, victim, us - charged);
    world.tracer?.charge(row, victim, us - charged);
  }
}

/** @returns true when a request waits for its partition's credit */
export function waitsForCredit(world: World, row: number): boolean {
  const { requests, code } = world;
  return requests.phase[row] === PHASE.delayed && code.kind[requests.step[row]!] === STEP.credited;
}
