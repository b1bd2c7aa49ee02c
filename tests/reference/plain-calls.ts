/** @module Calls of the second engine: attempts over a link, hedges, retries, fan-outs, and giving up. */
import type { NetworkLink } from '../../sim-engine/network/network-spec.ts';
import { ORDER } from './plain-clock.ts';
import type { PlainProgram } from './plain-program.ts';
import type { BadOutcome, PlainCall, PlainRequest, PlainSurroundings } from './plain-request.ts';

/** What calls need of the world beside what stations do. */
export interface PlainCallers extends PlainSurroundings {
  begin(tenant: number, program: PlainProgram): PlainRequest;
  /** One more attempt than requests was made. */
  extraAttempt(tenant: number): void;
}

/** A request comes to a step at which it makes all of these at once. */
export function fanOut(world: PlainCallers, caller: PlainRequest): void {
  const branches = caller.program.inner.get(caller.step)!;
  caller.call = { attempts: [], unfinished: branches.length, again: null, retries: 0, hedges: 0, failure: null };
  caller.leave = () => letGo(world, caller, true);
  for (const branch of branches) attempt(world, caller, branch, undefined);
}

/** A request comes to a step at which it calls over a link. */
export function callOver(world: PlainCallers, caller: PlainRequest, link: NetworkLink): void {
  const call: PlainCall = { attempts: [], unfinished: 0, again: null, retries: 0, hedges: 0, failure: null };
  caller.call = call;
  caller.leave = () => letGo(world, caller, link.cancels === true);
  if (link.hedgeAfterUs !== undefined && (link.hedges ?? 1) > 0) hedgeLater(world, caller, call, link);
  attempt(world, caller, caller.program.inner.get(caller.step)![0]!, link.timeoutUs);
}

/** An attempt has an answer. */
export function answers(world: PlainCallers, attempted: PlainRequest, caller: PlainRequest): void {
  endAttempt(world, attempted, caller);
  const link = linkOf(caller);
  if (link === null) {
    endFanOut(world, caller);
    return;
  }
  letGo(world, caller, link.cancels === true);
  caller.call = null;
  caller.leave = null;
  caller.step++;
  world.move(caller);
}

/** An attempt has ended badly. */
export function disappoints(world: PlainCallers, attempted: PlainRequest, caller: PlainRequest, how: BadOutcome): void {
  endAttempt(world, attempted, caller);
  const link = linkOf(caller);
  if (link === null) {
    caller.call!.failure = how;
    endFanOut(world, caller);
  } else attemptFailed(world, caller, link, how);
}

/** Stops a request wherever it stands, and what it has started, except over links that do not cancel. */
function stop(world: PlainCallers, request: PlainRequest): void {
  request.leave!();
  giveBackAll(request);
  if (request.timer !== null) world.clock.cancel(request.timer);
}

/** Gives back locks, then servers, the last taken first. */
export function giveBackAll(request: PlainRequest): void {
  while (request.locks.length > 0) request.locks.pop()!();
  while (request.holds.length > 0) request.holds.pop()!();
}

function linkOf(caller: PlainRequest): NetworkLink | null {
  const step = caller.program.steps[caller.step]!;
  return 'call' in step ? step.link : null;
}

function attempt(
  world: PlainCallers,
  caller: PlainRequest,
  program: PlainProgram,
  timeoutUs: number | undefined,
): void {
  const { clock } = world;
  const attempted = world.begin(caller.tenant, program);
  attempted.caller = caller;
  attempted.victim = caller.victim;
  caller.call!.attempts.push(attempted);
  if (timeoutUs !== undefined) {
    attempted.timer = clock.at(clock.nowUs + timeoutUs, ORDER.completion, () => {
      const link = linkOf(caller)!;
      drop(world, attempted, caller.call!);
      attempted.timer = null;
      if (link.cancels === true) stop(world, attempted);
      else forgive(attempted);
      attemptFailed(world, caller, link, 'timedOut');
    });
  }
  world.move(attempted);
}

function hedgeLater(world: PlainCallers, caller: PlainRequest, call: PlainCall, link: NetworkLink): void {
  call.again = world.clock.at(world.clock.nowUs + link.hedgeAfterUs!, ORDER.completion, () => {
    call.again = null;
    call.hedges++;
    world.extraAttempt(caller.tenant);
    if (call.hedges < (link.hedges ?? 1)) hedgeLater(world, caller, call, link);
    attempt(world, caller, caller.program.inner.get(caller.step)![1]!, link.timeoutUs);
  });
}

function attemptFailed(world: PlainCallers, caller: PlainRequest, link: NetworkLink, how: BadOutcome): void {
  const { clock } = world;
  const call = caller.call!;
  if (call.attempts.length > 0) return;
  // Hedges stand beside the first attempt only.
  if (call.again !== null) clock.cancel(call.again);
  call.again = null;
  if (call.retries === (link.retries ?? 0)) {
    giveUp(world, caller, how);
    return;
  }
  call.again = clock.at(clock.nowUs, ORDER.completion, () => {
    call.again = null;
    call.retries++;
    world.extraAttempt(caller.tenant);
    attempt(world, caller, caller.program.inner.get(caller.step)![1]!, link.timeoutUs);
  });
}

function endFanOut(world: PlainCallers, caller: PlainRequest): void {
  const call = caller.call!;
  call.unfinished--;
  if (call.unfinished > 0) return;
  if (call.failure !== null) {
    giveUp(world, caller, call.failure);
    return;
  }
  caller.call = null;
  caller.leave = null;
  caller.step++;
  world.move(caller);
}

function giveUp(world: PlainCallers, caller: PlainRequest, how: BadOutcome): void {
  caller.call = null;
  caller.leave = null;
  world.fail(caller, how);
}

/** Lets go of every attempt, the latest first, and of what was planned. */
function letGo(world: PlainCallers, caller: PlainRequest, stops: boolean): void {
  const call = caller.call!;
  if (call.again !== null) world.clock.cancel(call.again);
  call.again = null;
  for (let last = call.attempts.at(-1); last !== undefined; last = call.attempts.at(-1)) {
    drop(world, last, call);
    if (stops) stop(world, last);
    else forgive(last);
  }
}

/** What an attempt waits for from now on hurts nobody; nor what it has started. */
function forgive(request: PlainRequest): void {
  for (const each of request.call?.attempts ?? []) forgive(each);
  if (request.victim) request.forgive?.();
  request.victim = false;
}

function endAttempt(world: PlainCallers, attempted: PlainRequest, caller: PlainRequest): void {
  drop(world, attempted, caller.call!);
  caller.waitedUs += attempted.waitedUs;
}

function drop(world: PlainCallers, attempted: PlainRequest, call: PlainCall): void {
  call.attempts = call.attempts.filter((each) => each !== attempted);
  attempted.caller = 'nobody';
  if (attempted.timer !== null) world.clock.cancel(attempted.timer);
  attempted.timer = null;
}
