/** Isolation that contradicts itself or the scenario is refused by name, not placed somehow. */
import { describe, expect, it } from 'vitest';
import { checkAction, checkIsolation } from '../../../sim-engine/index.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const scenario = buildScenario();
const codes = (id: string, params: Readonly<Record<string, number>>): string[] =>
  checkIsolation(scenario, { id, params }, 'model').map(({ code, path }) => `${code} ${path}`);

describe('a placement', () => {
  it('cannot lead one connection pool to two databases', () => {
    expect(codes('custom', { connections: 0, database: 3 })).toEqual(['contradictory-placement model']);
    expect(codes('custom', { connections: 1, database: 2, cells: 5 })).toEqual(['contradictory-placement model']);
    expect(codes('custom', { connections: 3, database: 3 })).toEqual([]);
    expect(codes('custom', { connections: 0, database: 0 })).toEqual([]);
  });

  it('cannot be of a plan that nobody has, or of more tenants than there are', () => {
    expect(codes('custom', { plan: 4 })).toEqual(['contradictory-placement model']);
    expect(codes('custom', { plan: 3 })).toEqual([]);
    expect(codes('dedicated', { biggest: 0, plan: 9 })).toEqual(['contradictory-placement model']);
    expect(codes('dedicated', { biggest: 13 })).toEqual(['contradictory-placement model']);
    expect(codes('dedicated', { biggest: 12 })).toEqual([]);
  });

  it('is refused as an action as well', () => {
    const action = { type: 'switch-isolation' as const, model: { id: 'custom', params: { plan: 4 } } };
    const rights = { ...scenario.rights, isolation: ['custom'], moves: 1 };
    expect(checkAction({ ...scenario, rights }, action, 0, 0).map(({ code }) => code)).toEqual([
      'contradictory-placement',
    ]);
  });
});
