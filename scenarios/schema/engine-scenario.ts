/**
 * @module Checks a scenario in engine units, as run records carry it: shape, ranges and references.
 *
 * Authors never write this form; a record may come from anywhere, and the engine must not be given impossible numbers.
 */
import { z } from 'zod';
import { catalogue } from '../../sim-engine/index.ts';
import { fail, type Issue, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import { type Action, FAULT_TIERS, type Scenario } from '../../sim-engine/model/scenario.ts';
import { checkTarget, PARTS_MAX } from '../../sim-engine/policies/fault/check-target.ts';
import { ANSWER, TENANT_ID } from './action-schema.ts';
import { engineAutoscaling } from './autoscaling.ts';
import { type CacheShares, cacheSharingIssues, engineCacheFields, engineCachePlanFields } from './cache-sharing.ts';
import { scaleIssues } from './check-autoscaling.ts';
import { engineDatabaseFields } from './database-parts.ts';
import { engineChoice, table } from './engine-choice.ts';
import { conditionIssues, engineConditions, engineObjectives } from './engine-condition.ts';
import { engineLink } from './engine-link.ts';
import { engineOperation, operationIssues } from './engine-operation.ts';
import { engineTierTerms } from './engine-tier-terms.ts';
import * as limits from './limits.ts';
import { printPath } from './located.ts';
import { capsNobody } from './tier-terms.ts';

const line = z.string().min(1).max(1_000);
const id = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/);
const tenantId = z.string().regex(TENANT_ID);
const within = ({ min, max }: { readonly min: number; readonly max: number }) => z.number().min(min).max(max);
const whole = (min: number, max: number) => z.int().min(min).max(max);
const price = whole(limits.PRICE.min, limits.PRICE.max);
const moment = whole(0, limits.DURATION_US_MAX);
const patience = whole(1, limits.PATIENCE_US.max);
const span = whole(1, limits.DURATION_US_MAX);

const demand = z
  .strictObject({
    law: z.string(),
    mean: z.number().positive().max(limits.DEMAND_US.max),
    params: z.record(z.string().max(48), z.number()),
    table,
  })
  .superRefine((given, context) => {
    const { law, mean: _mean, ...details } = given;
    const checked = engineChoice(catalogue.laws).safeParse({ id: law, ...details });
    if (!checked.success)
      context.addIssue({ code: 'custom', path: ['law'], message: checked.error.issues[0]?.message ?? 'unknown law' });
  });
const noise = engineChoice(catalogue.noise);
const fault = engineChoice(catalogue.faults);
/** Which of the fields a kind needs is checked beside the tenants. */
const target = z.strictObject({
  tier: z.enum(FAULT_TIERS).exactOptional(),
  count: whole(1, PARTS_MAX).exactOptional(),
  tenant: tenantId.exactOptional(),
});
const isolation = engineChoice(catalogue.isolation);
const count = (max: number, min = 1) => whole(min, max);

/** What a learner does, in engine form. */
export const engineActionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('inject-noise'),
    tenant: tenantId,
    noise,
    fromUs: moment.exactOptional(),
    forUs: span,
  }),
  z.strictObject({ type: z.literal('stop-noise'), noise: whole(0, 10_000) }),
  z.strictObject({ type: z.literal('inject-fault'), fault, target, forUs: span }),
  z.strictObject({ type: z.literal('switch-isolation'), model: isolation }),
  z.strictObject({
    type: z.literal('set-limit'),
    tenant: tenantId,
    limitPerSec: within(limits.RATE),
    limitBurst: count(100_000),
  }),
  z.strictObject({ type: z.literal('set-limiter'), tenant: tenantId, limiter: engineChoice(catalogue.limiters) }),
  z.strictObject({ type: z.literal('clear-limit'), tenant: tenantId }),
  z.strictObject({ type: z.literal('set-client'), tenant: tenantId.exactOptional(), client: engineLink }),
  z.strictObject({ type: z.literal('set-balancing'), policy: z.enum(catalogue.balancing.map((each) => each.id)) }),
  z.strictObject({ type: z.literal('answer'), question: id, answer: z.string().regex(ANSWER) }),
]) satisfies z.ZodType<Action>;

/** An isolation model with its parameters, in engine form. */
export const engineIsolationSchema = isolation;

const system = z.strictObject({
  app: z.strictObject({
    instances: count(2_000),
    threadsPerInstance: count(1_000),
    instancesMin: count(2_000),
    boundPerInstance: count(100_000),
    ...engineTierTerms('any'),
    priceMicroUsdPerHour: price,
    autoscaling: engineAutoscaling(engineChoice(catalogue.autoscaling), 2_000).exactOptional(),
  }),
  cache: z.strictObject({
    entries: count(5_000_000),
    entriesMin: count(5_000_000),
    latencyUs: whole(1, 10_000_000),
    priceMicroUsdPerHourPer1000: price,
    policy: engineChoice(catalogue.eviction).exactOptional(),
    ttlUs: whole(limits.SPAN_US.min, limits.SPAN_US.max).exactOptional(),
    ...engineCacheFields,
  }),
  connections: z.strictObject({
    count: count(10_000),
    countMin: count(10_000),
    waitingMax: count(1_000_000, 0),
    ...engineTierTerms('serial'),
    acquireTimeoutUs: patience.exactOptional(),
  }),
  database: z.strictObject({
    units: count(1_000),
    unitsMin: count(1_000),
    coresPerUnit: count(256),
    ...engineTierTerms('any'),
    ioPerSecPerUnit: z.number().min(1).max(10_000_000),
    queryTimeoutUs: patience.exactOptional(),
    basePriceMicroUsdPerHour: price,
    unitPriceMicroUsdPerHour: price,
    ...engineDatabaseFields(engineChoice(catalogue.eviction)),
  }),
  jobs: z.strictObject({
    workers: count(10_000),
    workersMin: count(10_000),
    ...engineTierTerms('serial'),
    waitingMax: count(1_000_000, 0),
    priceMicroUsdPerHour: price,
    autoscaling: engineAutoscaling(engineChoice(catalogue.autoscaling), 10_000).exactOptional(),
    visibilityUs: whole(limits.SPAN_US.min, limits.SPAN_US.max).exactOptional(),
    attemptsMax: count(limits.ATTEMPTS_MAX).exactOptional(),
    heartbeat: z.boolean().exactOptional(),
  }),
  move: z.strictObject({
    streams: count(100),
    chunkIo: count(100_000),
    bytesPerIo: whole(512, 1024 ** 3),
    copyIoPerSecMax: within(limits.RATE).exactOptional(),
    bytesPerWrite: whole(limits.MOVE.bytesPerWrite.min, limits.MOVE.bytesPerWrite.max).exactOptional(),
    freezeIo: count(100_000, 0).exactOptional(),
    stalledRoundsMax: count(100).exactOptional(),
    verifyShare: within({ min: 0, max: 1 }).exactOptional(),
    verifyFailureProbability: within({ min: 0, max: 1 }).exactOptional(),
  }),
  balancing: z.enum(catalogue.balancing.map((each) => each.id)),
});

const keyCount = whole(limits.KEYS.min, limits.KEYS.max);

/** Zipf by its exponent alone, or a popularity by its id. */
const keys = z.union([
  z.strictObject({ count: keyCount, alpha: z.number().min(0).max(5) }),
  z
    .strictObject({ count: keyCount, kind: z.string().max(48), params: z.record(z.string().max(48), z.number()) })
    .superRefine(({ kind, params }, context) => {
      const checked = engineChoice(catalogue.popularity).safeParse({ id: kind, params });
      if (checked.success) return;
      const message = checked.error.issues[0]?.message ?? 'unknown popularity';
      context.addIssue({ code: 'custom', path: ['kind'], message });
    }),
]);

const tenant = z.strictObject({
  id: tenantId,
  name: line,
  plan: id,
  workload: z.strictObject({
    arrivals: engineChoice(catalogue.arrivals),
    users: z.strictObject({ count: count(100_000), think: demand }).exactOptional(),
    mix: z
      .array(z.strictObject({ operation: id, weight: z.number().positive().max(1e6) }))
      .min(1)
      .max(limits.LIST_MAX),
    keys,
  }),
  dataBytes: whole(limits.DATA_BYTES.min, limits.DATA_BYTES.max),
  client: engineLink.exactOptional(),
  members: count(limits.MEMBERS_MAX).exactOptional(),
});

const list = <T extends z.ZodType>(item: T, max = limits.LIST_MAX) => z.array(item).max(max);

const scenario = z.strictObject({
  id,
  title: line,
  summary: line,
  concepts: list(line),
  durationUs: whole(limits.DURATION_US_MIN, limits.DURATION_US_MAX),
  plans: list(
    z.strictObject({
      id,
      title: line,
      sloLatencyUs: whole(limits.SLO_US.min, limits.SLO_US.max),
      weight: z.number().min(0.01).max(1_000),
      limitPerSec: within(limits.RATE),
      limitBurst: count(100_000),
      priority: count(100, 0).exactOptional(),
      cap: count(10_000).exactOptional(),
      limiter: engineChoice(catalogue.limiters).exactOptional(),
      critical: z.boolean().exactOptional(),
      ...engineCachePlanFields,
    }),
  ).min(1),
  tenants: list(tenant, limits.TENANTS_MAX).min(1),
  operations: list(engineOperation({ id, title: line }, demand)).min(1),
  system,
  isolation,
  timeline: list(
    z.union([
      z.strictObject({ id, label: line, atUs: moment, forUs: span, tenant: tenantId, noise }),
      z.strictObject({ id, label: line, atUs: moment, forUs: span, fault, target }),
    ]),
  ),
  rights: z.strictObject({
    isolation: z.array(z.string().max(48)).max(100),
    noise: z.array(z.string().max(48)).max(100),
    faults: z.array(z.string().max(48)).max(100).exactOptional(),
    balancing: z.array(z.string().max(48)).max(100),
    limits: z.boolean(),
    limiters: z.array(z.string().max(48)).max(100).exactOptional(),
    client: z.boolean().exactOptional(),
    moves: count(1_000, 0),
  }),
  objectives: engineObjectives({ id, title: line, points: count(100) }),
  guards: engineConditions({ id, title: line }).exactOptional(),
  passPoints: count(limits.POINTS_TOTAL),
  hidden: z
    .strictObject({ count: count(limits.HIDDEN_SEEDS_MAX), passShare: within({ min: 0, max: 1 }) })
    .exactOptional(),
  /** Records carry none: they would tell the learner the answer. */
  proofs: z.array(z.never()).max(0),
});

/** What a record may say of a scenario. */
export type CarriedScenario = z.output<typeof scenario>;

/**
 * @param given  a scenario as a run record carries it
 * @returns the scenario, or every issue with its path
 */
export function checkEngineScenario(given: unknown): Result<Scenario> {
  const parsed = scenario.safeParse(given);
  if (!parsed.success)
    return fail(
      ...parsed.error.issues.slice(0, 20).map((each) => issue('bad-scenario', printPath(each.path), each.message)),
    );
  const read = parsed.data;
  const checked: Scenario = { ...read, proofs: [] };
  const issues = [
    ...references(checked),
    ...windows(checked),
    ...caps(checked),
    ...operationIssues(checked.operations),
    ...scaleIssues(checked.system),
    ...cacheSharingIssues(cacheShares(checked)),
  ];
  return issues.length > 0 ? fail(...issues) : ok(checked);
}

function cacheShares({ plans, tenants, system }: Scenario): CacheShares {
  return { cache: system.cache, plans, planIds: tenants.map(({ plan }) => plan) };
}

function references(checked: Scenario): Issue[] {
  const plans = new Set(checked.plans.map((each) => each.id));
  const operations = new Set(checked.operations.map((each) => each.id));
  const tenants = new Set(checked.tenants.map((each) => each.id));
  const missing = (path: string, name: string): Issue =>
    issue('bad-scenario', path, `found ${name}, which the scenario does not define`);
  const issues: Issue[] = [];
  if (tenants.size < checked.tenants.length) issues.push(issue('bad-scenario', 'tenants', 'found an id twice'));
  checked.tenants.forEach(({ plan, workload, members = 1 }, index) => {
    if (members * workload.keys.count > limits.MEMBER_KEYS_MAX) {
      const message = `found ${members} members with ${workload.keys.count} keys each, expected at most ${limits.MEMBER_KEYS_MAX} keys together`;
      issues.push(issue('bad-scenario', `tenants.${index}.members`, message));
    }
    if (!plans.has(plan)) issues.push(missing(`tenants.${index}.plan`, plan));
    for (const { operation } of workload.mix)
      if (!operations.has(operation)) issues.push(missing(`tenants.${index}.workload.mix`, operation));
  });
  checked.timeline.forEach((item, index) => {
    if ('fault' in item) {
      for (const { path, message } of checkTarget(item.fault, item.target, [...tenants]))
        issues.push(issue('bad-scenario', `timeline.${index}.target.${path}`, message));
    } else if (!tenants.has(item.tenant)) issues.push(missing(`timeline.${index}.tenant`, item.tenant));
  });
  return issues;
}

function caps({ system }: Scenario): Issue[] {
  return (['app', 'database'] as const).flatMap((part) =>
    capsNobody(system[part])
      ? [issue('bad-scenario', `system.${part}`, 'found a cap where servers are shared by all present')]
      : [],
  );
}

function windows(checked: Scenario): Issue[] {
  const outside = (path: string): Issue => issue('bad-scenario', path, 'found a time outside the duration');
  const issues: Issue[] = [];
  checked.timeline.forEach(({ atUs, forUs }, index) => {
    if (atUs + forUs > checked.durationUs) issues.push(outside(`timeline.${index}`));
  });
  checked.objectives.forEach((each, index) => {
    issues.push(...conditionIssues(each, `objectives.${index}`, checked));
  });
  checked.guards?.forEach((each, index) => {
    issues.push(...conditionIssues(each, `guards.${index}`, checked));
  });
  return issues;
}
