/** @module Compiles a route of plain steps into request classes: one for the route, and one for each kind of attempt in it. */
import type { RandomStream, StreamBank } from '../kernel/random-stream.ts';
import { tableOrDefault, withDefaults } from '../model/registry.ts';
import { LAWS } from '../policies/law/index.ts';
import type { Sampler } from '../policies/law/law.ts';
import { entryOf } from '../policies/lookup.ts';
import type { CallSpec, LinkSpec } from '../system/link.ts';
import { type Draw, PURPOSE, type RequestClass, STEP, type Step, step } from '../system/program.ts';
import { DEMANDS_MAX } from '../system/request-table.ts';
import type { NetworkDemand, NetworkLink, NetworkStep } from './network-spec.ts';

/** Where the parts of a network are found while its routes are compiled. */
export interface RouteParts {
  readonly bank: StreamBank;
  /** Placement tier of a visit. */
  tierOf(visit: string | readonly string[], balancing: string): number;
  lockOf(id: string): number;
  /** @returns the link at a place, made on first use: whoever calls there shares its budget and its breaker */
  linkOf(link: NetworkLink, place: string): LinkSpec;
  /** @returns index of the class that is made next */
  nextClass(): number;
  addClass(type: RequestClass): void;
  /** @returns index of the call */
  addCall(call: CallSpec): number;
}

/** Where steps stand in a network. */
export interface Spot {
  /** Index of the tenant. */
  readonly tenant: number;
  /** Prefix of the names of their streams. */
  readonly name: string;
  /** Path of the steps; the first attempts of a call and the others have the same, and so the same links within. */
  readonly place: string;
}

function inside(spot: Spot, part: string | number, attempts = ''): Spot {
  return { tenant: spot.tenant, name: `${spot.name}/${part}${attempts}`, place: `${spot.place}/${part}` };
}

/** @returns the sampler of a demand, with a stream of its own */
export function samplerOf(demand: NetworkDemand, bank: StreamBank, name: string): Sampler {
  const law = entryOf(LAWS, demand.law);
  const params = withDefaults(law, demand.params ?? {});
  return law.sampler(demand.meanUs, params, bank.open(`demand/${name}`), tableOrDefault(law, demand.table));
}

/**
 * @param given  checked steps
 * @param spot   where they stand
 * @returns index of the class
 */
export function compileSteps(given: readonly NetworkStep[], spot: Spot, parts: RouteParts): number {
  const { tenant, name } = spot;
  const end = given.length;
  const served = given.filter((each) => 'visit' in each || 'delay' in each).length;
  const repeats = given.some((each, at) => 'branch' in each && each.to !== 'end' && each.to <= at);
  const lazy = served > DEMANDS_MAX || repeats;
  const steps: Step[] = [];
  const draws: { draw: Draw; jump: number }[] = [];
  const drawAtStep: number[] = [];
  const samplers: Sampler[] = [];
  const branches: { stream: RandomStream; probability: number }[] = [];
  const demandOf = (demand: NetworkDemand, at: number): { slot: number; sampler: number } => {
    const sampler = samplerOf(demand, parts.bank, `${name}/${at}`);
    // A lazy class draws when it comes to the step, so its visits may share one slot of the request.
    const slot = lazy ? 0 : samplers.length;
    samplers.push(sampler);
    draws.push({ draw: { sampler, slot, stream: null, probability: 0, branch: -1, skipTo: -1 }, jump: -1 });
    return { slot, sampler: lazy ? samplers.length - 1 : -1 };
  };
  given.forEach((each, at) => {
    drawAtStep.push(draws.length);
    if ('visit' in each) {
      const tier = parts.tierOf(each.visit, each.balancing ?? 'round-robin');
      steps.push(step(STEP.visit, { tier, ...demandOf(each.demand, at) }));
    } else if ('delay' in each) steps.push(step(STEP.delay, demandOf(each.delay, at)));
    else if ('branch' in each) {
      const stream = parts.bank.open(`branch/${name}/${at}`);
      const branch = branches.length;
      branches.push({ stream, probability: each.branch });
      const jump = each.to === 'end' ? end : each.to;
      steps.push(step(STEP.branch, { branch, jump }));
      draws.push({ draw: { sampler: null, slot: -1, stream, probability: each.branch, branch, skipTo: -1 }, jump });
    } else steps.push(plainStep(each, inside(spot, at), parts));
  });
  drawAtStep.push(draws.length);
  steps.push(step(STEP.finish));
  const index = parts.nextClass();
  parts.addClass({
    index,
    tenant,
    operation: index,
    purpose: PURPOSE.request,
    steps,
    draws: draws.map(({ draw, jump }) => (jump < 0 ? draw : { ...draw, skipTo: drawAtStep[jump]! })),
    lazy,
    samplers,
    branches,
    usesKey: false,
    jobClass: -1,
    jobSlot: -1,
  });
  return index;
}

/** A step that draws nothing itself. */
function plainStep(
  each: Exclude<NetworkStep, { visit: unknown } | { delay: unknown } | { branch: unknown }>,
  spot: Spot,
  parts: RouteParts,
): Step {
  if ('hold' in each)
    return step(STEP.hold, { tier: parts.tierOf(each.hold, 'round-robin'), delayUs: each.patienceUs ?? 0 });
  if ('release' in each) return step(STEP.release);
  if ('lock' in each) {
    return step(STEP.lock, {
      tier: parts.lockOf(each.lock),
      branch: each.shared === true ? 0 : 1,
      delayUs: each.patienceUs ?? 0,
    });
  }
  if ('unlock' in each) return step(STEP.unlock);
  if ('fail' in each) return step(STEP.fail);
  if ('call' in each) {
    const first = compileSteps(each.call, inside(spot, 'call', '/first'), parts);
    const again = compileSteps(each.call, inside(spot, 'call', '/again'), parts);
    const link = parts.linkOf(each.link, spot.place);
    return step(STEP.call, { tier: parts.addCall({ link, classes: [first], againClass: again, repeats: false }) });
  }
  const classes = each.parallel.map((branch, at) => compileSteps(branch, inside(spot, at), parts));
  return step(STEP.call, { tier: parts.addCall({ link: null, classes, againClass: -1, repeats: false }) });
}
