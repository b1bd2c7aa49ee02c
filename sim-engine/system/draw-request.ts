/** @module Draws everything random about a request when it arrives, in the order of its program. */
import type { Digest } from '../kernel/digest.ts';
import type { RequestClass } from './program.ts';
import type { RequestTable } from './request-table.ts';
import type { World } from './world.ts';

/**
 * Fills in a request's demands and branches.
 *
 * @param requests  the table
 * @param row       the request
 * @param type      its class, which must not be lazy
 */
export function drawRequest(requests: RequestTable, row: number, type: RequestClass): void {
  const draws = type.draws;
  const base = row * requests.slots;
  requests.branches[row] = 0;
  for (let i = 0; i < draws.length; ) {
    const draw = draws[i]!;
    i++;
    if (draw.sampler !== null) draw.sampler.drawInto(requests.demand, base + draw.slot);
    else if (draw.stream!.happens(draw.probability)) {
      requests.branches[row] = requests.branches[row]! | (1 << draw.branch);
      i = draw.skipTo;
    }
  }
}

/** Draws everything random about a new request, unless its class draws on the way. */
export function drawAll({ requests, classes }: World, row: number): void {
  const type = classes[requests.program[row]!]!;
  if (!type.lazy) drawRequest(requests, row, type);
}

/** Draws the demand of the step that a request of a lazy class has come to. */
export function drawAtStep({ requests, classes, code }: World, row: number, at: number): void {
  const sampler = classes[requests.program[row]!]!.samplers[code.sampler[at]!]!;
  sampler.drawInto(requests.demand, row * requests.slots + code.slot[at]!);
}

/** Folds a request's time, class, key, branches and demands into its tenant's arrival digest. */
export function traceInput(
  requests: RequestTable,
  row: number,
  type: RequestClass,
  nowUs: number,
  digest: Digest,
): void {
  digest.fold(nowUs, type.index);
  digest.fold(requests.key[row]!, requests.branches[row]!);
  // A lazy class has drawn nothing yet.
  if (type.lazy) return;
  for (const draw of type.draws) {
    if (draw.slot >= 0) digest.fold(Math.floor(requests.demand[row * requests.slots + draw.slot]! * 1024), draw.slot);
  }
}
