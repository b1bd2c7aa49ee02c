/** @module Arriving: a source sends, and its request passes the edge, or its client begins to call. */
import { NO_KEY } from '../policies/balancing/balancing.ts';
import { drawRequest, traceInput } from './draw-request.ts';
import { passEdge } from './edge.ts';
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
