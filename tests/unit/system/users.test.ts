/** Users who wait for their answers: a closed loop in a scenario, by the response time law, and beside open arrivals. */
import { describe, expect, it } from 'vitest';
import { Run, type Scenario } from '../../../sim-engine/index.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;
const THINK_US = 500_000;

function execute(count: number, changes: Partial<Scenario> = {}) {
  const base = buildScenario({ durationUs: 40 * SECOND, timeline: [], objectives: [], ...changes });
  const tenants = base.tenants.map((tenant) =>
    tenant.id === 'G'
      ? {
          ...tenant,
          workload: {
            ...tenant.workload,
            arrivals: { id: 'poisson', params: { ratePerSec: 0 } },
            users: { count, think: { law: 'deterministic', mean: THINK_US, params: {} } },
          },
        }
      : tenant,
  );
  const run = Run.create({ scenario: { ...base, tenants }, scenarioSha256: 'x', seed: 8 });
  run.advanceTo(base.durationUs);
  return run.result();
}

describe('users', () => {
  it.each([5, 60])('%i of them obey the response time law: N = X (R + Z)', (count) => {
    const { completed, latencyMs } = execute(count).tenants.G!;
    const perUs = completed / (40 * SECOND);
    expect(perUs * (latencyMs.mean * 1000 + THINK_US)).toBeGreaterThan(0.97 * count);
    expect(perUs * (latencyMs.mean * 1000 + THINK_US)).toBeLessThan(1.03 * count);
  });

  it('never have more requests in flight than there are', () => {
    const { G } = execute(300).tenants;
    expect(G!.inFlight).toBeLessThanOrEqual(300);
    expect(G!.completed).toBeGreaterThan(300);
  });

  it('slow down with the system, where open arrivals go on', () => {
    const slow = {
      system: { ...buildScenario().system, connections: { ...buildScenario().system.connections, count: 2 } },
    };
    expect(execute(60, slow).tenants.G!.arrived).toBeLessThan(0.5 * execute(60).tenants.G!.arrived);
  });

  it('leave what everybody else sends as it was', () => {
    const few = execute(5).tenants;
    const many = execute(60).tenants;
    for (const id of ['A', 'B', 'L']) expect(many[id]!.arrivalDigest).toBe(few[id]!.arrivalDigest);
  });
});
