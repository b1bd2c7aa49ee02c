/** @module Arriving: a source sends, and its request passes the edge. */
import { SPAN } from '../measure/trace/trace-record.ts';
import { NO_KEY } from '../policies/balancing/balancing.ts';
import { drawRequest, traceInput } from './draw-request.ts';
import { rejectAtEdge } from './outcomes.ts';
import type { SourceMembers } from './source.ts';
import type { World } from './world.ts';

/** A source sends: the request passes the edge and moves on, or is turned away there. */
export function arrive(world: World, sourceIndex: number): void {
  const source = world.sources[sourceIndex]!;
  if (!source.active) return;
  const requests = world.requests;
  world.modelEvents++;
  if (!source.closed) world.scheduleArrival(source, sourceIndex);
  const tenant = source.tenant;
  const account = world.accounts[tenant]!;
  const number = account.arrived++;
  account.current.arrived++;
  world.recorder?.arrived(tenant);
  world.meter?.come(0, tenant, world.nowUs);
  const type = world.classes[source.pickClass()]!;
  const row = world.newRequest(type.index, tenant);
  requests.number[row] = number;
  requests.source[row] = sourceIndex;
  account.requests?.arrive(row, world.nowUs);
  requests.key[row] = type.usesKey ? source.pickKey() : NO_KEY;
  if (source.members !== null) pickMember(world, row, source.members);
  if (!type.lazy) drawRequest(requests, row, type);
  if (world.tracesInputs) traceInput(requests, row, type, world.nowUs, account.arrivalDigest);
  world.tracer?.begin(row, tenant, requests.victim[row]!, number, type.index, world.nowUs);
  const limiter = world.limiters[tenant]!;
  if (limiter === null) world.advance(row);
  else if (!limiter.admit(world.nowUs)) rejectAtEdge(world, row);
  else if (limiter.delayUs === 0) world.advance(row);
  else holdAtEdge(world, row, limiter.delayUs);
}

/** One member of a group sends, each as likely as any other; a key is one of its own. */
function pickMember(world: World, row: number, members: SourceMembers): void {
  const { requests } = world;
  const member = Math.floor(members.stream.uniform32() * members.count);
  requests.member[row] = member;
  if (requests.key[row]! !== NO_KEY) requests.key[row] = member * members.keys + requests.key[row]!;
}

/** A request waits for its own limit: nobody else is to blame. */
function holdAtEdge(world: World, row: number, delayUs: number): void {
  const { requests, ledger } = world;
  world.tracer?.open(row, SPAN.limit, -1, requests.waitedUs[row]!, world.nowUs);
  requests.waitedUs[row]! += delayUs;
  const victim = requests.victim[row]!;
  ledger?.charge(world.edgeBook!, victim, victim, delayUs);
  world.pause(row, delayUs);
}
