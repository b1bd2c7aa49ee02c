/** Whatever is chosen without its parameters, the completed action stands in a record as records want it, and runs alike. */
import { describe, expect, it } from 'vitest';
import { engineActionSchema } from '../../../scenarios/schema/engine-scenario.ts';
import { catalogue, completeAction, Run } from '../../../sim-engine/index.ts';
import type { Action } from '../../../sim-engine/model/scenario.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const bare = (id: string) => ({ id, params: {} });

const ACTIONS: readonly Action[] = [
  ...catalogue.isolation.map(({ id }): Action => ({ type: 'switch-isolation', model: bare(id) })),
  ...catalogue.noise.map(
    ({ id }): Action => ({ type: 'inject-noise', tenant: 'A', noise: bare(id), forUs: 1_000_000 }),
  ),
  ...catalogue.faults.map(
    ({ id }): Action => ({ type: 'inject-fault', fault: bare(id), target: {}, forUs: 1_000_000 }),
  ),
  ...catalogue.limiters.map(({ id }): Action => ({ type: 'set-limiter', tenant: 'A', limiter: bare(id) })),
  ...catalogue.backoffs.map(({ id }): Action => ({ type: 'set-client', client: { retries: 2, backoff: bare(id) } })),
  ...catalogue.retryBudgets.map(({ id }): Action => ({ type: 'set-client', client: { budget: bare(id) } })),
  ...catalogue.breakers.map(({ id }): Action => ({ type: 'set-client', tenant: 'A', client: { breaker: bare(id) } })),
];

describe('an action with nothing but ids', () => {
  it.each(ACTIONS.map((action) => ({ name: JSON.stringify(action), action })))('$name', ({ action }) => {
    const completed = completeAction(action);
    expect(engineActionSchema.safeParse(completed).error?.issues).toBeUndefined();
    expect(completeAction(completed)).toEqual(completed);
  });

  it('does the same as the completed one', () => {
    const tenantsAfter = (action: Action): string => {
      const run = Run.create({ scenario: buildScenario(), scenarioSha256: 'x', seed: 3 });
      run.submit({ sequence: 0, atUs: 1_000_000, action });
      run.advanceTo(4_000_000);
      return JSON.stringify(run.result().tenants);
    };
    const action: Action = { type: 'switch-isolation', model: bare('fair') };
    expect(completeAction(action)).not.toEqual(action);
    expect(tenantsAfter(completeAction(action))).toBe(tenantsAfter(action));
  });

  it('leaves alone what chooses nothing', () => {
    const action: Action = { type: 'set-limit', tenant: 'A', limitPerSec: 5, limitBurst: 5 };
    expect(completeAction(action)).toEqual(action);
  });
});
