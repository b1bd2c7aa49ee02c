/** @module How requests and attempts end: answered, turned away, timed out, failed, or done as a job; each exactly once. */
import { LOST } from '../measure/request-log.ts';
import { ENDING } from '../measure/trace/trace-record.ts';
import { callAnswered, callFailed } from './calls.ts';
import { leaveEdge } from './edge.ts';
import { OUTCOME } from './events.ts';
import { releaseAll } from './giving-up.ts';
import { rejectMessage } from './messages.ts';
import { PURPOSE, type RequestClass } from './program.ts';
import { CLIENT, NOBODY } from './request-table.ts';
import type { World } from './world.ts';

/** The response goes out: to the client, or to the request that called; a background job may stay behind. */
export function finishRequest(world: World, row: number, type: RequestClass): void {
  const { requests } = world;
  const tenant = requests.tenant[row]!;
  const jobDemandUs = type.jobClass >= 0 ? requests.demand[row * requests.slots + type.jobSlot]! : 0;
  if (requests.holdCount[row]! > 0 || requests.lockCount[row]! > 0) releaseAll(world, row);
  const parent = requests.parent[row]!;
  leaveEdge(world, row, true);
  if (parent === CLIENT) answerClient(world, row);
  else if (parent === NOBODY) requests.release(row);
  else callAnswered(world, row, parent);
  if (type.jobClass >= 0) leaveJob(world, tenant, type.jobClass, jobDemandUs);
}

/** A request leaves a background job behind and goes on. */
export function enqueueJob(world: World, row: number, jobClass: number, slot: number): void {
  const { requests } = world;
  leaveJob(world, requests.tenant[row]!, jobClass, requests.demand[row * requests.slots + slot]!);
}

function leaveJob(world: World, tenant: number, jobClass: number, demandUs: number): void {
  world.accounts[tenant]!.jobsEnqueued++;
  world.spawn(jobClass, tenant, demandUs, -1, 0);
}

/** A client has its answer. */
export function answerClient(world: World, row: number): void {
  const tenant = world.requests.tenant[row]!;
  succeed(world, row, tenant);
  endOfRequest(world, row, tenant, ENDING.completed);
}

function succeed(world: World, row: number, tenant: number): void {
  const { requests, nowUs } = world;
  const account = world.accounts[tenant]!;
  const latencyUs = nowUs - requests.arrivedUs[row]!;
  const good = latencyUs <= account.sloUs;
  account.completed++;
  account.waitedUs += requests.waitedUs[row]!;
  if (account.kept !== null) {
    account.kept.latencies.push(latencyUs);
    account.kept.waits.push(requests.waitedUs[row]!);
    account.kept.numbers.push(requests.number[row]!);
  }
  account.requests?.end(row, latencyUs);
  account.members?.completes(requests.member[row]!, latencyUs, good);
  if (good) account.current.good++;
  account.current.latency.record(latencyUs);
  account.latencyDigest.fold(nowUs, latencyUs | 0);
  world.recorder?.completed(tenant, latencyUs, good);
}

/** What follows the end of a request of a client, good or bad. */
function endOfRequest(world: World, row: number, tenant: number, ending: number): void {
  const { requests, nowUs } = world;
  const arrivedUs = requests.arrivedUs[row]!;
  world.meter?.go(0, tenant, nowUs, arrivedUs);
  const source = requests.source[row]!;
  world.tracer?.end(row, ending, requests.waitedUs[row]!, nowUs);
  requests.release(row);
  if (source >= 0 && world.sources[source]!.closed) world.thinkAgain(source);
}

/**
 * A request or an attempt ends badly where it is; it must stand in no line and in no server.
 *
 * @param outcome  one of `OUTCOME`
 */
export function failAttempt(world: World, row: number, outcome: number): void {
  const { requests } = world;
  if (requests.holdCount[row]! > 0 || requests.lockCount[row]! > 0) releaseAll(world, row);
  if (!world.flights.empty) world.flights.leave(world, row);
  const tenant = requests.tenant[row]!;
  const account = world.accounts[tenant]!;
  const type = world.classes[requests.program[row]!]!;
  if (type.purpose === PURPOSE.job) {
    rejectMessage(world, row);
    return;
  }
  const parent = requests.parent[row]!;
  leaveEdge(world, row, false);
  if (parent === NOBODY) requests.release(row);
  else if (parent !== CLIENT) callFailed(world, row, parent, outcome);
  else {
    account.requests?.end(row, LOST);
    account.members?.loses(requests.member[row]!);
    if (outcome === OUTCOME.rejected) {
      account.rejected++;
      account.current.rejected++;
      world.recorder?.rejected(tenant);
    } else if (outcome === OUTCOME.timedOut) {
      account.timedOut++;
      account.current.timedOut++;
      world.recorder?.failed(tenant);
    } else {
      account.failed++;
      account.current.failed++;
      world.recorder?.failed(tenant);
    }
    keepUnanswered(world, row, outcome);
    endOfRequest(world, row, tenant, outcome);
  }
}

function keepUnanswered(world: World, row: number, outcome: number): void {
  const { requests, nowUs } = world;
  const name = outcome === OUTCOME.rejected ? 'rejected' : outcome === OUTCOME.timedOut ? 'timedOut' : 'failed';
  world.accounts[requests.tenant[row]!]!.kept?.unanswered.push({
    number: requests.number[row]!,
    outcome: name,
    endedUs: nowUs,
  });
}
