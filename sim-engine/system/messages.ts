/**
 * @module Messages: background jobs whose worker is lost are delivered again, up to a number of deliveries; then they are dead
 * letters.
 *
 * A message that a worker has taken is hidden for the visibility timeout. A worker that lives extends it in time, each time by
 * one more; the messages of one that is down or stands still come back when the last extension runs out. What a worker had done
 * of a job by then is lost, and a worker that wakes up later has nothing to do with it any more.
 *
 * @source Amazon SQS Developer Guide, "Visibility timeout" and "Dead-letter queues"
 */
import { PRIORITY } from '../kernel/event-queue.ts';
import { EVENT } from './events.ts';
import { takeAway } from './giving-up.ts';
import { PHASE } from './request-table.ts';
import { withdraw } from './serving.ts';
import type { Station } from './station.ts';
import type { World } from './world.ts';

const NONE = -1;

/** A job in service is lost with its worker: it stays hidden and comes back, or is given up. */
export function loseDelivery(world: World, row: number): void {
  const { requests, nowUs } = world;
  const backUs = backAtUs(world, row);
  withdraw(world, row);
  cancelTimer(world, row);
  requests.leftUs[row] = NONE;
  requests.retries[row]!++;
  if (requests.retries[row]! >= world.faults.messages.attemptsMax) {
    deadLetter(world, row);
    return;
  }
  world.accounts[requests.tenant[row]!]!.jobsRedelivered++;
  requests.phase[row] = PHASE.delayed;
  requests.event[row] = world.schedule(Math.max(nowUs, backUs), PRIORITY.completion, EVENT.delay, row);
}

/** A worker has stood still for so long that its message comes back. */
export function visibilityEnds(world: World, row: number): void {
  world.requests.timer[row] = NONE;
  loseDelivery(world, row);
}

/** Sets the end of visibility for jobs in workers that stand still, and takes it back for those that go on. */
export function watchMessages(world: World, station: Station): void {
  const { requests } = world;
  for (let server = 0; server < station.servers; server++) {
    const row = station.serving[server]!;
    if (row < 0) continue;
    if (!station.stopped(server)) cancelTimer(world, row);
    else if (requests.timer[row]! < 0)
      requests.timer[row] = world.schedule(backAtUs(world, row), PRIORITY.completion, EVENT.attempt, row);
  }
}

/** A message is put aside for good, wherever it is. */
export function deadLetter(world: World, row: number): void {
  const { requests } = world;
  if (requests.phase[row]! !== PHASE.moving) takeAway(world, row);
  cancelTimer(world, row);
  world.accounts[requests.tenant[row]!]!.jobsDeadLettered++;
  requests.release(row);
}

/** When the message of a job in service comes back if its worker does nothing from now on, microseconds. */
function backAtUs(world: World, row: number): number {
  const { visibilityUs } = world.faults.messages;
  const sinceUs = world.requests.sinceUs[row]!;
  return sinceUs + visibilityUs * Math.max(1, Math.ceil((world.nowUs - sinceUs) / visibilityUs));
}

function cancelTimer(world: World, row: number): void {
  const { requests, queue } = world;
  if (requests.timer[row]! >= 0) queue.remove(requests.timer[row]!);
  requests.timer[row] = NONE;
}
