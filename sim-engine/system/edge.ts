/** @module Edge: every request, and every attempt of a client that makes several, asks its tenant's limit whether it may pass. */
import { SPAN } from '../measure/trace/trace-record.ts';
import { OUTCOME } from './events.ts';
import { PHASE } from './request-table.ts';
import type { World } from './world.ts';

/** A request comes to the edge: it moves on, is held back for a while, or is turned away. */
export function passEdge(world: World, row: number): void {
  const { requests, nowUs } = world;
  const limiter = world.limiters[requests.tenant[row]!]!;
  if (limiter === null) world.advance(row);
  else if (!limiter.admit(nowUs)) world.fail(row, OUTCOME.rejected);
  else {
    requests.admitted[row] = world.limiterNumbers[requests.tenant[row]!]!;
    if (limiter.delayUs === 0) world.advance(row);
    else holdAtEdge(world, row, limiter.delayUs);
  }
}

/** A request waits for its own limit: nobody else is to blame. */
function holdAtEdge(world: World, row: number, delayUs: number): void {
  const { requests, ledger } = world;
  world.tracer?.open(row, SPAN.limit, -1, requests.waitedUs[row]!, world.nowUs);
  requests.waitedUs[row]! += delayUs;
  const victim = requests.victim[row]!;
  ledger?.charge(world.edgeBook!, victim, victim, delayUs);
  world.pause(row, delayUs);
  requests.phase[row] = PHASE.atEdge;
}

/** An attempt is given up while its limit holds it back: what it would still have waited is taken back. */
export function cutEdgeWait(world: World, row: number): void {
  const { requests, ledger } = world;
  const leftUs = world.queue.timeOf(requests.event[row]!) - world.nowUs;
  const victim = requests.victim[row]!;
  requests.waitedUs[row]! -= leftUs;
  ledger?.charge(world.edgeBook!, victim, victim, -leftUs);
}

/**
 * What was admitted has ended, or is stopped: the limiter that admitted it is told, if it still holds for somebody.
 *
 * @param ok  true when it was answered
 */
export function leaveEdge(world: World, row: number, ok: boolean): void {
  const { requests, nowUs, limiterNumbers } = world;
  const number = requests.admitted[row]!;
  if (number === 0) return;
  requests.admitted[row] = 0;
  const tenant = requests.tenant[row]!;
  const under = limiterNumbers[tenant] === number ? tenant : limiterNumbers.indexOf(number);
  if (under >= 0) world.limiters[under]!.finished(nowUs, nowUs - requests.arrivedUs[row]!, ok);
}
