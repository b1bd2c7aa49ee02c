/** The fault panel: every kind of the catalogue, as it is set there, is an action that the engine accepts. */
import { describe, expect, it } from 'vitest';
import { COUNT, DURATION, faultAction, initialFault } from '../../lab-ui/bench/fault-draft.ts';
import { catalogue, checkAction } from '../../sim-engine/index.ts';
import { FAULTS } from '../../sim-engine/policies/fault/index.ts';
import { fixtureScenario } from '../charts/bench-fixture.ts';

const plain = fixtureScenario(12);
const scenario = { ...plain, rights: { ...plain.rights, faults: FAULTS.map(({ id }) => id) } };

describe.each(catalogue.faults.map((kind) => [kind.id, kind] as const))('%s', (_id, kind) => {
  it.each(['', 'C'])('is accepted with the values that the panel shows, for parts of %j', (partsOf) => {
    for (const tier of ['app', 'database', 'jobs'] as const) {
      const draft = { ...initialFault(scenario, catalogue.faults), kind: kind.id, partsOf, tier, count: COUNT.max };
      expect(checkAction(scenario, faultAction(kind, draft), 0, 0)).toEqual([]);
    }
  });
});

describe('at first', () => {
  it('the panel holds the scenario’s own fault', () => {
    const item = {
      id: 'gray',
      label: 'Slow',
      atUs: 1e6,
      forUs: 90e6,
      fault: { id: 'slow', params: { factor: 9 } },
      target: { tier: 'jobs' as const, count: 2 },
    };
    expect(initialFault({ ...scenario, timeline: [...scenario.timeline, item] }, catalogue.faults)).toMatchObject({
      kind: 'slow',
      values: { slow: { factor: 9 } },
      tier: 'jobs',
      count: 2,
      forSeconds: DURATION.max,
    });
  });

  it('or the first kind that is allowed', () => {
    const kinds = catalogue.faults.filter(({ id }) => id === 'zone-loss');
    expect(initialFault(scenario, kinds)).toMatchObject({ kind: 'zone-loss', forSeconds: DURATION.default });
  });
});
