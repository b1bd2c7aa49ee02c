/** @module Compiles a route of plain steps into a request class. */
import type { StreamBank } from '../kernel/random-stream.ts';
import { tableOrDefault, withDefaults } from '../model/registry.ts';
import type { Sampler, ServiceLaw } from '../policies/law/law.ts';
import { entryOf } from '../policies/lookup.ts';
import { type Draw, type RequestClass, STEP, type Step, step } from '../system/program.ts';
import { DEMANDS_MAX } from '../system/request-table.ts';
import type { NetworkRoute } from './network-spec.ts';

/** Gives the placement tier of a visit. */
export type TierOfVisit = (visit: string | readonly string[], balancing: string) => number;

/**
 * @param route   a checked route
 * @param index   index of the class
 * @param tenant  index of its tenant
 * @param bank    where its streams are opened
 * @param laws    the law registry
 * @param tierOf  placement tier of a visit
 */
export function compileRoute(
  route: NetworkRoute,
  index: number,
  tenant: number,
  bank: StreamBank,
  laws: readonly ServiceLaw[],
  tierOf: TierOfVisit,
): RequestClass {
  const end = route.steps.length;
  const visits = route.steps.filter((each) => 'visit' in each).length;
  const lazy =
    visits > DEMANDS_MAX || route.steps.some((each, at) => 'branch' in each && each.to !== 'end' && each.to <= at);
  const steps: Step[] = [];
  const draws: { draw: Draw; jump: number }[] = [];
  const drawAtStep: number[] = [];
  const samplers: Sampler[] = [];
  const branches: { stream: ReturnType<StreamBank['open']>; probability: number }[] = [];
  route.steps.forEach((each, at) => {
    drawAtStep.push(draws.length);
    const name = `${route.tenant}/${index}/${at}`;
    if ('visit' in each) {
      const law = entryOf(laws, each.demand.law);
      const params = withDefaults(law, each.demand.params ?? {});
      const table = tableOrDefault(law, each.demand.table);
      const sampler = law.sampler(each.demand.meanUs, params, bank.open(`demand/${name}`), table);
      // A lazy class draws when it comes to the step, so its visits may share one slot of the request.
      const slot = lazy ? 0 : samplers.length;
      samplers.push(sampler);
      steps.push(
        step(STEP.visit, {
          tier: tierOf(each.visit, each.balancing ?? 'round-robin'),
          slot,
          sampler: samplers.length - 1,
        }),
      );
      draws.push({ draw: { sampler, slot, stream: null, probability: 0, branch: -1, skipTo: -1 }, jump: -1 });
    } else {
      const stream = bank.open(`branch/${name}`);
      const branch = branches.length;
      branches.push({ stream, probability: each.branch });
      const jump = each.to === 'end' ? end : each.to;
      steps.push(step(STEP.branch, { branch, jump }));
      draws.push({ draw: { sampler: null, slot: -1, stream, probability: each.branch, branch, skipTo: -1 }, jump });
    }
  });
  drawAtStep.push(draws.length);
  steps.push(step(STEP.finish));
  return {
    index,
    tenant,
    operation: index,
    steps,
    draws: draws.map(({ draw, jump }) => (jump < 0 ? draw : { ...draw, skipTo: drawAtStep[jump]! })),
    lazy,
    samplers,
    branches,
    usesKey: false,
    jobClass: -1,
    jobSlot: -1,
    expectedHoldUs: 0,
  };
}
