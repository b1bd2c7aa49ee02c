/** @module Systems with the parts that a scenario may leave out, for the golden runs; one per registry entry or way of working. */
import type { Scenario, SystemSpec } from '../../sim-engine/index.ts';
import { AUTOSCALING } from '../../sim-engine/policies/autoscaling/index.ts';
import { EVICTION } from '../../sim-engine/policies/eviction/index.ts';
import { buildScenario } from '../support/scenario-builder.ts';

const SECOND = 1_000_000;
const { system } = buildScenario();

/** Few app servers and workers at the beginning, so that both follow the flood. */
function scaled(policy: string): SystemSpec {
  const spec = (instancesMax: number) => ({
    policy: { id: policy, params: {} },
    periodUs: SECOND,
    bootUs: 2 * SECOND,
    cooldownUs: SECOND,
    instancesMin: 1,
    instancesMax,
  });
  return {
    ...system,
    app: { ...system.app, instances: 2, threadsPerInstance: 1, autoscaling: spec(12) },
    jobs: { ...system.jobs, workers: 2, autoscaling: spec(9) },
  };
}

/** Room for a tenth of everybody's pages. */
function buffered(policy: string): SystemSpec {
  const buffer = { pagesPerUnit: 360, bytesPerPage: 8192, policy: { id: policy, params: {} } };
  return { ...system, database: { ...system.database, buffer } };
}

function partitioned(by: 'tenant' | 'key', over: 'wait' | 'throttle'): SystemSpec {
  const partitions = { perUnit: 1, ratePerSec: 150, burst: 1000, by, over };
  return { ...system, database: { ...system.database, partitions } };
}

const TERMS = { ttlJitterShare: 0.3, singleFlight: true, capShare: 0.2, reserveShare: 0.04 };

/** Ids of golden runs and what sets their scenarios apart. */
export const PART_SCENARIOS: readonly (readonly [id: string, changes: Partial<Scenario>])[] = [
  ...AUTOSCALING.filter(({ id }) => id !== 'none').map(({ id }): readonly [string, Partial<Scenario>] => [
    `autoscaling-${id}`,
    { system: scaled(id) },
  ]),
  ['cache-terms', { system: { ...system, cache: { ...system.cache, ttlUs: 2 * SECOND, ...TERMS } } }],
  ...EVICTION.map(({ id }): readonly [string, Partial<Scenario>] => [`buffer-${id}`, { system: buffered(id) }]),
  ['partitions-wait', { system: partitioned('tenant', 'wait') }],
  ['partitions-throttle', { system: partitioned('key', 'throttle') }],
];
