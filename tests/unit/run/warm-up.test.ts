/**
 * The warm-up of replicated runs is found on the cold cache of a fresh system, left out of latencies and of nothing else, and
 * refused where the load never settles.
 */
import { describe, expect, it } from 'vitest';
import { type Execution, execute } from '../../../server/headless/execute.ts';
import { replicate } from '../../../server/headless/replicate.ts';
import { latenciesAfter } from '../../../server/headless/warm-up.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const scenario = buildScenario({ durationUs: 20_000_000, timeline: [], objectives: [] });
const execution: Execution = {
  scenario,
  sha256: 'sha',
  seed: 1,
  isolation: null,
  actions: [],
  untilUs: scenario.durationUs,
};
const ids = scenario.tenants.map(({ id }) => id);

function replicated(warmUp?: 'mser5' | number) {
  const result = replicate(execution, { countMax: 4, ...(warmUp === undefined ? {} : { warmUp }) });
  if (!result.ok) expect.fail(result.issues[0]?.message);
  return result.value;
}

describe('a warm-up', () => {
  it('by MSER-5 leaves off the cold start, and lowers the mean', () => {
    const { replications } = replicated('mser5');
    expect(replications.warmUp).toMatchObject({ method: 'mser5' });
    const { untilMs } = replications.warmUp!;
    expect(untilMs).toBeGreaterThan(0);
    expect(untilMs).toBeLessThanOrEqual(10_200);
    const whole = replicated().replications;
    expect(whole.warmUp).toBeUndefined();
    const meanOf = (of: typeof whole): number => ids.reduce((sum, id) => sum + of.tenants[id]!.latencyMs.mean.mean, 0);
    expect(meanOf(replications)).toBeLessThan(meanOf(whole));
  });

  it('as given counts requests from then on, in the latencies only', () => {
    const after = replicated(8_000_000);
    const whole = replicated();
    expect(after.replications.warmUp).toEqual({ method: 'given', untilMs: 8000 });
    expect(after.digest).toBe(whole.digest);
    expect(after.replications.tenants.A!.goodputPerSec).toEqual(whole.replications.tenants.A!.goodputPerSec);
    const means = [1, 2, 3, 4].map(
      (seed) => latenciesAfter(execute({ ...execution, seed }, true), ids, 8_000_000).A!.mean,
    );
    expect(after.replications.tenants.A!.latencyMs.mean.mean).toBeCloseTo(means.reduce((x, y) => x + y, 0) / 4, 9);
  });

  it('of nothing leaves the exact figures of the whole run', () => {
    const run = execute(execution, true);
    const exact = latenciesAfter(run, ids, 0);
    const { tenants } = run.result();
    for (const id of ids) {
      expect(exact[id]!.mean).toBeCloseTo(tenants[id]!.latencyMs.mean, 6);
      expect(Math.abs(exact[id]!.p99 / tenants[id]!.latencyMs.p99 - 1)).toBeLessThan(0.004);
    }
  });

  it('is refused where a flood comes and goes', () => {
    const flooded = buildScenario({ durationUs: 20_000_000, objectives: [] });
    const [flood] = flooded.timeline;
    const timeline = [{ ...flood!, atUs: 1_000_000, forUs: 11_000_000 }];
    const result = replicate({ ...execution, scenario: { ...flooded, timeline } }, { countMax: 2, warmUp: 'mser5' });
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'not-steady' }] });
  });
});
