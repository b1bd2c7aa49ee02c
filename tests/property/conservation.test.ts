/**
 * No request is lost or counted twice, and no dollar either: over random scenarios and action logs, at random instants,
 * every tenant's arrivals equal its outcomes plus what is in flight, and the tenants' bills add up to the total.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../sim-engine/index.ts';
import { cases } from '../support/property-seed.ts';
import { withoutAutoscaling } from '../support/random-parts.ts';
import { instants, randomRun, started } from '../support/random-run.ts';
import { Sometimes } from '../support/sometimes.ts';

function check(result: RunResult): void {
  let costMicroUsd = 0;
  for (const [id, tenant] of Object.entries(result.tenants)) {
    const ended = tenant.completed + tenant.rejected + tenant.timedOut + tenant.failed;
    expect(ended + tenant.inFlight, `tenant ${id}`).toBe(tenant.arrived);
    expect(tenant.inFlight).toBeGreaterThanOrEqual(0);
    expect(tenant.jobs.waiting).toBeGreaterThanOrEqual(0);
    expect(tenant.costUsd).toBeGreaterThanOrEqual(0);
    const micro = tenant.costUsd * 1e6;
    expect(Math.abs(micro - Math.round(micro)), 'bills are whole micro-dollars').toBeLessThan(1e-6);
    costMicroUsd += Math.round(micro);
  }
  expect(Math.round(result.totals.costUsd * 1e6)).toBe(costMicroUsd);
  for (const tier of Object.values(result.tiers)) {
    expect(tier.utilisation).toBeGreaterThanOrEqual(0);
    expect(tier.utilisation).toBeLessThanOrEqual(1);
    expect(tier.queueLengthMean).toBeGreaterThanOrEqual(0);
    expect(tier.queueLengthMean).toBeLessThanOrEqual(tier.queueLengthMax * 100);
  }
  expect(result.totals.jain).toBeGreaterThan(0);
  expect(result.totals.jain).toBeLessThanOrEqual(1 + 1e-12);
}

describe('conservation', () => {
  it('holds at every instant of every run', () => {
    const sometimes = new Sometimes();
    fc.assert(
      fc.property(randomRun, instants, (random, looks) => {
        const run = started(random);
        for (const atUs of [...looks, random.scenario.durationUs]) {
          run.advanceTo(atUs);
          check(run.result());
        }
        sometimes.see(run.result());
      }),
      cases(150),
    );
    sometimes.assertAll();
  });

  it('gives the total the price of what stood, integrated over the ticks of a run that never changes', () => {
    fc.assert(
      fc.property(randomRun, (random) => {
        const scenario = { ...random.scenario, system: withoutAutoscaling(random.scenario.system) };
        const run = started({ ...random, scenario, actions: [] });
        const price = run.topology().priceMicroUsdPerHour;
        run.advanceTo(random.scenario.durationUs);
        const expected = (price * random.scenario.durationUs) / 3_600_000_000;
        expect(Math.abs(run.result().totals.costUsd * 1e6 - expected)).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
      cases(40),
    );
  });
});
