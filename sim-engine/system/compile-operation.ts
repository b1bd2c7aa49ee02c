/** @module Compiles a tenant's operation into a request class of the SaaS request path. */
import type { StreamBank } from '../kernel/random-stream.ts';
import { tableOrDefault, withDefaults } from '../model/registry.ts';
import type { Operation, OperationLock, ServiceDemand, SystemSpec } from '../model/scenario.ts';
import { LAWS } from '../policies/law/index.ts';
import type { Sampler } from '../policies/law/law.ts';
import { entryOf } from '../policies/lookup.ts';
import { databaseSteps } from './database-steps.ts';
import { PLACED } from './pool.ts';
import { type Draw, PURPOSE, type RequestClass, STEP, type Step, step } from './program.ts';

/** Demand slots of a SaaS request. */
const SLOT = { app: 0, cpu: 1, io: 2, job: 3 } as const;

const CHUNK_STEPS: readonly Step[] = [
  step(STEP.copyRead, { slot: 0 }),
  step(STEP.copyWrite, { slot: 0 }),
  step(STEP.finishCopy),
];

/** What a class is compiled from. */
export interface OperationUse {
  readonly index: number;
  readonly tenant: number;
  readonly operation: Operation;
  readonly operationIndex: number;
  /** Prefix of the names of its streams: who sends it and why. */
  readonly name: string;
  /** Factor on the database demands. */
  readonly databaseFactor: number;
  /** Class of background jobs. */
  readonly jobClass: number;
  /** Locks taken at the database, from the widest to the narrowest. */
  readonly locks: readonly OperationLock[];
}

/** @returns the class: app, then cache if the operation reads through it, then a connection held through CPU and IO */
export function compileOperation(use: OperationUse, system: SystemSpec, bank: StreamBank): RequestClass {
  const { operation } = use;
  const draws: Draw[] = [];
  const demand = (slot: number, spec: ServiceDemand, part: string, factor: number): void => {
    const law = entryOf(LAWS, spec.law);
    const stream = bank.open(`demand/${use.name}/${operation.id}/${part}`);
    const sampler: Sampler = law.sampler(
      spec.mean * factor,
      withDefaults(law, spec.params),
      stream,
      tableOrDefault(law, spec.table),
    );
    draws.push({ sampler, slot, stream: null, probability: 0, branch: -1, skipTo: -1 });
  };
  demand(SLOT.app, operation.app, 'app', 1);
  demand(SLOT.cpu, operation.cpu, 'cpu', use.databaseFactor);
  demand(SLOT.io, operation.io, 'io', use.databaseFactor);
  if (operation.job !== undefined) demand(SLOT.job, operation.job, 'job', 1);
  const ioUs = 1_000_000 / system.database.ioPerSecPerUnit;
  return {
    index: use.index,
    tenant: use.tenant,
    operation: use.operationIndex,
    purpose: PURPOSE.request,
    steps: stepsOf(use, system),
    draws,
    lazy: false,
    samplers: [],
    branches: [],
    usesKey: operation.cache !== 'none' || use.locks.some(({ on }) => on === 'row'),
    jobClass: operation.job === undefined ? -1 : use.jobClass,
    jobSlot: SLOT.job,
    expectedHoldUs: (operation.cpu.mean + operation.io.mean * ioUs) * use.databaseFactor,
  };
}

function stepsOf({ operation, tenant: gate, locks }: OperationUse, system: SystemSpec): Step[] {
  const steps = [step(STEP.visit, { tier: PLACED.app, slot: SLOT.app })];
  const writes = operation.cache === 'invalidate';
  const atDatabase = (from: number): Step[] => databaseSteps(system, SLOT, { from, writes, locks });
  switch (operation.cache) {
    case 'read': {
      const shares = system.cache.singleFlight === true;
      const databaseAt = steps.length + (shares ? 3 : 2);
      const fetching = atDatabase(databaseAt);
      const finishAt = databaseAt + fetching.length + 1;
      steps.push(step(STEP.delay, { delayUs: system.cache.latencyUs }));
      steps.push(step(STEP.lookup, { tier: PLACED.cache, jump: finishAt }));
      if (shares) steps.push(step(STEP.join, { tier: PLACED.cache, jump: finishAt }));
      steps.push(...fetching, step(STEP.fill));
      break;
    }
    case 'invalidate':
      // What changes a key is a write: it passes its tenant's gate, so that a move can count and freeze it.
      steps.push(step(STEP.lock, { tier: gate, branch: 0 }));
      steps.push(...atDatabase(steps.length));
      steps.push(step(STEP.drop, { tier: PLACED.cache }), step(STEP.unlock));
      break;
    default:
      steps.push(...atDatabase(steps.length));
  }
  steps.push(step(STEP.finish));
  return steps;
}

/** @returns the class of background jobs: one visit to a worker, with its work in slot 0 */
export function jobClass(index: number): RequestClass {
  const steps = [step(STEP.visit, { tier: PLACED.jobs, slot: 0 }), step(STEP.finishJob)];
  return internalClass(index, PURPOSE.job, steps);
}

/** @returns the class of a copied chunk: read at the source's IO, written at the target's, IO operations in slot 0 */
export function copyClass(index: number): RequestClass {
  return internalClass(index, PURPOSE.copy, CHUNK_STEPS);
}

/** @returns the same, after a pause of so many microseconds as slot 1 says */
export function pacedCopyClass(index: number): RequestClass {
  return internalClass(index, PURPOSE.copy, [step(STEP.delay, { slot: 1 }), ...CHUNK_STEPS]);
}

/** @returns the class of what closes a write gate: its first step stands for the wait, its second tells that it is closed */
export function gateClass(index: number): RequestClass {
  return internalClass(index, PURPOSE.copy, [step(STEP.lock), step(STEP.finishCopy)]);
}

function internalClass(index: number, purpose: number, steps: readonly Step[]): RequestClass {
  return {
    index,
    tenant: -1,
    operation: -1,
    purpose,
    steps,
    draws: [],
    lazy: false,
    samplers: [],
    branches: [],
    usesKey: false,
    jobClass: -1,
    jobSlot: -1,
    expectedHoldUs: 0,
  };
}
