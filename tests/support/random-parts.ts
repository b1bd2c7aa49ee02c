/** @module Random parts: what a system may have beside the necessary (autoscalers, rules of the cache, buffer pools, partitions), small enough to matter within seconds. */
import fc from 'fast-check';
import { catalogue, type Definition, type SystemSpec } from '../../sim-engine/index.ts';

const SECOND = 1_000_000;

const autoscaling = fc
  .record({
    policy: fc.constantFrom<Definition>(...catalogue.autoscaling).map(({ id }) => ({ id, params: {} })),
    bootUs: fc.constantFrom(1000, SECOND / 2, 2 * SECOND),
    cooldownUs: fc.constantFrom(0, SECOND, 3 * SECOND),
    more: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ more, ...rest }) => (first: number) => ({
    ...rest,
    periodUs: SECOND,
    instancesMin: 1,
    instancesMax: first + more,
  }));

/** Shares and times that matter for a few hundred entries; keys may be left out. */
const cache = fc.record(
  {
    ttlJitterShare: fc.constantFrom(0, 0.3, 1),
    singleFlight: fc.boolean(),
    capShare: fc.constantFrom(0.02, 0.3, 1),
    // Seven tenants at most.
    reserveShare: fc.constantFrom(0, 0.01, 0.02),
  },
  { requiredKeys: [] },
);

const buffer = fc.record(
  {
    pagesPerUnit: fc.constantFrom(1, 20, 200),
    bytesPerPage: fc.constantFrom(8192, 65_536),
    policy: fc.constantFrom<Definition>(...catalogue.eviction).map(({ id }) => ({ id, params: {} })),
  },
  { requiredKeys: ['pagesPerUnit', 'bytesPerPage'] },
);
const partitions = fc.record({
  perUnit: fc.constantFrom(1, 2),
  ratePerSec: fc.constantFrom(5, 60, 400),
  burst: fc.constantFrom(1, 50, 1000),
  by: fc.constantFrom('tenant' as const, 'key' as const),
  over: fc.constantFrom('wait' as const, 'throttle' as const),
});
const database = fc.record({ buffer, partitions }, { requiredKeys: [] });

/** Adds parts to a system, or leaves it as it is. */
export const randomParts: fc.Arbitrary<(system: SystemSpec) => SystemSpec> = fc
  .record({
    cache,
    database,
    app: fc.option(autoscaling, { nil: undefined }),
    jobs: fc.option(autoscaling, { nil: undefined }),
  })
  .map(({ cache: sharing, database: parts, app, jobs }) => (system) => ({
    ...system,
    database: { ...system.database, ...parts },
    cache: { ...system.cache, ...sharing },
    app: app === undefined ? system.app : { ...system.app, autoscaling: app(system.app.instances) },
    jobs: jobs === undefined ? system.jobs : { ...system.jobs, autoscaling: jobs(system.jobs.workers) },
  }));

/** @returns the system with as many instances all the time as it begins with */
export function withoutAutoscaling({ app, jobs, ...rest }: SystemSpec): SystemSpec {
  const { autoscaling: _app, ...fixedApp } = app;
  const { autoscaling: _jobs, ...fixedJobs } = jobs;
  return { ...rest, app: fixedApp, jobs: fixedJobs };
}
