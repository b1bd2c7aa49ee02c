/** @module What a network may cost: where it exceeds that, an error names the part where most requests are and why. */
import { type Issue, issue } from '../kernel/result.ts';
import { ROW_BYTES } from '../system/request-table.ts';
import type { World } from '../system/world.ts';
import type { NetworkBudget } from './network-spec.ts';

const MEMORY_BYTES = 1_073_741_824;
/** A pending event, and a place in a line, beside the request's own row. */
const EVENT_BYTES = 32;
const PLACE_BYTES = 8;

/** Tells a world what it may cost. */
export function setBudget(world: World, { steps, memoryBytes = MEMORY_BYTES }: NetworkBudget): void {
  if (steps !== undefined) world.stepsMax = steps;
  world.liveMax = Math.max(1, Math.floor(memoryBytes / requestBytes(world)));
}

/** Bytes of one request in flight; its marks in the ledger take one number per place. */
function requestBytes(world: World): number {
  return ROW_BYTES + EVENT_BYTES + (world.ledger === null ? 0 : PLACE_BYTES * (world.ledger.places + 1));
}

/** @returns which budget was exceeded, when, and where requests pile up */
export function budgetIssue(world: World): Issue {
  const at = `by ${world.nowUs / 1e6} s`;
  let fullest = world.stations[0]!;
  for (const station of world.stations) if (station.outstanding > fullest.outstanding) fullest = station;
  const where = `${fullest.outstanding} requests are at station ${fullest.id}`;
  const path = `stations.${fullest.index}`;
  if (world.requests.live > world.liveMax) {
    const bytes = world.requests.live * requestBytes(world);
    const room = world.liveMax * requestBytes(world);
    const message = `found ${world.requests.live} requests in flight ${at}, ${bytes} bytes, expected at most ${room} (budget.memoryBytes); ${where}: bound its line, lower the rates, or give more`;
    return issue('memory-budget', path, message);
  }
  const message = `found ${world.steps} events ${at}, expected at most ${world.stepsMax} (budget.steps); ${where}: end the arrivals, simulate less time, or give more`;
  return issue('step-budget', path, message);
}
