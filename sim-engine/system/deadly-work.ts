/** @module Deadly work: the classes and the source of requests and messages that kill what serves them. */
import type { Tenant } from '../model/scenario.ts';
import { poisson } from '../policies/arrival/poisson.ts';
import { FixedSampler } from '../policies/law/deterministic.ts';
import { jobClass } from './compile-operation.ts';
import { PLACED } from './pool.ts';
import { PURPOSE, type RequestClass, STEP, step } from './program.ts';
import { membersOf, Source } from './source.ts';
import type { World } from './world.ts';

/** @returns the class of a poison message: a background job like others, but for what the fault book knows of it */
export function deadlyMessage(index: number): RequestClass {
  return jobClass(index);
}

/**
 * @param workUs  thread time until the crash, microseconds
 * @returns the class of a query of death: a visit to an app instance; when the fault is over it is answered like any other
 */
export function deadlyQuery(index: number, tenant: number, workUs: number): RequestClass {
  return {
    index,
    tenant,
    operation: -1,
    purpose: PURPOSE.request,
    steps: [step(STEP.visit, { tier: PLACED.app, slot: 0 }), step(STEP.finish)],
    draws: [{ sampler: new FixedSampler(workUs), slot: 0, stream: null, probability: 0, branch: -1, skipTo: -1 }],
    lazy: false,
    samplers: [],
    branches: [],
    usesKey: true,
    jobClass: -1,
    jobSlot: -1,
  };
}

/** What a source of deadly queries is made from. */
export interface DeadlyLoad {
  /** Names its streams. */
  readonly name: string;
  readonly tenant: number;
  readonly spec: Tenant;
  readonly classIndex: number;
  readonly ratePerSec: number;
  readonly fromUs: number;
  readonly untilUs: number;
}

/** @returns a Poisson source of deadly queries, all for one key that the tenant otherwise never reads */
export function deadlySource(world: World, load: DeadlyLoad): Source {
  const { name, tenant, spec, classIndex, ratePerSec, fromUs, untilUs } = load;
  const stream = world.bank.open(`arrivals/${name}`);
  return new Source({
    tenant,
    process: poisson.process({ ratePerSec }, stream, fromUs, { table: [], bank: world.bank }),
    loop: null,
    members: membersOf(spec, 0, name, world.bank),
    classes: [{ index: classIndex, weight: 1 }],
    mixStream: stream,
    keys: null,
    keyStream: stream,
    sweepFrom: spec.workload.keys.count * (spec.members ?? 1),
    sweepKeys: 1,
    fromUs,
    untilUs,
  });
}
