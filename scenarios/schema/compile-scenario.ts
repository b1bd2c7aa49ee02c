/** @module From the author's notation to the engine's scenario. */

import type {
  HiddenSeeds,
  LearnerRights,
  MoveSpec,
  Plan,
  Proof,
  Scenario,
  SystemSpec,
  TimelineItem,
} from '../../sim-engine/model/scenario.ts';
import { compileAction, targetOf } from './action-schema.ts';
import { compileAutoscaling } from './autoscaling.ts';
import { compileCachePlan, compileCacheSharing } from './cache-sharing.ts';
import { labelledWindows } from './check-conditions.ts';
import { compileCondition } from './compile-condition.ts';
import { compileDatabaseParts } from './database-parts.ts';
import { expandTenant } from './expand-tenants.ts';
import { compileOperation } from './operation-schema.ts';
import { compileAsked } from './question-schema.ts';
import type { WrittenProof, WrittenScenario } from './scenario-schema.ts';
import { compileTerms } from './tier-terms.ts';

/**
 * @param written  a file that passed every check
 * @returns the scenario in engine units
 */
export function compileScenario(written: WrittenScenario): Scenario {
  const defaults = written.tenantDefaults ?? {};
  const context = {
    durationUs: written.duration,
    windows: labelledWindows(written.timeline ?? [], written.duration),
  };
  return {
    id: written.id,
    title: written.title,
    summary: written.summary,
    concepts: written.concepts,
    durationUs: written.duration,
    plans: written.plans.map(compilePlan),
    tenants: written.tenants.flatMap((tenant) => expandTenant(tenant, defaults, written.plans)),
    operations: written.operations.map(compileOperation),
    system: compileSystem(written.system),
    isolation: written.isolation,
    timeline: (written.timeline ?? []).map(compileTimelineItem),
    rights: compileRights(written.rights),
    objectives: written.objectives.map(({ id, title, points, ...condition }) => ({
      id,
      title,
      points,
      ...('ask' in condition ? compileAsked(condition, context) : compileCondition(condition, context)),
    })),
    ...(written.guards === undefined
      ? {}
      : { guards: written.guards.map(({ id, title, ...of }) => ({ id, title, ...compileCondition(of, context) })) }),
    passPoints: written.passPoints,
    ...(written.hidden === undefined ? {} : { hidden: compileHidden(written.hidden) }),
    proofs: written.proofs.map(compileProof),
  };
}

function compilePlan(plan: WrittenScenario['plans'][number]): Plan {
  const { id, title, weight, priority, cap, limiter, critical } = plan;
  return {
    id,
    title,
    sloLatencyUs: plan.slo,
    weight,
    limitPerSec: plan.limit,
    limitBurst: plan.burst,
    ...(priority === undefined ? {} : { priority }),
    ...(cap === undefined ? {} : { cap }),
    ...(limiter === undefined ? {} : { limiter }),
    ...(critical === undefined ? {} : { critical }),
    ...compileCachePlan(plan),
  };
}

function compileSystem(system: WrittenScenario['system']): SystemSpec {
  const { app, cache, connections, database, jobs, move, balancing } = system;
  return {
    app: {
      instances: app.instances,
      threadsPerInstance: app.threadsPerInstance,
      instancesMin: app.instancesMin,
      boundPerInstance: app.boundPerInstance,
      priceMicroUsdPerHour: app.price,
      ...compileTerms(app),
      ...compileAutoscaling(app.autoscaling),
    },
    cache: {
      entries: cache.entries,
      entriesMin: cache.entriesMin,
      latencyUs: cache.latency,
      priceMicroUsdPerHourPer1000: cache.pricePer1000,
      ...(cache.policy === undefined ? {} : { policy: cache.policy }),
      ...(cache.ttl === undefined ? {} : { ttlUs: cache.ttl }),
      ...compileCacheSharing(cache),
    },
    connections: {
      count: connections.count,
      countMin: connections.countMin,
      waitingMax: connections.waitingMax,
      ...compileTerms(connections),
      ...(connections.acquireTimeout === undefined ? {} : { acquireTimeoutUs: connections.acquireTimeout }),
    },
    database: {
      units: database.units,
      unitsMin: database.unitsMin,
      coresPerUnit: database.coresPerUnit,
      ioPerSecPerUnit: database.ioPerUnit,
      ...(database.queryTimeout === undefined ? {} : { queryTimeoutUs: database.queryTimeout }),
      basePriceMicroUsdPerHour: database.basePrice,
      unitPriceMicroUsdPerHour: database.unitPrice,
      ...compileTerms(database),
      ...compileDatabaseParts(database),
    },
    jobs: {
      workers: jobs.workers,
      workersMin: jobs.workersMin,
      waitingMax: jobs.waitingMax,
      priceMicroUsdPerHour: jobs.price,
      ...compileTerms(jobs),
      ...compileAutoscaling(jobs.autoscaling),
      ...(jobs.visibility === undefined ? {} : { visibilityUs: jobs.visibility }),
      ...(jobs.attemptsMax === undefined ? {} : { attemptsMax: jobs.attemptsMax }),
      ...(jobs.heartbeat === undefined ? {} : { heartbeat: jobs.heartbeat }),
    },
    move: compileMove(move),
    balancing,
  };
}

function compileMove(move: WrittenScenario['system']['move']): MoveSpec {
  const { streams, chunkIo, sizePerIo, rate, sizePerWrite, freezeIo, stalledRounds, verify, verifyFailure } = move;
  return {
    streams,
    chunkIo,
    bytesPerIo: sizePerIo,
    ...(rate === undefined ? {} : { copyIoPerSecMax: rate }),
    ...(sizePerWrite === undefined ? {} : { bytesPerWrite: sizePerWrite }),
    ...(freezeIo === undefined ? {} : { freezeIo }),
    ...(stalledRounds === undefined ? {} : { stalledRoundsMax: stalledRounds }),
    ...(verify === undefined ? {} : { verifyShare: verify / 100 }),
    ...(verifyFailure === undefined ? {} : { verifyFailureProbability: verifyFailure / 100 }),
  };
}

function compileRights({ faults, limiters, client, ...rights }: WrittenScenario['rights']): LearnerRights {
  return {
    ...rights,
    ...(faults === undefined ? {} : { faults }),
    ...(limiters === undefined ? {} : { limiters }),
    ...(client === undefined ? {} : { client }),
  };
}

function compileTimelineItem(item: NonNullable<WrittenScenario['timeline']>[number]): TimelineItem {
  const planned = { id: item.id, label: item.label, atUs: item.at, forUs: item.for };
  if ('fault' in item) return { ...planned, fault: item.fault, target: targetOf(item) };
  return { ...planned, tenant: item.tenant, noise: item.noise };
}

function compileHidden({ seeds, pass }: NonNullable<WrittenScenario['hidden']>): HiddenSeeds {
  return { count: seeds, passShare: pass / 100 };
}

function compileProof(proof: WrittenProof): Proof {
  const { id, role, title } = proof;
  const actions = (proof.actions ?? []).map(compileAction);
  return { id, role, title, actions, pointsMin: proof.band.min, pointsMax: proof.band.max };
}
