/**
 * Fan-outs of scenarios keep the order statistics of Renyi 1953: where nobody waits, the slowest of n exponential branches takes
 * H_n times as long as one, on threads of the app tier as at a service outside; the same predeclared test as the oracles' (A36 has
 * it for single draws).
 */
import { expect, it } from 'vitest';
import { type OperationStep, Run, type Scenario } from '../../sim-engine/index.ts';
import { replicatedEstimate } from '../../sim-engine/oracle/replicated-estimate.ts';
import { slowestExponentialLeaf } from '../../sim-engine/theory/fan-out.ts';
import { buildScenario, OPERATIONS } from '../support/scenario-builder.ts';

const MEAN_US = 10_000;
const RATE_PER_SEC = 20;
const FAN_OUTS = [1, 4, 20];

const exponential = { law: 'exponential', mean: MEAN_US, params: {} };

/** One tenant whose every request fans out, on so many threads that none of its branches ever waits. */
function fansOut(branches: number, branch: OperationStep, durationUs: number): Scenario {
  const base = buildScenario({ durationUs, timeline: [], objectives: [] });
  const { id, plan, name, dataBytes } = base.tenants[0]!;
  const steps = [{ parallel: Array.from({ length: branches }, () => [branch]) }];
  return {
    ...base,
    operations: [{ id: 'search', title: 'Search', steps }, ...OPERATIONS],
    tenants: [
      {
        ...{ id, plan, name, dataBytes },
        workload: {
          arrivals: { id: 'poisson', params: { ratePerSec: RATE_PER_SEC } },
          mix: [{ operation: 'search', weight: 1 }],
          keys: { count: 1, alpha: 0 },
        },
      },
    ],
    system: {
      ...base.system,
      app: { ...base.system.app, instances: 1, threadsPerInstance: 1000, boundPerInstance: 10_000 },
    },
  };
}

function meanLatencyUs(scenario: Scenario, seed: number): number {
  const run = Run.create({ scenario, scenarioSha256: 'sha', seed });
  run.advanceTo(scenario.durationUs);
  const { latencyMs, waitMs } = run.result().tenants.A!;
  if (waitMs.mean > 0) throw new RangeError('a branch has waited');
  return 1000 * latencyMs.mean;
}

it.each([
  ['on idle threads', { app: exponential }],
  ['outside', { external: exponential }],
] as const)('the slowest of n exponential branches takes H_n times as long as one, %s', (where, branch) => {
  const report = replicatedEstimate({
    id: `fan-out ${where}`,
    title: 'The slowest branch of a scenario',
    expected: Object.fromEntries(FAN_OUTS.map((n) => [`slowest of ${n}`, MEAN_US * slowestExponentialLeaf(n)])),
    jobs: 500,
    widest: 0.03,
    firstSeed: 36_500,
    measure: (seed, jobs) =>
      Object.fromEntries(
        FAN_OUTS.map((n, at) => {
          const durationUs = Math.ceil((jobs / RATE_PER_SEC) * 1_000_000);
          return [`slowest of ${n}`, meanLatencyUs(fansOut(n, branch, durationUs), 100 * seed + at)];
        }),
      ),
  });
  expect(report.notes.join('\n')).not.toContain('first try');
  expect(report.verdict, report.notes.join('\n')).toBe('pass');
});
