/**
 * What a tier says of its line holds where the isolation model says nothing: disciplines, caps per tenant, and limiters of any
 * kind by plan or by the learner. Every entry that a scenario can name makes another run than the default does.
 */
import { describe, expect, it } from 'vitest';
import { type Choice, catalogue, Run, type Scenario, type StampedAction } from '../../../sim-engine/index.ts';
import type { Action, SystemSpec } from '../../../sim-engine/model/scenario.ts';
import { buildScenario, flood } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;

function execute(changes: Partial<Scenario>, actions: readonly (readonly [atUs: number, action: Action])[] = []): Run {
  const scenario = buildScenario({
    durationUs: 10 * SECOND,
    timeline: [flood('G', 2 * SECOND, 6 * SECOND)],
    objectives: [],
    ...changes,
  });
  const run = Run.create({ scenario, scenarioSha256: 'x', seed: 6 });
  actions.forEach(([atUs, action], sequence) => {
    run.submit({ sequence, atUs, action } satisfies StampedAction);
  });
  run.advanceTo(scenario.durationUs);
  run.blame();
  return run;
}

const base = buildScenario().system;
/** One thread per server and one core, so that there are lines everywhere. */
const narrow: SystemSpec = {
  ...base,
  app: { ...base.app, instances: 2, threadsPerInstance: 1 },
  connections: { ...base.connections, count: 12 },
  database: { ...base.database, units: 4, unitsMin: 1 },
  jobs: { ...base.jobs, workers: 1 },
};
const withTerms = (part: 'app' | 'connections' | 'database' | 'jobs', terms: object): Partial<Scenario> => ({
  system: { ...narrow, [part]: { ...narrow[part], ...terms } },
});
const parts = ['app', 'connections', 'database', 'jobs'] as const;
const chosen = (id: string): Choice => ({ id, params: {} });

const p99 = (run: Run, id: string) => run.result().tenants[id]!.latencyMs.p99;
const neighbours = (run: Run) => Math.max(...['A', 'B', 'C', 'D'].map((id) => p99(run, id)));

describe('the discipline of a tier', () => {
  const plain = execute({ system: narrow });

  it.each(
    parts.flatMap((part) =>
      catalogue.disciplines
        .filter(({ id, service }) => id !== 'fifo' && (part === 'app' || part === 'database' || service === 'serial'))
        .map(({ id }) => [part, id] as const),
    ),
  )('%s: %s orders another run than FIFO', (part, id) => {
    expect(execute(withTerms(part, { discipline: chosen(id) })).digest()).not.toBe(plain.digest());
  });

  it('gives way to the one that the model brings, and comes back with a model that brings none', () => {
    const fair = { isolation: chosen('fair') };
    const own = withTerms('connections', { discipline: chosen('lifo') });
    const fairOnly = execute({ system: narrow, ...fair });
    expect(execute({ ...own, ...fair }).digest()).toBe(fairOnly.digest());
    const back: [number, Action] = [5 * SECOND, { type: 'switch-isolation', model: chosen('shared') }];
    expect(execute({ ...own, ...fair }, [back]).digest()).not.toBe(
      execute({ system: narrow, ...fair }, [back]).digest(),
    );
  });

  it('that shares its servers is replaced by a pool of its own when the model brings another', () => {
    const own = withTerms('app', { discipline: chosen('ps') });
    const run = execute(own, [
      [4 * SECOND, { type: 'switch-isolation', model: chosen('fair') }],
      [7 * SECOND, { type: 'switch-isolation', model: chosen('shared') }],
    ]);
    const apps = run.topology().pools.filter(({ tier, draining }) => tier === 'app' && !draining);
    expect(apps.flatMap(({ stations }) => stations.map(({ discipline }) => discipline))).toEqual(['ps', 'ps']);
  });
});

describe('the cap of a tier', () => {
  it.each(parts)('%s: bounds what one tenant holds at once', (part) => {
    const wide = { ...base, jobs: { ...base.jobs, workers: 2 } };
    const capped = { ...wide, [part]: { ...wide[part], capPerTenant: 1 } };
    expect(execute({ system: capped }).digest()).not.toBe(execute({ system: wide }).digest());
  });

  it('protects the neighbours, whose turn comes while the noisy one waits for its own', () => {
    const capped = { ...base, connections: { ...base.connections, capPerTenant: 2 } };
    expect(neighbours(execute({ system: capped }))).toBeLessThan(neighbours(execute({})) / 2);
  });
});

describe('limiters', () => {
  const limited = (limiter: Choice | undefined): Partial<Scenario> => ({
    isolation: chosen('limited'),
    plans: buildScenario().plans.map((plan) => (limiter === undefined ? plan : { ...plan, limiter })),
  });

  it.each(catalogue.limiters.filter(({ id }) => id !== 'token-bucket'))('$id of a plan is another limit', ({ id }) => {
    const params = id === 'daily-quota' ? { quota: 300 } : {};
    expect(execute(limited({ id, params })).digest()).not.toBe(execute(limited(undefined)).digest());
  });

  it.each(catalogue.limiters)('$id can be set and lifted while the run goes on', ({ id }) => {
    const run = execute({}, [
      [
        3 * SECOND,
        { type: 'set-limiter', tenant: 'G', limiter: { id, params: id === 'daily-quota' ? { quota: 300 } : {} } },
      ],
      [6 * SECOND, { type: 'clear-limit', tenant: 'G' }],
    ]);
    expect(run.topology().limits[6]).toBeNull();
    expect(run.digest()).not.toBe(execute({}).digest());
  });

  it('a plain limit is a token bucket', () => {
    const limit: Action = { type: 'set-limit', tenant: 'G', limitPerSec: 30, limitBurst: 5 };
    const limiter: Choice = { id: 'token-bucket', params: { ratePerSec: 30, burst: 5 } };
    const byLimit = execute({}, [[3 * SECOND, limit]]).result().tenants;
    expect(execute({}, [[3 * SECOND, { type: 'set-limiter', tenant: 'G', limiter }]]).result().tenants).toEqual(
      byLimit,
    );
  });

  it('adaptive concurrency holds the flood back where the system becomes slow', () => {
    const aimd = { id: 'aimd', params: { initialLimit: 20, maxLimit: 40, slowMs: 250 } };
    expect(neighbours(execute(limited(aimd)))).toBeLessThan(neighbours(execute({})) / 2);
  });

  it('shedding keeps its reserve for critical plans, out of one count for the whole fleet', () => {
    const shed = { id: 'shed-reserve', params: { capacity: 20, reservePercent: 40 } };
    const plans = buildScenario().plans.map((plan) => ({ ...plan, limiter: shed, critical: plan.id === 'enterprise' }));
    const { tenants } = execute({ isolation: chosen('limited'), plans }).result();
    for (const id of ['A', 'C', 'H']) expect(tenants[id]!.rejected).toBe(0);
    for (const id of ['B', 'E', 'G']) expect(tenants[id]!.rejected).toBeGreaterThan(0);
  });

  it('that hold a request back do not charge waits that its client has given up', () => {
    const leaky = limited({ id: 'leaky-bucket', params: {} });
    const client = { timeoutUs: 150_000, retries: 1 };
    for (const cancels of [true, false]) {
      const tenants = buildScenario().tenants.map((tenant) => ({ ...tenant, client: { ...client, cancels } }));
      const run = execute({ ...leaky, tenants });
      expect(run.blame().some(({ resource }) => resource === 'edge')).toBe(true);
    }
  });
});

describe('changing clients', () => {
  const timeouts = { tenants: buildScenario().tenants.map((each) => ({ ...each, client: { timeoutUs: 300_000 } })) };
  const more: Action = { type: 'set-client', client: { retries: 5 } };

  it('to more retries is a wrong fix', () => {
    const before = execute(timeouts).result();
    const after = execute(timeouts, [[3 * SECOND, more]]).result();
    expect(after.totals.goodputPerSec).toBeLessThan(before.totals.goodputPerSec);
    expect(after.log.at(-1)?.kind === 'client' || after.log.some(({ kind }) => kind === 'client')).toBe(true);
  });

  it('leaves what is not given as it is, and other tenants alone', () => {
    const one: Action = { type: 'set-client', tenant: 'G', client: { retries: 5 } };
    const { tenants } = execute(timeouts, [[3 * SECOND, one]]).result();
    expect(tenants.G!.attempts).toBeGreaterThan(tenants.G!.arrived);
    expect(tenants.G!.timedOut).toBeGreaterThan(0);
    expect(tenants.A!.attempts).toBe(tenants.A!.arrived);
  });
});
