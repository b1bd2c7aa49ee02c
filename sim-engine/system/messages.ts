/**
 * @module Messages: background jobs that are not done in time are delivered again, up to a number of deliveries; then they are dead
 * letters.
 *
 * A message that a worker has taken is hidden for the visibility timeout. Where workers have a heartbeat, one that lives extends it
 * in time, each time by one more; the messages of one that is down or stands still come back when the last extension runs out.
 * What a worker had done of a job by then is lost, and a worker that wakes up later has nothing to do with it any more.
 *
 * Without a heartbeat the message comes back at the timeout while its worker, which knows nothing of it, works on: the row of the
 * delivery stays where it is, for nobody, and a new row is the message. As long as nobody has taken it again, the end of the
 * delivery acknowledges it; after that only the newest delivery can, and an older one is a duplicate.
 *
 * @source Amazon SQS Developer Guide, "Visibility timeout" and "Dead-letter queues"; API Reference, DeleteMessage (of a message that
 *   was received more than once, only the newest receipt handle deletes it)
 */
import { PRIORITY } from '../kernel/event-queue.ts';
import { EVENT } from './events.ts';
import { takeAway } from './giving-up.ts';
import { CLIENT, NOBODY, PHASE } from './request-table.ts';
import { withdraw } from './serving.ts';
import type { Station } from './station.ts';
import type { World } from './world.ts';

const NONE = -1;
/** In `child` of a delivery that is not hidden any more: it has acknowledged its message. */
const ACKNOWLEDGED = -2;

/** A worker takes a message, and nobody will extend its time: no earlier delivery can acknowledge it from now on. */
export function delivered(world: World, row: number): void {
  const { requests, nowUs } = world;
  unlink(world, row);
  const backUs = nowUs + world.faults.messages.visibilityUs;
  requests.timer[row] = world.schedule(backUs, PRIORITY.completion, EVENT.attempt, row);
}

/** A worker is done with a delivery; if its message is back in the line by now, and still there, it is acknowledged. */
export function workedOff(world: World, row: number): void {
  const { requests } = world;
  if (requests.parent[row]! === CLIENT || requests.child[row]! < 0) return;
  const message = requests.child[row]!;
  takeAway(world, message);
  world.accounts[requests.tenant[row]!]!.jobsDone++;
  requests.release(message);
  requests.child[row] = ACKNOWLEDGED;
}

/** A delivery is over: its message is acknowledged, unless it was delivered again or is a dead letter. */
export function finishMessage(world: World, row: number): void {
  const { requests } = world;
  const account = world.accounts[requests.tenant[row]!]!;
  cancelTimer(world, row);
  if (requests.parent[row]! === CLIENT) account.jobsDone++;
  else if (requests.child[row]! !== ACKNOWLEDGED) account.jobsDuplicated++;
  requests.release(row);
}

/** A message finds no room, or is dropped for others. */
export function rejectMessage(world: World, row: number): void {
  unlink(world, row);
  world.accounts[world.requests.tenant[row]!]!.jobsRejected++;
  world.requests.release(row);
}

/** A job in service is lost with its worker: it stays hidden and comes back, or is given up. */
export function loseDelivery(world: World, row: number): void {
  const { requests, nowUs } = world;
  if (requests.parent[row]! === NOBODY) {
    dropDelivery(world, row);
    return;
  }
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

/** A worker has stood still, or worked without extending it, for so long that its message comes back. */
export function visibilityEnds(world: World, row: number): void {
  const { requests } = world;
  requests.timer[row] = NONE;
  if (world.faults.messages.heartbeat) {
    loseDelivery(world, row);
    return;
  }
  const account = world.accounts[requests.tenant[row]!]!;
  const inVain = requests.retries[row]! + 1;
  requests.parent[row] = NOBODY;
  if (inVain >= world.faults.messages.attemptsMax) {
    account.jobsDeadLettered++;
    return;
  }
  account.jobsRedelivered++;
  const message = world.newRequest(requests.program[row]!, requests.tenant[row]!);
  requests.repeat(message, row);
  requests.retries[message] = inVain;
  requests.aux[message] = requests.aux[row]!;
  requests.key[message] = requests.key[row]!;
  requests.child[message] = row;
  requests.child[row] = message;
  world.advance(message);
}

/** Sets the end of visibility for jobs in workers that stand still, and takes it back for those that go on. */
export function watchMessages(world: World, station: Station): void {
  const { requests } = world;
  // Without a heartbeat the end was set when the message was taken.
  if (station.hides) return;
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
  if (requests.parent[row]! === NOBODY) {
    dropDelivery(world, row);
    return;
  }
  if (requests.phase[row]! !== PHASE.moving) takeAway(world, row);
  cancelTimer(world, row);
  unlink(world, row);
  world.accounts[requests.tenant[row]!]!.jobsDeadLettered++;
  requests.release(row);
}

/** A delivery whose message has come back, or is dead, ends with its worker. */
function dropDelivery(world: World, row: number): void {
  unlink(world, row);
  withdraw(world, row);
  world.requests.release(row);
}

/** A message and the delivery that could still acknowledge it have nothing to do with each other any more. */
function unlink({ requests }: World, row: number): void {
  const other = requests.child[row]!;
  if (other >= 0) requests.child[other] = NONE;
  requests.child[row] = NONE;
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
