/**
 * @module Scenarios teach different things: what earns full marks in one does not in another, whoever it is aimed at there,
 * and even when it is done at the other's best time.
 */
import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../server/content/library.ts';
import { execute } from '../../server/headless/execute.ts';
import { checkAction } from '../../sim-engine/index.ts';
import type { Action, Scenario, TimedAction } from '../../sim-engine/model/scenario.ts';
import { OPEN_BENCH } from './library-suite.ts';

const library = loadLibrary()
  .list()
  .filter(({ scenario }) => scenario.id !== OPEN_BENCH);
const EVENTS_MAX_MEDIAN = 500_000;
/** The long form also tries every solution at its own times. */
const OWN_TIMES = process.env.TENANTLAB_LONG === '1';

const referencesOf = (scenario: Scenario) => scenario.proofs.filter(({ role }) => role === 'reference');

/** @returns the points of a run, and what it took; an action that the scenario does not allow changes nothing */
function play(scenario: Scenario, sha256: string, actions: readonly TimedAction[]) {
  const allowed = actions.filter(({ action, atUs }) => checkAction(scenario, action, 0, atUs).length === 0);
  const run = execute({ scenario, sha256, seed: 1, isolation: null, actions: allowed, untilUs: scenario.durationUs });
  const { objectives, events } = run.result();
  return { points: objectives.reduce((sum, each) => sum + each.points, 0), events };
}

/** @returns a log as it reads when every tenant it names is another one, and its plan another plan */
function renamed(actions: readonly TimedAction[], tenant: string, plan: number): TimedAction[] {
  const rename = (action: Action): Action => {
    if (action.type === 'switch-isolation' && (action.model.params.plan ?? 0) > 0)
      return { ...action, model: { ...action.model, params: { ...action.model.params, plan } } };
    return 'tenant' in action && action.tenant !== undefined ? { ...action, tenant } : action;
  };
  return actions.map(({ atUs, action }) => ({ atUs, action: rename(action) }));
}

/** @returns a log whose first action is done at a time, the others as long after it as they were, while the run lasts */
function shifted(actions: readonly TimedAction[], firstUs: number, durationUs: number): TimedAction[] {
  const byUs = firstUs - (actions[0]?.atUs ?? 0);
  return actions.map(({ atUs, action }) => ({ atUs: Math.min(atUs + byUs, durationUs - 1), action }));
}

/** @returns every log that one scenario's solution can be read as in another */
function readings(log: readonly TimedAction[], there: Scenario): TimedAction[][] {
  const named = log.some(({ action }) => 'tenant' in action && action.tenant !== undefined);
  const planned = log.some(({ action }) => action.type === 'switch-isolation' && (action.model.params.plan ?? 0) > 0);
  const tenants = named ? there.tenants.map(({ id }) => id) : [''];
  const plans = planned ? there.plans.map((_, at) => at + 1) : [1];
  const all = tenants.flatMap((tenant) => plans.map((plan) => renamed(log, tenant, plan)));
  const bestUs = referencesOf(there)[0]?.actions[0]?.atUs ?? 0;
  return all.flatMap((each) => {
    const atBest = shifted(each, bestUs, there.durationUs);
    return OWN_TIMES ? [atBest, each.filter(({ atUs }) => atUs < there.durationUs)] : [atBest];
  });
}

describe('a solution of another scenario does not earn full marks', () => {
  it.each(library.map(({ scenario, sha256 }) => ({ id: scenario.id, scenario, sha256 })))('in $id', (each) => {
    const others = library.filter(({ scenario }) => scenario.id !== each.id);
    const full = others.flatMap(({ scenario }) =>
      referencesOf(scenario).flatMap(({ actions }) =>
        readings(actions, each.scenario)
          .filter((log) => play(each.scenario, each.sha256, log).points === 100)
          .map((log) => `${scenario.id}: ${JSON.stringify(log)}`),
      ),
    );
    expect(full).toEqual([]);
  });
});

it('a median scenario costs at most half a million events', () => {
  const events = library.map(({ scenario, sha256 }) => play(scenario, sha256, []).events).sort((a, b) => a - b);
  expect(library.length).toBeGreaterThanOrEqual(10);
  expect(events[Math.floor(events.length / 2)]).toBeLessThanOrEqual(EVENTS_MAX_MEDIAN);
});
