/**
 * A replay says whether a run went as recorded and, if not, between which two marks it parted: a true record matches, an
 * altered action, seed or digest diverges where it was altered.
 */
import { describe, expect, it } from 'vitest';
import { type Action, Run, replay, type StampedAction } from '../../../sim-engine/index.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const scenario = buildScenario({ durationUs: 20_000_000 });
const options = { scenario, scenarioSha256: 'sha', seed: 3 };
const at = (atUs: number, sequence: number, action: Action): StampedAction => ({ atUs, sequence, action });
const log = [at(9_000_000, 0, { type: 'switch-isolation', model: { id: 'silo', params: {} } })];

function recorded() {
  const run = Run.create(options);
  for (const action of log) run.submit(action);
  run.advanceTo(scenario.durationUs);
  return { digest: run.digest(), trail: run.trail() };
}

describe('a replay', () => {
  it('matches a true record', () => {
    expect(replay(options, log, scenario.durationUs, recorded()).verdict).toEqual({ kind: 'matched' });
  });

  it('parts after the instant at which the log was altered', () => {
    const { verdict } = replay(options, [], scenario.durationUs, recorded());
    if (verdict.kind !== 'diverged') expect.fail('the altered log went unnoticed');
    expect(verdict.fromUs).toBeLessThanOrEqual(9_000_000);
    expect(verdict.atUs).toBeGreaterThanOrEqual(9_000_000);
    expect(verdict.atUs - verdict.fromUs).toBeLessThan(2_000_000);
    const other = [at(9_000_000, 0, { type: 'switch-isolation', model: { id: 'cells', params: {} } })];
    const changed = replay(options, other, scenario.durationUs, recorded()).verdict;
    if (changed.kind !== 'diverged') expect.fail('the altered action went unnoticed');
    expect(changed.atUs).toBeGreaterThanOrEqual(9_000_000);
  });

  it('parts at once with another seed, and at the end with another digest', () => {
    const other = replay({ ...options, seed: 4 }, log, scenario.durationUs, recorded()).verdict;
    expect(other).toMatchObject({ kind: 'diverged', fromEvents: 0 });
    const digest = { ...recorded(), digest: '0'.repeat(16) };
    const last = replay(options, log, scenario.durationUs, digest).verdict;
    expect(last).toMatchObject({ kind: 'diverged', atUs: scenario.durationUs });
  });
});
