/** @module How requests end: answered, turned away, or done as a job. Every request that arrives ends exactly once. */
import { assert } from '../kernel/assert.ts';
import { LOST } from '../measure/request-log.ts';
import type { RequestClass } from './program.ts';
import { DEMANDS_MAX } from './request-table.ts';
import type { World } from './world.ts';

/** The response goes out; a background job may stay behind. */
export function finishRequest(world: World, row: number, type: RequestClass): void {
  const { requests, nowUs } = world;
  const tenant = requests.tenant[row]!;
  const account = world.accounts[tenant]!;
  const arrivedUs = requests.arrivedUs[row]!;
  const latencyUs = nowUs - arrivedUs;
  const good = latencyUs <= account.sloUs;
  account.completed++;
  account.waitedUs += requests.waitedUs[row]!;
  if (account.kept !== null) {
    account.kept.latencies.push(latencyUs);
    account.kept.waits.push(requests.waitedUs[row]!);
  }
  account.requests?.end(row, latencyUs);
  world.meter?.go(0, tenant, nowUs, arrivedUs);
  if (good) account.current.good++;
  account.current.latency.record(latencyUs);
  account.latencyDigest.fold(nowUs, latencyUs | 0);
  world.recorder?.completed(tenant, latencyUs, good);
  const jobDemandUs = type.jobClass >= 0 ? requests.demand[row * DEMANDS_MAX + type.jobSlot]! : 0;
  requests.release(row);
  if (type.jobClass >= 0) {
    account.jobsEnqueued++;
    world.spawn(type.jobClass, tenant, jobDemandUs, -1, 0);
  }
}

/** A background job is done. */
export function finishJob(world: World, row: number): void {
  world.accounts[world.requests.tenant[row]!]!.jobsDone++;
  world.requests.release(row);
}

/** A request found no room or no token; jobs are counted apart. */
export function rejectRequest(world: World, row: number): void {
  const { requests } = world;
  const tenant = requests.tenant[row]!;
  const account = world.accounts[tenant]!;
  const type = world.classes[requests.program[row]!]!;
  assert(requests.heldStation[row]! === -1, 'a request that holds a connection cannot be turned away');
  if (type.operation < 0) account.jobsRejected++;
  else {
    account.rejected++;
    account.current.rejected++;
    account.requests?.end(row, LOST);
    world.recorder?.rejected(tenant);
    world.meter?.go(0, tenant, world.nowUs, requests.arrivedUs[row]!);
  }
  requests.release(row);
}
