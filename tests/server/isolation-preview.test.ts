/** A model that is asked about is answered with its price, or with the engine's own reasons why it cannot be, whatever is sent. */
import { describe, expect, it } from 'vitest';
import { previewOf } from '../../server/http/content-routes.ts';
import { previewIsolation } from '../../sim-engine/index.ts';
import { buildScenario } from '../support/scenario-builder.ts';

const base = buildScenario();
const scenario = { ...base, rights: { ...base.rights, isolation: ['cells', 'tiers-and-plans'], moves: 0 } };
const row = [1, 0, 1, 1, 1, 1, 1, 0];

describe('a preview of an isolation model', () => {
  it.each([
    { id: 'cells', params: { cells: 3 } },
    { id: 'tiers-and-plans', params: {}, table: row },
  ])('is what the engine says of $id, moves or not', (model) => {
    expect(previewOf(scenario, model)).toEqual({ preview: previewIsolation(scenario, model), issues: [] });
  });

  it.each([
    ['not-an-object', null],
    ['not-allowed', { id: 'silo', params: {} }],
    ['unknown-part', { id: '__proto__', params: {} }],
    ['impossible-number', { id: 'cells', params: { cells: 99 } }],
    ['impossible-table', { id: 'tiers-and-plans', params: {}, table: [1, 2] }],
    ['impossible-number', { id: 'tiers-and-plans', params: {}, table: [1, 0, 9, 1, 1, 1, 1, 0] }],
    ['contradictory-placement', { id: 'tiers-and-plans', params: {}, table: [...row, ...row] }],
    ['bad-number', { id: 'tiers-and-plans', params: {}, table: [Number.NaN] }],
    ['bad-table', { id: 'tiers-and-plans', params: {}, table: Array.from({ length: 513 }, () => 0) }],
    ['unknown-parameter', { id: 'cells', params: {}, table: [1] }],
  ])('or says %s', (code, body) => {
    const answer = previewOf(scenario, body);
    expect(answer.preview).toBeNull();
    expect(answer.issues.map((each) => each.code)).toContain(code);
  });
});
