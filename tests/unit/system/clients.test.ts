/**
 * A tenant's client: patience, cancelled or not, retries with backoff, budget, breaker and hedges, over the whole request path.
 * A scenario that names none is the same run bit by bit, and whatever a client does, what arrives stays the same.
 */
import { describe, expect, it } from 'vitest';
import { Run, type RunResult, type Scenario } from '../../../sim-engine/index.ts';
import type { LinkTerms } from '../../../sim-engine/model/link-terms.ts';
import { BACKOFFS } from '../../../sim-engine/policies/backoff/index.ts';
import { BREAKERS } from '../../../sim-engine/policies/breaker/index.ts';
import { RETRY_BUDGETS } from '../../../sim-engine/policies/retry-budget/index.ts';
import { buildScenario, flood } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;

/** Twelve tenants, of whom G floods from 2 s to 8 s; every one of them has this client. */
function withClients(client: LinkTerms | null, changes: Partial<Scenario> = {}): Scenario {
  const base = buildScenario({
    durationUs: 12 * SECOND,
    timeline: [flood('G', 2 * SECOND, 6 * SECOND)],
    objectives: [],
    ...changes,
  });
  return client === null ? base : { ...base, tenants: base.tenants.map((tenant) => ({ ...tenant, client })) };
}

function execute(scenario: Scenario, seed = 5): { result: RunResult; run: Run } {
  const run = Run.create({ scenario, scenarioSha256: 'x', seed });
  run.advanceTo(scenario.durationUs);
  return { run, result: run.result() };
}

const sum = (result: RunResult, key: 'arrived' | 'attempts' | 'timedOut' | 'rejected' | 'failed' | 'completed') =>
  Object.values(result.tenants).reduce((total, tenant) => total + tenant[key], 0);
const lastOf = (result: RunResult, id: string) => result.tenants[id]!;

describe('a client', () => {
  const plain = execute(withClients(null)).result;

  it('with all the patience in the world and no retries changes nobody’s latency', () => {
    const { result } = execute(withClients({}));
    for (const [id, tenant] of Object.entries(plain.tenants)) {
      expect(lastOf(result, id).latencyDigest).toBe(tenant.latencyDigest);
      expect(lastOf(result, id).attempts).toBe(tenant.arrived);
    }
  });

  it.each<[string, LinkTerms]>([
    ['patience', { timeoutUs: 400_000 }],
    ['retries', { timeoutUs: 400_000, retries: 3, cancels: true }],
    ['hedges', { hedgeAfterUs: 50_000, cancels: true }],
  ])('with %s leaves what arrives as it was', (_, client) => {
    const { result } = execute(withClients(client));
    for (const [id, { arrivalDigest }] of Object.entries(plain.tenants))
      expect(lastOf(result, id).arrivalDigest).toBe(arrivalDigest);
  });

  it('counts whoever loses patience as timed out, and every request exactly once', () => {
    const { result } = execute(withClients({ timeoutUs: 300_000 }));
    expect(sum(result, 'timedOut')).toBeGreaterThan(100);
    expect(sum(result, 'attempts')).toBe(sum(result, 'arrived'));
    for (const tenant of Object.values(result.tenants)) {
      expect(tenant.latencyMs.max).toBeLessThanOrEqual(300);
      const ended = tenant.completed + tenant.rejected + tenant.timedOut + tenant.failed;
      expect(ended + tenant.inFlight).toBe(tenant.arrived);
    }
  });

  it('that cancels spares the system the work for nobody', () => {
    const utilisation = (cancels: boolean) => {
      const { result } = execute(withClients({ timeoutUs: 300_000, cancels }));
      return { busy: result.tiers['database-io']!.utilisation, good: result.totals.goodputPerSec };
    };
    expect(utilisation(true).good).toBeGreaterThan(utilisation(false).good);
  });

  it('that retries multiplies the load, and a budget bounds it', () => {
    const retrying = { timeoutUs: 300_000, retries: 3 };
    const unbounded = execute(withClients(retrying)).result;
    const budget = { id: 'token-ratio', params: { sharePercent: 10, minPerSec: 0, capTokens: 10 } };
    const bounded = execute(withClients({ ...retrying, budget })).result;
    expect(sum(unbounded, 'attempts')).toBeGreaterThan(1.5 * sum(unbounded, 'arrived'));
    expect(sum(bounded, 'attempts')).toBeLessThanOrEqual(1.1 * sum(bounded, 'arrived') + 12 * 10);
  });

  it('waits between attempts, which is charged to the system at its link', () => {
    const backoff = { id: 'exponential', params: { baseMs: 200, capMs: 2000 } };
    const { run } = execute(withClients({ timeoutUs: 300_000, retries: 2, backoff }));
    const links = run.blame().filter((charge) => charge.resource === 'links');
    expect(links.length).toBeGreaterThan(0);
    expect(new Set(links.map((charge) => charge.culprit))).toEqual(new Set(['_system']));
  });

  it('whose breaker is open turns its own requests away', () => {
    const breaker = { id: 'consecutive-failures', params: {} };
    const { result } = execute(withClients({ timeoutUs: 100_000, breaker }));
    const without = execute(withClients({ timeoutUs: 100_000 })).result;
    expect(sum(result, 'rejected')).toBeGreaterThan(sum(without, 'rejected'));
  });

  it('that hedges answers sooner at the tail when the system has room', () => {
    const quiet = { timeline: [] };
    const hedged = execute(withClients({ hedgeAfterUs: 30_000, cancels: true }, quiet)).result;
    expect(sum(hedged, 'attempts')).toBeGreaterThan(sum(hedged, 'arrived'));
    expect(sum(hedged, 'completed')).toBeGreaterThan(0.99 * sum(hedged, 'arrived'));
  });

  it('asks its tenant’s limit for every attempt', () => {
    const limits = { isolation: { id: 'limited', params: {} } };
    const retries = { retries: 5, backoff: { id: 'exponential', params: { baseMs: 100, capMs: 100 } } };
    const once = execute(withClients({}, limits)).result;
    const again = execute(withClients(retries, limits)).result;
    expect(lastOf(once, 'G').rejected).toBeGreaterThan(1000);
    // A limit is no faster for those who knock more often: what passes is bounded by its rate and its burst.
    const passed = lastOf(again, 'G').completed + lastOf(again, 'G').inFlight;
    expect(passed).toBeLessThanOrEqual(50 * 12 + 50 + 1);
    expect(lastOf(again, 'G').attempts).toBeGreaterThan(3 * lastOf(again, 'G').arrived);
  });

  it.each([
    ...BACKOFFS.slice(1).map(({ id }) => ['backoff', id] as const),
    ...RETRY_BUDGETS.slice(1).map(({ id }) => ['budget', id] as const),
    ...BREAKERS.slice(1).map(({ id }) => ['breaker', id] as const),
  ])('with %s %s is another run than with the default', (part, id) => {
    const terms = { timeoutUs: 200_000, retries: 2 };
    const chosen = execute(withClients({ ...terms, [part]: { id, params: {} } }));
    expect(chosen.run.digest()).not.toBe(execute(withClients(terms)).run.digest());
  });
});
