/**
 * A run that keeps what became of every request has the same digest as one that does not, its log agrees with the result, and
 * it goes on after a snapshot as if nothing had happened.
 */
import { describe, expect, it } from 'vitest';
import { Run } from '../../../sim-engine/index.ts';
import { LOST, OPEN, type RequestLog } from '../../../sim-engine/measure/request-log.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const scenario = buildScenario({ durationUs: 30_000_000, isolation: { id: 'limited', params: {} } });
const options = { scenario, scenarioSha256: 'sha', seed: 5, keepLatencies: true };

function ran(keepLatencies: boolean): Run {
  const run = Run.create({ ...options, keepLatencies });
  run.advanceTo(scenario.durationUs);
  return run;
}

const outcomes = ({ latencyUs, count }: RequestLog): number[] => [...latencyUs.subarray(0, count)];

describe('kept latencies', () => {
  it('change no digest, and are absent unless asked for', () => {
    const without = ran(false);
    expect(ran(true).result()).toEqual(without.result());
    expect(without.requests()).toEqual([]);
  });

  it('agree with the result: every arrival in order, with its latency, lost or open', () => {
    const run = ran(true);
    const { tenants } = run.result();
    const logs = run.requests();
    let lost = 0;
    scenario.tenants.forEach(({ id }, index) => {
      const log = logs[index]!;
      const tenant = tenants[id]!;
      const latencies = outcomes(log).filter((latency) => latency >= 0);
      expect(log.count).toBe(tenant.arrived);
      expect(latencies).toHaveLength(tenant.completed);
      expect(outcomes(log).filter((latency) => latency === LOST)).toHaveLength(tenant.rejected);
      expect(outcomes(log).filter((latency) => latency === OPEN)).toHaveLength(tenant.inFlight);
      expect(Math.max(...latencies) / 1000).toBe(tenant.latencyMs.max);
      const mean = latencies.reduce((sum, latency) => sum + latency, 0) / latencies.length / 1000;
      expect(mean).toBeCloseTo(tenant.latencyMs.mean, 6);
      const arrived = log.arrivedUs.subarray(0, log.count);
      expect(arrived.every((at, i) => i === 0 || at >= arrived[i - 1]!)).toBe(true);
      lost += tenant.rejected;
    });
    // The flooder's limit has to turn requests away, or this test says nothing of them.
    expect(lost).toBeGreaterThan(100);
  });

  it('number requests alike under two designs, so that they can be paired', () => {
    const silo = Run.create({ ...options, isolation: { id: 'silo', params: {} } });
    silo.advanceTo(scenario.durationUs);
    ran(true)
      .requests()
      .forEach((log, index) => {
        const other = silo.requests()[index]!;
        expect(other.arrivedUs.subarray(0, other.count)).toEqual(log.arrivedUs.subarray(0, log.count));
      });
    expect(silo.requests().map(outcomes)).not.toEqual(ran(true).requests().map(outcomes));
  });

  it('outlive a snapshot, which cannot be restored without them', () => {
    const run = Run.create(options);
    run.advanceTo(24_000_000);
    const snapshot = run.snapshot();
    const restored = Run.restore(options, snapshot);
    if (!restored.ok) expect.fail(restored.issues[0]?.message);
    restored.value.advanceTo(scenario.durationUs);
    expect(restored.value.requests().map(outcomes)).toEqual(ran(true).requests().map(outcomes));
    expect(Run.restore({ ...options, keepLatencies: false }, snapshot)).toMatchObject({
      ok: false,
      issues: [{ code: 'snapshot-unreadable' }],
    });
  });
});
