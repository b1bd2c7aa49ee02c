/** @module Advancing: a request goes through the steps of its class until it waits, is served, or ends. */
import { SPAN } from '../measure/trace/trace-record.ts';
import { chargeMiss, dropFromCache, fillCache, lookUp } from './cache-steps.ts';
import { beginCall } from './calls.ts';
import { workAtDatabase } from './database-work.ts';
import { drawAtStep } from './draw-request.ts';
import { OUTCOME } from './events.ts';
import { askForLock, giveLock } from './locking.ts';
import { finishMessage } from './messages.ts';
import { answerClient, enqueueJob, failAttempt, finishRequest } from './outcomes.ts';
import { STEP } from './program.ts';
import { enterStation, releaseHeld } from './serving.ts';
import type { World } from './world.ts';

const NONE = -1;

/** Moves a request on until it waits, is served, or ends. */
export function advance(world: World, row: number): void {
  const { requests, code } = world;
  for (;;) {
    const at = requests.step[row]!;
    switch (code.kind[at]!) {
      case STEP.visit: {
        const tenant = requests.tenant[row]!;
        const pool = world.placement[code.tier[at]!]![tenant]!;
        if (code.sampler[at]! >= 0) drawAtStep(world, row, at);
        const stations = pool.ready;
        const picked = stations.length === 1 ? 0 : pool.balancer!.pick(stations, tenant, requests.key[row]!);
        requests.instance[row] = stations[picked]!.index;
        enterStation(world, row, stations[picked]!, at);
        return;
      }
      case STEP.hold:
        enterStation(world, row, world.placement[code.tier[at]!]![requests.tenant[row]!]!.stations[0]!, at);
        return;
      case STEP.visitHeld:
        enterStation(world, row, world.engineOf(row).stations[code.tier[at]!]!, at);
        return;
      case STEP.copyRead:
      case STEP.copyWrite: {
        const engine = world.pools[code.kind[at] === STEP.copyRead ? requests.aux[row]! : requests.key[row]!]!;
        enterStation(world, row, engine.stations[1]!, at);
        return;
      }
      case STEP.delay: {
        if (code.sampler[at]! >= 0) drawAtStep(world, row, at);
        requests.step[row] = at + 1;
        const slot = code.slot[at]!;
        world.tracer?.open(row, SPAN.delay, NONE, requests.waitedUs[row]!, world.nowUs);
        world.pause(
          row,
          slot < 0 ? code.delayUs[at]! : Math.floor(requests.demand[row * requests.slots + slot]! + 0.5),
        );
        return;
      }
      case STEP.branch:
        requests.step[row] = takesBranch(world, row, code.branch[at]!) ? code.jump[at]! : at + 1;
        break;
      case STEP.release:
        releaseHeld(world, row);
        requests.step[row] = at + 1;
        break;
      case STEP.lookup:
        requests.step[row] = lookUp(world, row, code.tier[at]!) ? code.jump[at]! : at + 1;
        break;
      case STEP.fill:
        fillCache(world, row);
        if (!world.flights.empty) world.flights.land(world, row);
        requests.step[row] = at + 1;
        break;
      case STEP.drop:
        dropFromCache(world, row, code.tier[at]!);
        requests.step[row] = at + 1;
        break;
      case STEP.join:
        if (world.flights.join(world, row, requests.aux[row]!)) return;
        requests.step[row] = at + 1;
        break;
      case STEP.deadline:
      case STEP.met:
      case STEP.lockHeld:
      case STEP.pages:
      case STEP.credit:
      case STEP.credited:
        if (!workAtDatabase(world, row, at)) return;
        break;
      case STEP.call:
        beginCall(world, row, world.calls[code.tier[at]!]!);
        return;
      case STEP.lock:
        if (!askForLock(world, row, world.locks[code.tier[at]!]!, code.branch[at] === 1, code.delayUs[at]!)) return;
        requests.step[row] = at + 1;
        break;
      case STEP.unlock:
        giveLock(world, row);
        requests.step[row] = at + 1;
        break;
      case STEP.enqueue:
        enqueueJob(world, row, code.tier[at]!, code.slot[at]!);
        requests.step[row] = at + 1;
        break;
      case STEP.chargeMiss:
        chargeMiss(world, row, code.slot[at]!);
        requests.step[row] = at + 1;
        break;
      case STEP.fail:
        failAttempt(world, row, OUTCOME.failed);
        return;
      case STEP.finish:
        finishRequest(world, row, world.classes[requests.program[row]!]!);
        return;
      case STEP.answer:
        answerClient(world, row);
        return;
      case STEP.finishJob:
        finishMessage(world, row);
        return;
      default:
        world.listener.chunkCopied(row);
        return;
    }
  }
}

function takesBranch(world: World, row: number, number: number): boolean {
  const type = world.classes[world.requests.program[row]!]!;
  if (!type.lazy) return (world.requests.branches[row]! & (1 << number)) !== 0;
  const branch = type.branches[number]!;
  return branch.stream.happens(branch.probability);
}
