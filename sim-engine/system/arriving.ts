/** @module Arriving: a source sends, and its request passes the edge, or its client begins to call. */
import { NO_KEY } from '../policies/balancing/balancing.ts';
import { drawRequest, traceInput } from './draw-request.ts';
import { passEdge } from './edge.ts';
import type { SourceMembers } from './source.ts';
import type { World } from './world.ts';

/** A source sends: the request passes the edge and moves on or is turned away there, or its client makes attempts of it. */
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
  const client = world.clientStep[tenant]!;
  if (client < 0) {
    passEdge(world, row);
    return;
  }
  requests.step[row] = client;
  world.advance(row);
}

/** One member of a group sends, each as likely as any other; a key is one of its own. */
function pickMember(world: World, row: number, members: SourceMembers): void {
  const { requests } = world;
  const member = Math.floor(members.stream.uniform32() * members.count);
  requests.member[row] = member;
  if (requests.key[row]! !== NO_KEY) requests.key[row] = member * members.keys + requests.key[row]!;
}
