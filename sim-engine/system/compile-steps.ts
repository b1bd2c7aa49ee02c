/**
 * @module Compiles the steps of an operation into a program; every branch of a fan-out becomes a class of its own.
 *
 * All times of a request are drawn at its arrival, those of its branches included: the programs of one operation share one
 * numbering of the slots, and a branch is given a copy of its caller's.
 */

import type { DatabaseWork, OperationStep, ServiceDemand } from '../model/operation.ts';
import { tableOrDefault, withDefaults } from '../model/registry.ts';
import type { SystemSpec } from '../model/scenario.ts';
import { LAWS } from '../policies/law/index.ts';
import { entryOf } from '../policies/lookup.ts';
import { databaseSteps } from './database-steps.ts';
import { locksOf } from './operation-locks.ts';
import { PLACED } from './pool.ts';
import { type Draw, PURPOSE, type RequestClass, STEP, type Step, step } from './program.ts';
import type { World } from './world.ts';

/** What an operation is compiled for. */
export interface OperationUse {
  readonly tenant: number;
  readonly operationIndex: number;
  /** Prefix of the names of its streams: who sends it and why. */
  readonly name: string;
  /** Factor on the database demands. */
  readonly databaseFactor: number;
  /** Class of background jobs. */
  readonly jobClass: number;
  /** Whether anybody of the scenario takes locks at databases. */
  readonly locksTaken: boolean;
}

/** @returns a class of requests that draws nothing and leaves no job behind */
export function classOf(
  index: number,
  { tenant, operationIndex }: Pick<OperationUse, 'tenant' | 'operationIndex'>,
  steps: readonly Step[],
): RequestClass {
  return {
    index,
    tenant,
    operation: operationIndex,
    purpose: PURPOSE.request,
    steps,
    draws: [],
    lazy: false,
    samplers: [],
    branches: [],
    usesKey: false,
    jobClass: -1,
    jobSlot: -1,
  };
}

/** What a step of an operation takes at the database. */
type Visit = 'read' | 'write';

/** Compiles one operation in one use. */
export class StepCompiler {
  readonly draws: Draw[] = [];
  /** Whether a step needs the request's key. */
  usesKey = false;
  private readonly world: World;
  private readonly use: OperationUse;
  private readonly system: SystemSpec;
  private readonly streamOf: (place: string, part: string) => string;

  /** @param streamOf  name of the stream of a part of the step at a place */
  constructor(world: World, use: OperationUse, system: SystemSpec, streamOf: (place: string, part: string) => string) {
    this.world = world;
    this.use = use;
    this.system = system;
    this.streamOf = streamOf;
  }

  /** Has a time drawn at every arrival. @returns its slot */
  demand(spec: ServiceDemand, place: string, part: string, factor = 1): number {
    const law = entryOf(LAWS, spec.law);
    const stream = this.world.bank.open(this.streamOf(place, part));
    const params = withDefaults(law, spec.params);
    const sampler = law.sampler(spec.mean * factor, params, stream, tableOrDefault(law, spec.table));
    const slot = this.draws.length;
    this.draws.push({ sampler, slot, stream: null, probability: 0, branch: -1, skipTo: -1 });
    return slot;
  }

  /**
   * @param given   steps of a request or of a branch
   * @param place   of the list they stand in; empty for an operation's own
   * @param missed  whether they are done because a key was missed
   * @returns a program that ends with the answer
   */
  compile(given: readonly OperationStep[], place: string, missed: boolean): Step[] {
    const into: Step[] = [];
    this.addAll(into, given, place, missed);
    into.push(step(STEP.finish));
    return into;
  }

  private addAll(into: Step[], given: readonly OperationStep[], place: string, missed: boolean): void {
    given.forEach((each, at) => {
      this.add(into, each, place === '' ? `${at}` : `${place}/${at}`, missed);
    });
  }

  private add(into: Step[], each: OperationStep, place: string, missed: boolean): void {
    if ('app' in each) into.push(step(STEP.visit, { tier: PLACED.app, slot: this.demand(each.app, place, 'app') }));
    else if ('lookup' in each) this.addLookup(into, each.lookup, place);
    else if ('read' in each) this.addVisit(into, each.read, place, 'read');
    else if ('write' in each) this.addWrite(into, each.write, place);
    else if ('external' in each) {
      const slot = this.demand(each.external, place, 'external');
      into.push(step(STEP.delay, { slot }));
      if (missed) into.push(step(STEP.chargeMiss, { slot }));
    } else if ('job' in each) {
      const slot = this.demand(each.job, place, 'job');
      into.push(step(STEP.enqueue, { tier: this.use.jobClass, slot }));
    } else this.addFanOut(into, each.parallel, place, missed);
  }

  private addLookup(into: Step[], given: readonly OperationStep[], place: string): void {
    const { cache } = this.system;
    this.usesKey = true;
    into.push(step(STEP.delay, { delayUs: cache.latencyUs }));
    const jumps = [into.push(step(STEP.lookup, { tier: PLACED.cache })) - 1];
    if (cache.singleFlight === true) jumps.push(into.push(step(STEP.join, { tier: PLACED.cache })) - 1);
    this.addAll(into, given, place, true);
    into.push(step(STEP.fill));
    for (const at of jumps) into[at] = { ...into[at]!, jump: into.length };
  }

  /** What changes a key is a write: it passes its tenant's gate, so that a move can count and freeze it. */
  private addWrite(into: Step[], work: DatabaseWork, place: string): void {
    this.usesKey = true;
    into.push(step(STEP.lock, { tier: this.use.tenant, branch: 0 }));
    this.addVisit(into, work, place, 'write');
    into.push(step(STEP.drop, { tier: PLACED.cache }), step(STEP.unlock));
  }

  private addVisit(into: Step[], work: DatabaseWork, place: string, visit: Visit): void {
    const { system, use } = this;
    const locks = locksOf(work, use.locksTaken);
    if (locks.some(({ on }) => on === 'row')) this.usesKey = true;
    const cpu = this.demand(work.cpu, place, 'cpu', use.databaseFactor);
    const io = this.demand(work.io, place, 'io', use.databaseFactor);
    const ioUs = 1_000_000 / system.database.ioPerSecPerUnit;
    const expectedUs = (work.cpu.mean + work.io.mean * ioUs) * use.databaseFactor;
    into.push(
      ...databaseSteps(system, { cpu, io }, { from: into.length, writes: visit === 'write', locks, expectedUs }),
    );
  }

  private addFanOut(
    into: Step[],
    branches: readonly (readonly OperationStep[])[],
    place: string,
    missed: boolean,
  ): void {
    const { world, use } = this;
    const classes = branches.map((branch, at) => {
      const steps = this.compile(branch, `${place}/${at}`, missed);
      const index = world.classes.length;
      world.addClass(classOf(index, use, steps));
      return index;
    });
    const call = world.calls.push({ link: null, classes, againClass: -1, repeats: true }) - 1;
    into.push(step(STEP.call, { tier: call }));
  }
}
