/**
 * Whatever breaks, no request, job or microsecond is lost: over random runs with random faults, switches and moves, requests and
 * jobs are conserved and the ledger balances (both asserted whenever a result is made), and a run that is saved in the middle of
 * its faults and restored ends as one that never stopped.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Run } from '../../sim-engine/index.ts';
import { cases } from '../support/property-seed.ts';
import { faultyRun } from '../support/random-faults.ts';
import { instants, type RandomRun, started } from '../support/random-run.ts';

function atItsEnd(random: RandomRun): Run {
  const run = started(random);
  run.advanceTo(random.scenario.durationUs);
  return run;
}

describe('a run with faults', () => {
  it('loses nothing and charges every delay once, at every instant', () => {
    const seen = { failed: 0, redelivered: 0, duplicated: 0, deadLettered: 0, system: 0, cutover: 0 };
    fc.assert(
      fc.property(faultyRun, instants, (random, looks) => {
        const run = started(random);
        for (const atUs of [...looks, random.scenario.durationUs]) {
          run.advanceTo(atUs);
          run.result();
        }
        const { tenants, blameMs, log } = run.result();
        for (const tenant of Object.values(tenants)) {
          if (tenant.failed > 0) seen.failed++;
          if (tenant.jobs.redelivered > 0) seen.redelivered++;
          if ((tenant.jobs.duplicated ?? 0) > 0) seen.duplicated++;
          if (tenant.jobs.deadLettered > 0) seen.deadLettered++;
        }
        if (blameMs._system !== undefined) seen.system++;
        for (const row of Object.values(blameMs))
          for (const ms of Object.values(row)) expect(ms).toBeGreaterThanOrEqual(0);
        if (log.some((entry) => entry.kind === 'cutover')) seen.cutover++;
        expect(log.filter((entry) => entry.kind === 'fault-start').length).toBeGreaterThan(0);
      }),
      cases(150),
    );
    for (const [what, times] of Object.entries(seen)) {
      expect(times, `no run had any ${what}: the property proves less than it says`).toBeGreaterThan(0);
    }
  });

  it('is the same in one slice or many, saved and restored on the way', () => {
    fc.assert(
      fc.property(faultyRun, instants, (random, cuts) => {
        const options = { scenario: random.scenario, scenarioSha256: 'sha', seed: random.seed, ticks: true };
        let run = started(random);
        for (const cut of cuts) {
          run.advanceTo(cut);
          const snapshot = run.snapshot();
          const restored = Run.restore(options, snapshot);
          if (!restored.ok) expect.fail(JSON.stringify(restored.issues));
          run = restored.value;
          expect(Buffer.from(run.snapshot()).equals(Buffer.from(snapshot)), 'a snapshot restores to itself').toBe(true);
        }
        run.advanceTo(random.scenario.durationUs);
        const whole = atItsEnd(random);
        expect(run.digest()).toBe(whole.digest());
        expect(run.result()).toEqual(whole.result());
      }),
      cases(80),
    );
  });

  it('is the same while its requests are traced, and their traces are whole', () => {
    let systems = 0;
    fc.assert(
      fc.property(faultyRun, (random) => {
        const traces = { slowest: 20, sample: 20 };
        const run = Run.create({ scenario: random.scenario, scenarioSha256: 'sha', seed: random.seed, traces });
        for (const action of random.actions) run.submit(action);
        run.advanceTo(random.scenario.durationUs);
        const whole = atItsEnd(random);
        expect(run.digest()).toBe(whole.digest());
        expect(run.result().blameMs).toEqual(whole.result().blameMs);
        // Reading them asserts that spans leave no gap and that waits are charged with their length.
        const spans = run.traces()!.traces.flatMap((trace) => trace.spans);
        if (spans.some(({ kind, parts }) => kind === 'service' && parts.some(({ who }) => who === '_system')))
          systems++;
      }),
      cases(60),
    );
    expect(systems, 'no trace showed a slow server').toBeGreaterThan(0);
  });
});
