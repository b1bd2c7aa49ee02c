/** @module Random terms: what a scenario may say beside the necessary, laid over a random scenario or left out. */
import fc from 'fast-check';
import { type Choice, catalogue, type Definition, type OperationLock, type Scenario } from '../../sim-engine/index.ts';
import type { LinkTerms } from '../../sim-engine/model/link-terms.ts';
import type { TierTerms } from '../../sim-engine/model/scenario.ts';

/** @returns an entry of a registry with its defaults */
const entry = (registry: readonly Definition[]) => fc.constantFrom(...registry.map(({ id }) => ({ id, params: {} })));

/** Short enough that attempts are given up wherever they stand. */
const patienceUs = fc.integer({ min: 500, max: 300_000 });

export const client: fc.Arbitrary<LinkTerms> = fc.record(
  {
    timeoutUs: patienceUs,
    cancels: fc.boolean(),
    retries: fc.integer({ min: 0, max: 3 }),
    backoff: entry(catalogue.backoffs),
    budget: entry(catalogue.retryBudgets),
    breaker: entry(catalogue.breakers),
    hedgeAfterUs: patienceUs,
    hedges: fc.integer({ min: 0, max: 2 }),
  },
  { requiredKeys: [] },
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** @returns only those fields that have a value */
function given<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

/** A few users who hardly think. */
const users = fc
  .record({ count: fc.integer({ min: 1, max: 6 }), mean: fc.constantFrom(20_000, 300_000) })
  .map(({ count, mean }) => ({ count, think: { law: 'exponential', mean, params: {} } }));

/** A limiter under which some pass and some do not. */
export const limiter: fc.Arbitrary<Choice> = fc
  .tuple(fc.constantFrom(...catalogue.limiters), fc.integer({ min: 1, max: 30 }))
  .map(([{ id, params }, small]) => {
    const most = params.find(({ name }) => ['quota', 'limit', 'capacity', 'initialLimit', 'burst'].includes(name));
    return { id, params: most === undefined ? {} : { [most.name]: small } };
  });

/** How tenants wait for a tier; no cap where servers are shared, since it would bound nobody. */
const terms = (serving: 'any' | 'serial'): fc.Arbitrary<TierTerms> =>
  fc
    .record({
      discipline: maybe(
        fc.constantFrom(...catalogue.disciplines.filter((each) => serving === 'any' || each.service === 'serial')),
      ),
      capPerTenant: maybe(fc.integer({ min: 1, max: 4 })),
    })
    .map(({ discipline, capPerTenant }) => ({
      ...(discipline === undefined ? {} : { discipline: { id: discipline.id, params: {} } }),
      ...(discipline?.service === 'shared' ? {} : given({ capPerTenant })),
    }));

const lock = (on: OperationLock['on']): fc.Arbitrary<OperationLock> =>
  fc
    .record({ mode: fc.constantFrom('shared', 'exclusive'), timeoutUs: maybe(patienceUs), holdUs: maybe(patienceUs) })
    .map(({ mode, timeoutUs, holdUs }) => ({ on, mode, ...given({ timeoutUs, holdUs }) }));

/** Any locks, from the widest to the narrowest. */
const locks = fc
  .tuple(maybe(lock('table')), maybe(lock('tenant')), maybe(lock('row')))
  .map((drawn) => drawn.filter((each) => each !== undefined));

const clients = fc.array(maybe(client), { minLength: 7, maxLength: 7 });

/** A change of a scenario that leaves its tenants and tiers as they are. */
export const randomTerms: fc.Arbitrary<(scenario: Scenario) => Scenario> = fc
  .record({
    clients,
    users: fc.array(maybe(users), { minLength: 7, maxLength: 7 }),
    tiers: fc.record({
      app: terms('any'),
      connections: terms('serial'),
      database: terms('any'),
      jobs: terms('serial'),
    }),
    limiters: fc.array(maybe(limiter), { minLength: 3, maxLength: 3 }),
    critical: fc.integer({ min: 0, max: 3 }),
    locks: fc.array(locks, { minLength: 3, maxLength: 3 }),
    acquireTimeoutUs: maybe(patienceUs),
    queryTimeoutUs: maybe(patienceUs),
  })
  .map((drawn) => (scenario) => ({
    ...scenario,
    system: {
      ...scenario.system,
      app: { ...scenario.system.app, ...drawn.tiers.app },
      jobs: { ...scenario.system.jobs, ...drawn.tiers.jobs },
      connections: {
        ...scenario.system.connections,
        ...drawn.tiers.connections,
        ...given({ acquireTimeoutUs: drawn.acquireTimeoutUs }),
      },
      database: {
        ...scenario.system.database,
        ...drawn.tiers.database,
        ...given({ queryTimeoutUs: drawn.queryTimeoutUs }),
      },
    },
    plans: scenario.plans.map((plan, at) => ({
      ...plan,
      critical: at === drawn.critical,
      ...given({ limiter: drawn.limiters[at] }),
    })),
    operations: scenario.operations.map((operation, at) => {
      const own = drawn.locks[at] ?? [];
      return own.length === 0 ? operation : { ...operation, locks: own };
    }),
    tenants: scenario.tenants.map((tenant, at) => {
      const own = given({ client: drawn.clients[at] });
      return { ...tenant, ...own, workload: { ...tenant.workload, ...given({ users: drawn.users[at] }) } };
    }),
  }));
