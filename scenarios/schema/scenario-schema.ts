/** @module The scenario file: which keys it has, what each means, and what it is worth in engine units. */
import { z } from 'zod';
import { catalogue } from '../../sim-engine/index.ts';
import {
  actionSchema,
  balancingId,
  band,
  faultChoice,
  isolationChoice,
  limiterChoice,
  noiseChoice,
  targetFields,
  tenantId,
} from './action-schema.ts';
import { autoscaling } from './autoscaling.ts';
import { cacheFields, cachePlanFields } from './cache-sharing.ts';
import { choice } from './choice.ts';
import { clientSchema } from './client-schema.ts';
import { boundedFields, combinedFields } from './condition-schema.ts';
import { databaseFields } from './database-parts.ts';
import { demand, mix } from './demand.ts';
import { format } from './format.ts';
import { keySpace } from './key-space.ts';
import { describe, flag, id, leaf, number, quantity, refuse, text, word } from './leaf.ts';
import * as limits from './limits.ts';
import { operationSchema } from './operation-schema.ts';
import { askedFields } from './question-schema.ts';
import { didYouMean } from './suggest.ts';
import { tierTerms } from './tier-terms.ts';

const count = (what: string, max: number, min = 1) => number(what, { min, max }, true);

export const planSchema = z.strictObject({
  id: id('a plan id'),
  title: text('a plan title', 40),
  slo: quantity('duration', 'the response time promised for 99 % of requests', limits.SLO_US),
  weight: number('the share under fair queueing, relative to other plans', { min: 0.01, max: 1_000 }),
  limit: quantity('rate', 'the rate limit under the limited model', limits.RATE),
  burst: count('the burst of that limit, requests', 100_000),
  priority: count('the urgency under the priority model, 0 first; else the rank of the weight', 100, 0).optional(),
  cap: count('the connections or workers that one tenant may hold under a model with caps', 10_000).optional(),
  limiter: limiterChoice('the limiter in place of limit and burst').optional(),
  critical: flag('whether load shedding counts its requests as critical; else not').optional(),
  client: clientSchema.optional(),
  ...cachePlanFields,
});

const arrivals = choice({
  key: 'process',
  what: 'an arrival process',
  registry: catalogue.arrivals,
  code: 'unknown-arrivals',
});
const eviction = choice({
  key: 'kind',
  what: 'the rule by which a full cache makes room',
  registry: catalogue.eviction,
  code: 'unknown-eviction',
});
const workloadFields = {
  plan: id('the id of a plan'),
  rate: quantity('rate', 'the requests it sends, at random (Poisson)', limits.RATE),
  arrivals,
  users: z.strictObject({
    count: count('the users who wait for an answer before they send again', 100_000),
    think: demand('the time between an answer and the next request', 'time'),
  }),
  mix: mix('the mix of operations it sends'),
  keys: keySpace('the keys it reads'),
  data: quantity('size', 'the data to copy when it changes databases', limits.DATA_BYTES),
  client: clientSchema,
};

/** What every tenant has unless it says otherwise. */
export const tenantDefaultsSchema = z.strictObject(workloadFields).partial();

export const tenantSchema = z.strictObject({
  id: tenantId('a tenant id'),
  name: text('the name of a customer', 60),
  count: count('how many tenants the group has', limits.TENANTS_MAX).optional(),
  members: count('how many small tenants alike share its rate, plan and place', limits.MEMBERS_MAX).optional(),
  ...tenantDefaultsSchema.shape,
});

export const systemSchema = z.strictObject({
  app: z.strictObject({
    instances: count('the number of app servers', 2_000),
    threadsPerInstance: count('the threads of one app server', 1_000),
    instancesMin: count('the fewest app servers of a pool of its own', 2_000),
    boundPerInstance: count('the requests that may stand at one server, in service included', 100_000),
    price: quantity('price', 'the price of one app server', limits.PRICE),
    ...tierTerms('any', 'an app server', 'threads of one server'),
    autoscaling: autoscaling('app servers', 2_000).optional(),
  }),
  cache: z.strictObject({
    entries: count('the keys the cache holds', 5_000_000),
    entriesMin: count('the fewest keys of a cache of its own', 5_000_000),
    latency: quantity('duration', 'the time of one look-up', { min: 1, max: 10_000_000 }),
    pricePer1000: quantity('price', 'the price of room for 1,000 keys', limits.PRICE),
    policy: eviction.optional(),
    ttl: quantity('duration', 'how long an entry is good for', limits.SPAN_US).optional(),
    ...cacheFields,
  }),
  connections: z.strictObject({
    count: count('the database connections', 10_000),
    countMin: count('the fewest connections of a pool of its own', 10_000),
    waitingMax: count('the requests that may wait for a connection', 1_000_000, 0),
    ...tierTerms('serial', 'a connection', 'connections of a pool'),
    acquireTimeout: quantity('duration', 'the longest wait for a connection', limits.PATIENCE_US).optional(),
  }),
  database: z.strictObject({
    units: count('the size of the database, in units', 1_000),
    unitsMin: count('the smallest database, in units', 1_000),
    coresPerUnit: count('the cores of one unit', 256),
    ioPerUnit: quantity('rate', 'the IO operations per second of one unit', { min: 1, max: 10_000_000 }),
    ...tierTerms('any', 'the cores of a database', 'cores of a database'),
    queryTimeout: quantity('duration', 'the longest time of one query', limits.PATIENCE_US).optional(),
    basePrice: quantity('price', 'the fixed price of a database', limits.PRICE),
    unitPrice: quantity('price', 'the price of one unit', limits.PRICE),
    ...databaseFields,
  }),
  jobs: z.strictObject({
    workers: count('the background workers', 10_000),
    workersMin: count('the fewest workers of a pool of its own', 10_000),
    waitingMax: count('the jobs that may wait', 1_000_000, 0),
    price: quantity('price', 'the price of one worker', limits.PRICE),
    ...tierTerms('serial', 'a worker', 'workers of a pool'),
    autoscaling: autoscaling('workers', 10_000).optional(),
    visibility: quantity('duration', 'how long a job is hidden once a worker has it', limits.SPAN_US).optional(),
    attemptsMax: count('the deliveries of one job before it is a dead letter', limits.ATTEMPTS_MAX).optional(),
    heartbeat: flag('whether workers extend that time while they work; else they do').optional(),
  }),
  move: z.strictObject({
    streams: count('the tenants copied at the same time', 100),
    chunkIo: count('the IO operations of one chunk', 100_000),
    sizePerIo: quantity('size', 'the bytes one IO operation carries', { min: 512, max: 1024 ** 3 }),
    rate: quantity('rate', 'the IO operations per second of one copy, at most; else no limit', limits.RATE).optional(),
    sizePerWrite: quantity(
      'size',
      'what one write leaves to copy again; else 8 KiB',
      limits.MOVE.bytesPerWrite,
    ).optional(),
    freezeIo: count('the IO operations left at which writes freeze; else one chunk', 100_000, 0).optional(),
    stalledRounds: count('the rounds without a new smallest before it is given up; else 3', 100).optional(),
    verify: quantity('share', 'the part that is compared before the cutover; else 2 %', limits.PERCENT).optional(),
    verifyFailure: quantity('share', 'how probably the comparison fails; else 0 %', limits.PERCENT).optional(),
  }),
  balancing: balancingId('a balancing policy'),
});

const planned = {
  id: id('the id of an event'),
  label: text('a label of a few words', 60),
  at: quantity('duration', 'when it begins', limits.MOMENT_US),
  for: quantity('duration', 'how long it lasts', limits.SPAN_US),
};

const noiseItem = z.strictObject({
  ...planned,
  tenant: tenantId('the tenant that makes the noise'),
  noise: noiseChoice('a kind of noise'),
});

const faultItem = z.strictObject({ ...planned, fault: faultChoice('a kind of fault'), ...targetFields });

/** Noise or a fault. */
const timelineSchema = z.union([noiseItem, faultItem]);

/** @returns the schema of an item of the timeline: a fault when it says so, else noise */
export function timelineItemSchema(item: unknown): typeof noiseItem | typeof faultItem {
  return typeof item === 'object' && item !== null && 'fault' in item ? faultItem : noiseItem;
}

/** A list of registry ids, or the word `all`. */
function idsOrAll(what: string, registry: readonly { readonly id: string }[]) {
  const ids = registry.map((each) => each.id);
  const json = {
    anyOf: [{ const: 'all' }, { type: 'array', items: { enum: ids }, uniqueItems: true }],
    description: what,
  };
  return leaf<readonly string[]>(json, (value) => {
    if (value === 'all') return { value: ids };
    if (!Array.isArray(value))
      return refuse(
        'wrong-type',
        `found ${describe(value)}, expected ${what}: write all, or a list such as [${ids[0]}]`,
      );
    const issues = value.flatMap((each, index) => {
      if (ids.includes(String(each))) return [];
      return [
        {
          code: 'unknown-id',
          path: String(index),
          message: `found ${describe(each)}, expected ${what}: ${didYouMean(String(each), ids)}`,
        },
      ];
    });
    return issues.length > 0 ? { issues } : { value: [...new Set(value.map(String))] };
  });
}

export const rightsSchema = z.strictObject({
  isolation: idsOrAll('the isolation models the learner may switch to', catalogue.isolation),
  noise: idsOrAll('the noise the learner may inject', catalogue.noise),
  faults: idsOrAll('the faults the learner may inject', catalogue.faults).optional(),
  balancing: idsOrAll('the balancing policies the learner may choose', catalogue.balancing),
  limits: flag('whether the learner may limit tenants'),
  limiters: idsOrAll('the limiters the learner may set; else none', catalogue.limiters).optional(),
  client: flag('whether the learner may change clients; else not').optional(),
  moves: count('how many changes may be made in one run', 1_000, 0),
});

/** Keys of an objective beside those of its condition. */
export const objectiveHead = {
  id: id('the id of an objective'),
  title: text('what has to hold, in one line', 120),
  points: count('the points it is worth', 100),
};

/** Keys of a guard beside those of its condition. */
export const guardHead = { id: id('the id of a guard'), title: text('what must hold for there to be points', 120) };

const objectiveSchema = z.union([
  z.strictObject({ ...objectiveHead, ...boundedFields }),
  z.strictObject({ ...objectiveHead, ...combinedFields }),
  z.strictObject({ ...objectiveHead, ...askedFields }),
]);

const guardSchema = z.union([
  z.strictObject({ ...guardHead, ...boundedFields }),
  z.strictObject({ ...guardHead, ...combinedFields }),
]);

const hiddenSchema = z.strictObject({
  seeds: count('the worlds in which the final configuration is tried', limits.HIDDEN_SEEDS_MAX),
  pass: quantity('share', 'the part of them in which it has to pass', limits.PERCENT),
});

export const proofSchema = z.strictObject({
  id: id('the id of a proof'),
  role: word('unknown-role', 'the role of the solution', ['reference', 'naive', 'nothing', 'wrong-fix']),
  title: text('what the solution does, in one line', 120),
  band,
  actions: z.array(actionSchema).max(limits.ACTIONS_MAX).optional(),
});

const list = <T extends z.ZodType>(item: T, max = limits.LIST_MAX) => z.array(item).min(1).max(max);

/** The whole file. */
export const scenarioSchema = z.strictObject({
  format: format.optional(),
  id: id('the id of the scenario'),
  title: text('the title of the scenario', 80),
  duration: quantity('duration', 'how much time is simulated', {
    min: limits.DURATION_US_MIN,
    max: limits.DURATION_US_MAX,
  }),
  summary: text('two or three sentences about the scenario', 1_000),
  concepts: z.array(text('a concept that is taught', 60)).max(limits.LIST_MAX).describe('the ideas that are taught'),
  plans: list(planSchema).describe('what tenants pay for: promises, shares and limits'),
  operations: list(operationSchema).describe('kinds of requests: what each asks of every part'),
  tenantDefaults: tenantDefaultsSchema.describe('what every tenant has unless it says otherwise').optional(),
  tenants: list(tenantSchema, limits.TENANTS_MAX).describe('the customers who share the system'),
  system: systemSchema.describe('the whole, shared system, which isolation models divide'),
  isolation: isolationChoice('the isolation model at the beginning'),
  timeline: z.array(timelineSchema).max(limits.LIST_MAX).describe('scripted noise and faults').optional(),
  rights: rightsSchema.describe('what the learner may do'),
  objectives: list(objectiveSchema).describe('what is graded; their points add up to 100'),
  guards: z.array(guardSchema).max(limits.LIST_MAX).describe('what must hold for there to be points at all').optional(),
  passPoints: count('the points that pass', limits.POINTS_TOTAL),
  hidden: hiddenSchema.describe('other worlds in which the final configuration is tried').optional(),
  proofs: list(proofSchema).describe('solutions, right and wrong, each with the points it must land in'),
});

export type WrittenPlan = z.output<typeof planSchema>;
export type WrittenScenario = z.output<typeof scenarioSchema>;
export type WrittenTenant = z.output<typeof tenantSchema>;
export type WrittenDefaults = z.output<typeof tenantDefaultsSchema>;
export type WrittenProof = z.output<typeof proofSchema>;
