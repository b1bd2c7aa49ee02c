/**
 * @module Calls: a request starts attempts of other classes and waits for their answers; a link decides on patience, retries
 * and hedges.
 *
 * Invariant: an attempt answers its caller at most once, and never after the caller has given it up.
 */
import { PRIORITY } from '../kernel/event-queue.ts';
import { ENDING, SPAN } from '../measure/trace/trace-record.ts';
import { drawAll } from './draw-request.ts';
import { EVENT, OUTCOME } from './events.ts';
import { type CallSpec, OWN_CLASS } from './link.ts';
import { NOBODY, PHASE } from './request-table.ts';
import { traceAttempt } from './tracing.ts';
import { endBackoff, endVictim } from './victims.ts';
import type { World } from './world.ts';

const NONE = -1;

/** A request comes to a call step. */
export function beginCall(world: World, row: number, call: CallSpec): void {
  const { requests } = world;
  requests.phase[row] = PHASE.calling;
  requests.child[row] = NONE;
  requests.children[row] = 0;
  requests.retries[row] = 0;
  requests.hedges[row] = 0;
  requests.failure[row] = 0;
  requests.backoffUs[row] = 0;
  world.tracer?.open(row, SPAN.call, world.code.tier[requests.step[row]!]!, requests.waitedUs[row]!, world.nowUs);
  const { link } = call;
  if (link === null) {
    // Counted before any of them moves: one that ends at once must not end the call.
    requests.children[row] = call.classes.length;
    call.classes.forEach((each, number) => {
      startChild(world, row, call, each, number);
    });
    return;
  }
  link.budget.deposit(world.nowUs);
  if (link.hedgeAfterUs > 0 && link.hedgesMax > 0) armAgain(world, row, link.hedgeAfterUs);
  attempt(world, row, call, false);
}

/** The time for a hedge, or the end of a backoff. */
export function callAgain(world: World, row: number): void {
  const { requests } = world;
  const call = world.calls[world.code.tier[requests.step[row]!]!]!;
  const link = call.link!;
  requests.again[row] = NONE;
  if (requests.children[row]! > 0) {
    requests.hedges[row]!++;
    if (requests.hedges[row]! < link.hedgesMax) armAgain(world, row, link.hedgeAfterUs);
  } else {
    endBackoff(world, row);
    requests.retries[row]!++;
  }
  attempt(world, row, call, true);
}

/** An attempt has taken too long. */
export function attemptTimedOut(world: World, child: number): void {
  const { requests } = world;
  const parent = requests.parent[child]!;
  const link = world.calls[world.code.tier[requests.step[parent]!]!]!.link!;
  requests.timer[child] = NONE;
  world.tracer?.attemptEnds(child, OUTCOME.timedOut);
  dropChild(world, child, parent);
  if (link.cancels) world.stop(child);
  else endVictim(world, child);
  attemptFailed(world, parent, OUTCOME.timedOut);
}

/** An attempt answers; its row is free afterwards. */
export function callAnswered(world: World, child: number, parent: number): void {
  const { requests } = world;
  world.tracer?.attemptEnds(child, ENDING.completed);
  endChild(world, child, parent);
  const { link } = world.calls[world.code.tier[requests.step[parent]!]!]!;
  if (link === null) {
    endFanOut(world, parent);
    return;
  }
  link.breaker.record(world.nowUs, true);
  dropPlan(world, parent);
  abandonChildren(world, parent);
  proceed(world, parent);
}

/** An attempt ends badly; its row is free afterwards. */
export function callFailed(world: World, child: number, parent: number, outcome: number): void {
  world.tracer?.attemptEnds(child, outcome);
  endChild(world, child, parent);
  const { link } = world.calls[world.code.tier[world.requests.step[parent]!]!]!;
  if (link === null) {
    world.requests.failure[parent] = outcome;
    endFanOut(world, parent);
  } else attemptFailed(world, parent, outcome);
}

/** Lets go of every attempt of a request that calls, and of what it had planned; a link that does not cancel lets them work on. */
export function abandonChildren(world: World, row: number): void {
  const { requests } = world;
  const { link } = world.calls[world.code.tier[requests.step[row]!]!]!;
  // Somebody who calls, with no attempt under way but one planned, is backing off.
  if (requests.children[row] === 0 && requests.again[row]! >= 0) endBackoff(world, row);
  dropPlan(world, row);
  while (requests.child[row]! >= 0) {
    const child = requests.child[row]!;
    dropChild(world, child, row);
    link?.breaker.forget();
    if (link === null || link.cancels) world.stop(child);
    else endVictim(world, child);
  }
}

/** Makes an attempt unless the breaker is open, which ends the call when no other attempt is under way. */
function attempt(world: World, row: number, call: CallSpec, again: boolean): void {
  const { requests, nowUs } = world;
  const link = call.link!;
  if (!link.breaker.allows(nowUs)) {
    if (requests.children[row]! === 0) giveUp(world, row, OUTCOME.rejected);
    return;
  }
  if (again) world.accounts[requests.tenant[row]!]!.extraAttempts++;
  requests.children[row]!++;
  const number = requests.retries[row]! + requests.hedges[row]!;
  startChild(world, row, call, again ? call.againClass : call.classes[0]!, number);
}

/** @param number  place among the attempts or branches of the call, from 0 */
function startChild(world: World, parent: number, call: CallSpec, type: number, number: number): void {
  const { requests, nowUs } = world;
  const isOwn = type === OWN_CLASS;
  const child = world.newRequest(isOwn ? requests.program[parent]! : type, requests.tenant[parent]!);
  requests.parent[child] = parent;
  requests.key[child] = requests.key[parent]!;
  requests.victim[child] = requests.victim[parent]!;
  // What a branch does because its caller missed a key is as much the evictor's as what the caller does itself.
  requests.evictor[child] = requests.evictor[parent]!;
  requests.sibling[child] = requests.child[parent]!;
  requests.child[parent] = child;
  if (world.tracer !== null) traceAttempt(world, world.tracer, child, parent, number);
  const timeoutUs = call.link?.timeoutUs ?? 0;
  if (timeoutUs > 0)
    requests.timer[child] = world.schedule(nowUs + timeoutUs, PRIORITY.completion, EVENT.attempt, child);
  if (call.repeats) requests.repeat(child, parent);
  else drawAll(world, child);
  if (isOwn) world.enter(child);
  else world.advance(child);
}

/** Takes an attempt out of its caller's list and stops its clock. */
function dropChild(world: World, child: number, parent: number): void {
  const { requests, queue } = world;
  requests.children[parent]!--;
  if (requests.child[parent] === child) requests.child[parent] = requests.sibling[child]!;
  else {
    let before = requests.child[parent]!;
    while (requests.sibling[before] !== child) before = requests.sibling[before]!;
    requests.sibling[before] = requests.sibling[child]!;
  }
  requests.parent[child] = NOBODY;
  if (requests.timer[child]! >= 0) {
    queue.remove(requests.timer[child]!);
    requests.timer[child] = NONE;
  }
}

function endChild(world: World, child: number, parent: number): void {
  const { requests } = world;
  dropChild(world, child, parent);
  requests.waitedUs[parent]! += requests.waitedUs[child]!;
  world.tracer?.leave(child, requests.waitedUs[child]!, world.nowUs);
  requests.release(child);
}

function endFanOut(world: World, row: number): void {
  const { requests } = world;
  if (requests.children[row]! > 0) return;
  if (requests.failure[row]! === 0) proceed(world, row);
  else giveUp(world, row, requests.failure[row]!);
}

function attemptFailed(world: World, row: number, outcome: number): void {
  const { requests, nowUs } = world;
  const link = world.calls[world.code.tier[requests.step[row]!]!]!.link!;
  link.breaker.record(nowUs, false);
  if (requests.children[row]! > 0) return;
  dropPlan(world, row);
  const retry = requests.retries[row]! + 1;
  if (retry > link.retriesMax || !link.budget.withdraw(nowUs)) {
    giveUp(world, row, outcome);
    return;
  }
  const delayUs = link.backoff.delayUs(retry, requests.backoffUs[row]!, link.stream);
  requests.backoffUs[row] = delayUs;
  armAgain(world, row, delayUs);
}

function armAgain(world: World, row: number, afterUs: number): void {
  const { requests, nowUs } = world;
  requests.sinceUs[row] = nowUs;
  requests.again[row] = world.schedule(nowUs + afterUs, PRIORITY.completion, EVENT.again, row);
}

/** Forgets the hedge that was planned. */
function dropPlan(world: World, row: number): void {
  const { again } = world.requests;
  if (again[row]! < 0) return;
  world.queue.remove(again[row]!);
  again[row] = NONE;
}

function proceed(world: World, row: number): void {
  const { requests } = world;
  requests.phase[row] = PHASE.moving;
  requests.step[row]!++;
  world.advance(row);
}

function giveUp(world: World, row: number, outcome: number): void {
  dropPlan(world, row);
  world.requests.phase[row] = PHASE.moving;
  world.fail(row, outcome);
}
