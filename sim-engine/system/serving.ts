/** @module Serving: how a request comes to a station, starts, is interrupted, is done and leaves. */
import { PRIORITY } from '../kernel/event-queue.ts';
import { SPAN } from '../measure/trace/trace-record.ts';
import { chargeEvictor } from './cache-steps.ts';
import { EVENT, OUTCOME } from './events.ts';
import { goesOn } from './going-on.ts';
import { PURPOSE, STEP } from './program.ts';
import { HOLDS_MAX, PHASE } from './request-table.ts';
import { demandUs, settleSlowness, workLeftUs } from './slowness.ts';
import type { Station } from './station.ts';
import type { World } from './world.ts';

/** Brings a request to a station: it starts, waits, or is turned away. */
export function enterStation(world: World, row: number, station: Station, at: number): void {
  const { requests, nowUs, code } = world;
  const { measure } = station;
  const tenant = requests.tenant[row]!;
  if (station.refuses && refused(world, row)) return;
  requests.station[row] = station.index;
  requests.server[row] = -1;
  requests.enteredUs[row] = nowUs;
  requests.sinceUs[row] = nowUs;
  // Whoever goes may make others come, so there may be no room even then.
  while (station.bound > 0 && station.outstanding >= station.bound && !isRedelivered(world, row))
    if (!makesRoom(world, row, station)) return;
  measure.elapse(nowUs, station.outstanding, station.busy);
  station.outstanding++;
  world.meter?.come(station.index + 1, tenant, nowUs);
  if (station.shared !== null) {
    share(world, row, station, at);
    return;
  }
  if (station.open > 0 && (station.counting === null || station.counting.mayStart(tenant))) {
    if (station.busy < station.open || (station.preemptive && interruptFor(world, tenant, station))) {
      start(world, row, station, at);
      if (requests.phase[row] !== PHASE.served) world.advance(row);
      return;
    }
  }
  wait(world, row, station);
  station.enqueue(row, tenant, sizeOf(world, row, station, at));
  const patienceUs = code.delayUs[at]!;
  if (patienceUs > 0) {
    requests.patience[row] = world.schedule(nowUs + patienceUs, PRIORITY.completion, EVENT.patience, row);
  }
}

/** @returns true when a request was turned back by a part that is down; messages and copies wait until it is up again */
function refused(world: World, row: number): boolean {
  if (world.classes[world.requests.program[row]!]!.purpose !== PURPOSE.request) return false;
  world.requests.phase[row] = PHASE.moving;
  world.fail(row, OUTCOME.failed);
  return true;
}

/** @returns true for a message that was delivered before: it never left the queue */
function isRedelivered(world: World, row: number): boolean {
  const { requests } = world;
  return world.classes[requests.program[row]!]!.purpose === PURPOSE.job && requests.retries[row]! > 0;
}

/** @returns false when the newcomer was turned away; else one who waited was, or the newcomer finds room */
function makesRoom(world: World, row: number, station: Station): boolean {
  const { requests, nowUs } = world;
  const evicted = station.evictFor(requests.tenant[row]!);
  station.measure.rejected++;
  if (evicted < 0) {
    requests.phase[row] = PHASE.moving;
    world.fail(row, OUTCOME.rejected);
    return false;
  }
  endWait(world, evicted, station);
  station.measure.elapse(nowUs, station.outstanding, station.busy);
  departed(world, evicted, station);
  requests.phase[evicted] = PHASE.moving;
  world.fail(evicted, OUTCOME.rejected);
  return true;
}

/** Work that the line may know of, microseconds; for a connection only what is expected. */
function sizeOf(world: World, row: number, station: Station, at: number): number {
  const { requests, code } = world;
  if (code.kind[at]! === STEP.hold) return code.expectedUs[at]!;
  return requests.demand[row * requests.slots + code.slot[at]!]! * world.unitUs[station.index]!;
}

function wait(world: World, row: number, station: Station): void {
  const { requests } = world;
  requests.phase[row] = PHASE.waiting;
  requests.sinceUs[row] = world.nowUs;
  const victim = requests.victim[row]!;
  if (station.blame !== null && victim >= 0) station.blame.waits(row, victim, world.nowUs);
  world.tracer?.open(row, SPAN.wait, station.index, requests.waitedUs[row]!, world.nowUs);
  const waiting = station.outstanding - station.busy;
  if (waiting > station.measure.waitingMax) station.measure.waitingMax = waiting;
}

/** Counts a wait that is over; the request is in no line any more. */
export function endWait(world: World, row: number, station: Station): void {
  const { requests, nowUs } = world;
  const waited = nowUs - requests.sinceUs[row]!;
  requests.waitedUs[row]! += waited;
  station.measure.waitedUs += waited;
  if (requests.patience[row]! >= 0) {
    world.queue.remove(requests.patience[row]!);
    requests.patience[row] = -1;
  }
  const victim = requests.victim[row]!;
  if (station.blame === null || victim < 0) return;
  station.blame.waitsNoMore(row, victim, nowUs);
  world.ledger!.delayedUs[victim]! += waited;
}

/** Gives a request a server. One that keeps it has to be moved on by the caller. */
function start(world: World, row: number, station: Station, at: number): void {
  const { requests, nowUs, code } = world;
  const server = station.occupy(row);
  station.measure.started++;
  const tenant = requests.tenant[row]!;
  if (station.counting !== null) told(world, station, tenant, true);
  station.blame?.takes(server, culpritAt(world, station, server, row), nowUs);
  if (code.kind[at]! === STEP.hold) {
    const hold = row * HOLDS_MAX + requests.holdCount[row]!++;
    requests.heldStation[hold] = station.index;
    requests.heldServer[hold] = server;
    requests.heldSinceUs[hold] = requests.enteredUs[row]!;
    requests.step[row]!++;
    return;
  }
  const left = requests.leftUs[row]!;
  let durationUs = left;
  if (left < 0) durationUs = requests.demand[row * requests.slots + code.slot[at]!]! * world.unitUs[station.index]!;
  if (station.pace !== null) durationUs *= station.pace[server]!;
  requests.server[row] = server;
  requests.phase[row] = PHASE.served;
  requests.sinceUs[row] = nowUs;
  world.tracer?.open(row, SPAN.service, station.index, requests.waitedUs[row]!, nowUs);
  world.queue.whenUs[0] = nowUs + Math.floor(durationUs + 0.5);
  requests.event[row] = world.scheduleWhen(PRIORITY.completion, EVENT.completion, row);
  if (station.hides) world.delivered(row);
}

/** Tells a line that counts of a start or an end, and the blame meter of who is held back now. */
function told(world: World, station: Station, tenant: number, started: boolean): void {
  const line = station.counting!;
  if (started) line.started(tenant);
  else line.finished(tenant);
  tellBlame(world, station, tenant);
}

function tellBlame(world: World, station: Station, tenant: number): void {
  if (station.blame === null) return;
  station.blame.holdBack(world.ledger!.placeOf[tenant]!, station.counting!.atCap(tenant), world.nowUs);
}

/** @returns true when the least urgent in service, less urgent than the tenant, went back to the line */
function interruptFor(world: World, tenant: number, station: Station): boolean {
  const server = station.lessUrgentThan(tenant);
  if (server >= 0) interrupt(world, station.serving[server]!, station);
  return server >= 0;
}

/** Pushes a request out of its server, back to its place in the line, with the work it has left. */
function interrupt(world: World, row: number, station: Station): void {
  const { requests, nowUs, queue } = world;
  settleSlowness(world, row, station, workLeftUs(world, row, station));
  queue.remove(requests.event[row]!);
  const server = requests.server[row]!;
  const tenant = requests.tenant[row]!;
  station.measure.elapse(nowUs, station.outstanding, station.busy);
  station.blame?.gives(server, culpritAt(world, station, server, row), nowUs);
  station.vacate(server);
  requests.server[row] = -1;
  wait(world, row, station);
  station.putBack(row, tenant, sizeOf(world, row, station, requests.step[row]!));
  if (station.counting !== null) tellBlame(world, station, tenant);
}

/** A service is done. */
export function complete(world: World, row: number): void {
  const { requests } = world;
  const station = world.stations[requests.station[row]!]!;
  world.modelEvents++;
  if (world.faults.deadly?.kills(row) === true) return;
  station.measure.served++;
  // Whoever is done with a message says so before he takes the next.
  if (station.hides) world.workedOff(row);
  if (station.slowBook !== null) settleSlowness(world, row, station, 0);
  vacateServer(world, row, station, requests.server[row]!, requests.enteredUs[row]!);
  served(world, row, station);
}

/** What follows a service, wherever it was given. */
function served(world: World, row: number, station: Station): void {
  const { requests } = world;
  const pool = world.pools[station.pool]!;
  const tenant = requests.tenant[row]!;
  // Work is only kept where there is a bill to divide by it.
  if (pool.priceMicroUsdPerHour > 0) pool.usage[tenant]! += demandUs(world, row, station);
  const extra = requests.evictor[row]! >= 0 || world.pageFaults?.has(row) === true;
  if (extra) chargeEvictor(world, row, Math.floor(demandUs(world, row, station) + 0.5));
  requests.leftUs[row] = -1;
  requests.phase[row] = PHASE.moving;
  requests.step[row]!++;
  world.advance(row);
  if (world.watched) world.listener.poolVacated(station.pool);
}

/** Gives back the connection that a request took last. */
export function releaseHeld(world: World, row: number): void {
  const { requests } = world;
  const hold = row * HOLDS_MAX + --requests.holdCount[row]!;
  const station = world.stations[requests.heldStation[hold]!]!;
  vacateServer(world, row, station, requests.heldServer[hold]!, requests.heldSinceUs[hold]!);
  if (world.watched) world.listener.poolVacated(station.pool);
}

/** Frees a server and gives it to the next in line. */
export function vacateServer(world: World, row: number, station: Station, server: number, enteredUs: number): void {
  const { requests, nowUs } = world;
  const { measure } = station;
  measure.elapse(nowUs, station.outstanding, station.busy);
  measure.sojournUs += nowUs - enteredUs;
  world.meter?.go(station.index + 1, requests.tenant[row]!, nowUs, enteredUs);
  // One that is stopped stays held by the system.
  if (station.blame !== null && !station.stopped(server)) {
    station.blame.gives(server, culpritAt(world, station, server, row), nowUs);
  }
  station.vacate(server);
  station.outstanding--;
  if (station.counting !== null) told(world, station, requests.tenant[row]!, false);
  serveNext(world, station);
}

/** @returns place in the ledger of whoever is charged for a server that works while a request has it */
export function culpritAt(world: World, station: Station, server: number, row: number): number {
  const isSystems = station.slowBook !== null && station.pace !== null && station.pace[server] !== 1;
  return isSystems ? world.ledger!.system : world.requests.holder[row]!;
}

/** Starts those who wait while servers are free. */
export function serveNext(world: World, station: Station): void {
  const { requests } = world;
  while (station.busy < station.open && station.outstanding > station.busy) {
    const next = station.dequeue();
    if (next < 0) return;
    if (requests.sinceUs[next]! < world.nowUs) station.measure.delayed++;
    endWait(world, next, station);
    start(world, next, station, requests.step[next]!);
    if (requests.phase[next] !== PHASE.served) goesOn(world, next);
  }
}

/** Starts those who wait after servers were stopped or slow: more urgent ones may have come meanwhile. */
export function serveWaiting(world: World, station: Station): void {
  station.measure.elapse(world.nowUs, station.outstanding, station.busy);
  serveNext(world, station);
  if (!station.preemptive) return;
  for (let next = station.first(); next >= 0; next = station.first()) {
    if (!interruptFor(world, world.requests.tenant[next]!, station)) return;
    serveNext(world, station);
  }
}

/** A request is here no more, and was in no server. */
function departed(world: World, row: number, station: Station): void {
  const { requests, nowUs } = world;
  station.outstanding--;
  station.measure.sojournUs += nowUs - requests.enteredUs[row]!;
  world.meter?.go(station.index + 1, requests.tenant[row]!, nowUs, requests.enteredUs[row]!);
}

/** Takes a request away from a station, whatever it does there. */
export function withdraw(world: World, row: number): void {
  const { requests, nowUs } = world;
  const station = world.stations[requests.station[row]!]!;
  if (requests.phase[row]! === PHASE.served) {
    settleSlowness(world, row, station, workLeftUs(world, row, station));
    if (requests.event[row]! >= 0) world.queue.remove(requests.event[row]!);
    vacateServer(world, row, station, requests.server[row]!, requests.enteredUs[row]!);
  } else if (requests.phase[row]! === PHASE.waiting) {
    station.measure.elapse(nowUs, station.outstanding, station.busy);
    station.remove(row);
    endWait(world, row, station);
    departed(world, row, station);
  } else {
    shareEnds(world, row, station);
  }
  requests.phase[row] = PHASE.moving;
  if (world.watched) world.listener.poolVacated(station.pool);
}

/** A request joins those who share the servers. */
function share(world: World, row: number, station: Station, at: number): void {
  const { requests, nowUs } = world;
  const shared = station.shared!;
  requests.phase[row] = PHASE.sharing;
  station.measure.started++;
  settleShared(world, station);
  const workUs = requests.demand[row * requests.slots + world.code.slot[at]!]! * world.unitUs[station.index]!;
  shared.enter(row, requests.tenant[row]!, workUs);
  station.busy = Math.min(station.servers, station.outstanding);
  station.measure.waitingMax = Math.max(station.measure.waitingMax, station.waiting);
  station.sharedBlame?.change(requests.holder[row]!, 1);
  requests.sinceUs[row] = nowUs;
  world.tracer?.open(row, SPAN.sharing, station.index, requests.waitedUs[row]!, nowUs);
  scheduleShared(world, station);
}

function settleShared(world: World, station: Station): void {
  const shared = station.shared!;
  const { sharedBlame } = station;
  if (sharedBlame === null) shared.settle(world.nowUs);
  else {
    const spanUs = shared.settle(world.nowUs);
    sharedBlame.elapse(spanUs, shared.pace, (place) => shared.rateOf(world.tenantAt(place)));
  }
}

function scheduleShared(world: World, station: Station): void {
  if (station.event >= 0) world.queue.remove(station.event);
  const untilUs = station.shared!.untilDueUs();
  station.event =
    untilUs === Number.POSITIVE_INFINITY
      ? -1
      : world.schedule(world.nowUs + untilUs, PRIORITY.completion, EVENT.shared, station.index);
}

/** The next of those who share a station is done. */
export function sharedDue(world: World, station: Station): void {
  station.event = -1;
  settleShared(world, station);
  const row = station.shared!.due();
  if (row >= 0) {
    world.modelEvents++;
    station.measure.served++;
    shareEnds(world, row, station);
    served(world, row, station);
  } else scheduleShared(world, station);
}

/** Takes a request from those who share a station. */
function shareEnds(world: World, row: number, station: Station): void {
  const { requests, nowUs } = world;
  const tenant = requests.tenant[row]!;
  const shared = station.shared!;
  settleShared(world, station);
  const stretchUs = stretchedUs(world, row, station);
  shared.leave(row, tenant);
  station.measure.elapse(nowUs, station.outstanding, station.busy);
  departed(world, row, station);
  station.busy = Math.min(station.servers, station.outstanding);
  requests.waitedUs[row]! += stretchUs;
  station.sharedBlame?.change(requests.holder[row]!, -1);
  const victim = requests.victim[row]!;
  if (station.sharedBlame !== null && victim >= 0) {
    station.sharedBlame.stretched(victim, stretchUs);
    world.ledger!.delayedUs[victim]! += stretchUs;
  }
  scheduleShared(world, station);
}

/** Whole microseconds that a request has spent beyond the work it was given. */
function stretchedUs(world: World, row: number, station: Station): number {
  const { requests, nowUs } = world;
  const workUs = Math.floor(demandUs(world, row, station) + 0.5);
  const leftUs = station.shared!.leftUs(row, requests.tenant[row]!, nowUs);
  return Math.max(0, nowUs - requests.enteredUs[row]! - Math.max(0, workUs - leftUs));
}

/**
 * What a request among those who share a station was stretched by so far is charged; what follows is nobody's harm. Who is
 * charged changes nothing of the service, so it is not settled here: that would round once more.
 */
export function endSharedVictim(world: World, row: number): void {
  const { requests } = world;
  const station = world.stations[requests.station[row]!]!;
  const stretchUs = stretchedUs(world, row, station);
  requests.waitedUs[row]! += stretchUs;
  station.sharedBlame?.stretched(requests.victim[row]!, stretchUs);
  world.ledger!.delayedUs[requests.victim[row]!]! += stretchUs;
}

/**
 * Changes how fast a station whose servers are shared works from now on.
 *
 * @param slowdown  factor on service times, >= 1; Infinity stops it
 */
export function setSharedSlowdown(world: World, station: Station, slowdown: number): void {
  const shared = station.shared!;
  if (shared.pace === 1 / slowdown) return;
  settleShared(world, station);
  shared.setSpeed(1 / slowdown);
  scheduleShared(world, station);
}
