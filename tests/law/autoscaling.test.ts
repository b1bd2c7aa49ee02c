/**
 * Every autoscaling policy keeps its promises: it wants a whole number, and alike when asked alike. What sets each apart from
 * `none` and from the others is tested on loads that tell them apart, and on a running system that only `none` leaves as it is.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Run } from '../../sim-engine/index.ts';
import { type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import type { PoolLoad } from '../../sim-engine/policies/autoscaling/autoscaling.ts';
import { AUTOSCALING } from '../../sim-engine/policies/autoscaling/index.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { cases } from '../support/property-seed.ts';
import { buildScenario } from '../support/scenario-builder.ts';

const SECOND = 1_000_000;

const loads = fc.record({
  ready: fc.integer({ min: 1, max: 50 }),
  booting: fc.nat({ max: 20 }),
  utilisation: fc.double({ min: 0, max: 1, noNaN: true }),
  present: fc.nat({ max: 5000 }),
});

const wanted = (id: string, load: Partial<PoolLoad>, params: ParamValues = {}): number => {
  const policy = entryOf(AUTOSCALING, id);
  return policy.wanted({ ready: 4, booting: 0, utilisation: 0, present: 0, ...load }, withDefaults(policy, params));
};

/** A system whose app servers are far too few from the beginning. */
function overloaded(id: string) {
  const base = buildScenario({ durationUs: 20 * SECOND, timeline: [], objectives: [] });
  const times = { periodUs: SECOND, bootUs: SECOND, cooldownUs: 0 };
  const autoscaling = { policy: { id, params: {} }, ...times, instancesMin: 1, instancesMax: 12 };
  const app = { ...base.system.app, instances: 2, threadsPerInstance: 1, boundPerInstance: 40, autoscaling };
  const workload = { ...base.tenants[0]!.workload, arrivals: { id: 'poisson', params: { ratePerSec: 1200 } } };
  const tenants = [{ ...base.tenants[0]!, workload }];
  const run = Run.create({
    scenario: { ...base, tenants, system: { ...base.system, app } },
    scenarioSha256: 'x',
    seed: 1,
  });
  run.advanceTo(20 * SECOND);
  return run.result();
}

describe.each(AUTOSCALING)('autoscaling policy $id', (policy) => {
  it('wants a whole number, and alike when asked alike', () => {
    fc.assert(
      fc.property(loads, (load) => {
        const params = withDefaults(policy, {});
        const count = policy.wanted(load, params);
        expect(Number.isInteger(count)).toBe(true);
        expect(policy.wanted({ ...load }, params)).toBe(count);
      }),
      cases(200),
    );
  });

  it(policy.id === 'none' ? 'leaves a system as it is' : 'brings an overloaded system more servers', () => {
    const { tiers, log } = overloaded(policy.id);
    const added = tiers.app?.instances?.added;
    expect(log.filter((entry) => entry.kind === 'scaling').length > 0).toBe(policy.id !== 'none');
    if (policy.id === 'none') expect(added).toBe(0);
    else expect(added).toBeGreaterThan(1);
  });
});

describe('what sets the policies apart', () => {
  it('none wants what there is', () => {
    expect(wanted('none', { booting: 3, utilisation: 1, present: 5000 })).toBe(7);
  });

  it('target utilisation follows the ratio to its target, rounded up, and leaves small differences alone', () => {
    const params = { target: 0.6, tolerance: 0.1 };
    expect(wanted('target-utilisation', { utilisation: 0.9 }, params)).toBe(6);
    expect(wanted('target-utilisation', { utilisation: 0.91 }, params)).toBe(7);
    expect(wanted('target-utilisation', { utilisation: 0.3 }, params)).toBe(2);
    expect(wanted('target-utilisation', { utilisation: 0.65, booting: 2 }, params)).toBe(6);
    // What boots has not been measured: it does not count towards what is needed.
    expect(wanted('target-utilisation', { utilisation: 0.9, booting: 2 }, params)).toBe(6);
    expect(wanted('target-utilisation', { utilisation: 0.65 }, { ...params, tolerance: 0 })).toBe(5);
  });

  it('queue depth counts requests, however busy the servers are', () => {
    expect(wanted('queue-depth', { present: 41, utilisation: 0.1 }, { perInstance: 10 })).toBe(5);
    expect(wanted('queue-depth', { present: 40, utilisation: 1 }, { perInstance: 10 })).toBe(4);
    expect(wanted('queue-depth', { present: 0, utilisation: 1 }, { perInstance: 10 })).toBe(0);
  });

  it('step takes one step beyond its threshold, a larger one far beyond, and one back when idle', () => {
    const params = { upper: 0.7, add: 1, far: 0.9, addFar: 3, lower: 0.3, remove: 2 };
    const at = (utilisation: number) => wanted('step', { utilisation, booting: 1 }, params);
    expect([0.29, 0.3, 0.69, 0.7, 0.89, 0.9, 1].map(at)).toEqual([3, 5, 5, 6, 6, 8, 8]);
  });
});
