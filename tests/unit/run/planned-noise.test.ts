/** Noise that is planned is, from its start on, the very noise that an injection at that moment would have made; called off, it never was. */
import { describe, expect, it } from 'vitest';
import { type Action, Run } from '../../../sim-engine/index.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const scenario = buildScenario({ timeline: [] });
const PLANNED_AT = 1_000_000;
const FROM = 2_500_001;
const inject = (fromUs?: number): Action => ({
  type: 'inject-noise',
  tenant: 'G',
  noise: { id: 'request-flood', params: { ratePerSec: 300 } },
  ...(fromUs === undefined ? {} : { fromUs }),
  forUs: 2_000_000,
});

function play(...log: readonly (readonly [atUs: number, action: Action])[]) {
  const run = Run.create({ scenario, scenarioSha256: 'x', seed: 5 });
  log.forEach(([atUs, action], sequence) => {
    run.submit({ sequence, atUs, action });
  });
  run.advanceTo(scenario.durationUs);
  const { tenants, events, log: notes } = run.result();
  return { tenants, events, notes };
}

describe('planned noise', () => {
  it('begins at its moment as if it had been injected then', () => {
    const planned = play([PLANNED_AT, inject(FROM)]);
    expect(planned.events).toBeGreaterThan(play().events + 300);
    expect(planned).toEqual(play([FROM, inject()]));
    expect(planned.notes.map(({ kind, atUs }) => [kind, atUs])).toEqual([
      ['noise-start', FROM],
      ['noise-end', FROM + 2_000_000],
    ]);
  });

  it('begins at once where its start is the moment of the action', () => {
    expect(play([FROM, inject(FROM)])).toEqual(play([FROM, inject()]));
  });

  it('never was when it is called off before', () => {
    const { notes, ...rest } = play([PLANNED_AT, inject(FROM)], [FROM - 1, { type: 'stop-noise', noise: 0 }]);
    const { tenants, events } = play();
    expect(rest).toEqual({ tenants, events });
    expect(notes).toMatchObject([
      { kind: 'noise-end', atUs: FROM - 1, noise: 0, text: 'Planned noise of G called off' },
    ]);
  });

  it('is still to come in a run that is taken up from a snapshot', () => {
    const options = { scenario, scenarioSha256: 'x', seed: 5 };
    const run = Run.create(options);
    run.submit({ sequence: 0, atUs: PLANNED_AT, action: inject(FROM) });
    run.advanceTo(2_000_000);
    const restored = Run.restore(options, run.snapshot());
    if (!restored.ok) throw new TypeError(restored.issues[0]?.message);
    run.advanceTo(scenario.durationUs);
    restored.value.advanceTo(scenario.durationUs);
    expect(restored.value.digest()).toBe(run.digest());
    expect(restored.value.log()).toEqual(run.log());
  });
});
