/** The link from the app to the database: how long a connection is waited for, and how long a query may take. */
import { describe, expect, it } from 'vitest';
import { Run, type RunResult, type Scenario, type SystemSpec } from '../../../sim-engine/index.ts';
import { buildScenario, flood } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;

function execute(part: (system: SystemSpec) => Partial<SystemSpec>, changes: Partial<Scenario> = {}): RunResult {
  const base = buildScenario({
    durationUs: 12 * SECOND,
    timeline: [flood('G', 2 * SECOND, 6 * SECOND)],
    objectives: [],
    ...changes,
  });
  const scenario = { ...base, system: { ...base.system, ...part(base.system) } };
  const run = Run.create({ scenario, scenarioSha256: 'x', seed: 9 });
  run.advanceTo(scenario.durationUs);
  return run.result();
}

const timedOut = (result: RunResult) => Object.values(result.tenants).reduce((sum, tenant) => sum + tenant.timedOut, 0);
const longest = (result: RunResult) => Math.max(...Object.values(result.tenants).map(({ latencyMs }) => latencyMs.max));

describe('the inner link', () => {
  const plain = execute(() => ({}));

  it('waits for a connection no longer than it may', () => {
    const result = execute(({ connections }) => ({ connections: { ...connections, acquireTimeoutUs: 100_000 } }));
    expect(timedOut(plain)).toBe(0);
    expect(timedOut(result)).toBeGreaterThan(100);
    expect(longest(result)).toBeLessThan(longest(plain) / 2);
    // Who has given up waits in no line any more.
    expect(result.tiers.database!.queueLengthMean).toBeLessThan(plain.tiers.database!.queueLengthMean);
  });

  it('stops a query that takes too long, and gives its connection to the next', () => {
    const queryTimeoutUs = 60_000;
    const slow = { timeline: [], operations: buildScenario().operations };
    const without = execute(() => ({}), slow);
    const result = execute(({ database }) => ({ database: { ...database, queryTimeoutUs } }), slow);
    expect(timedOut(without)).toBe(0);
    expect(timedOut(result)).toBeGreaterThan(50);
    expect(result.tiers.database!.utilisation).toBeLessThan(without.tiers.database!.utilisation);
  });

  it('with more time than anybody needs is the same run', () => {
    const generous = execute(({ connections, database }) => ({
      connections: { ...connections, acquireTimeoutUs: 3_000 * SECOND },
      database: { ...database, queryTimeoutUs: 3_000 * SECOND },
    }));
    for (const [id, { latencyDigest }] of Object.entries(plain.tenants))
      expect(generous.tenants[id]!.latencyDigest).toBe(latencyDigest);
  });
});
