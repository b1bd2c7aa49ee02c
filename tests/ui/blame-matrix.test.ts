/** @module The matrix of the page about harm: sums, order, windows, numbers as they are written, and sentences that add up. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellScale } from '../../lab-ui/blame/cell-scale.ts';
import { blameMatrix, harmOf, inOrder, removalMatrix, sortedIds, worstPair } from '../../lab-ui/blame/matrix.ts';
import { blameTable } from '../../lab-ui/blame/matrix-table.ts';
import { differenceWords, headline, proofWords } from '../../lab-ui/blame/matrix-words.ts';
import { addingUp } from '../../lab-ui/blame/request/request-words.ts';
import { resourceGroups } from '../../lab-ui/blame/resources.ts';
import { defaultWindow, modelWords, windowChoices } from '../../lab-ui/blame/windows.ts';
import { contrastOf, readableEmber } from '../../lab-ui/marks/readable-ramp.ts';
import type { WindowBlame } from '../../lab-ui/replay/questions/blame.ts';
import type { Removal } from '../../lab-ui/replay/questions/removal.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { scenario } from './bench-fixtures.ts';

const TENANTS = ['A', 'B', 'G'];
const charge = (resource: string, culprit: string, victim: string, us: number) => ({ resource, culprit, victim, us });
const BLAME: WindowBlame = {
  fromUs: 30e6,
  toUs: 40e6,
  charges: [
    charge('connections', 'G', 'A', 40e6),
    charge('connections', 'G', 'B', 20e6),
    charge('connections', 'G', 'G', 90e6),
    charge('connections', 'A', 'B', 5e6),
    charge('database-io', 'B', 'A', 10e6),
    charge('database-io', '_system', 'A', 50_000),
  ],
  delaysUs: { A: 50_050_000, B: 25e6, G: 90e6 },
  unmatched: [],
};

describe('the matrix by the ledger', () => {
  const matrix = blameMatrix(BLAME, TENANTS, 'all');

  it('has a row for the system, columns that add up, and only what is asked for', () => {
    expect(matrix.culprits).toEqual([...TENANTS, '_system']);
    expect(matrix.totalUs).toEqual([50_050_000, 25e6, 90e6]);
    expect(blameMatrix(BLAME, TENANTS, 'database-io').totalUs).toEqual([10_050_000, 0, 0]);
    expect(blameMatrix(BLAME, TENANTS, 'Database').totalUs).toEqual(matrix.totalUs);
    expect(blameMatrix(BLAME, TENANTS, 'Locks').totalUs).toEqual([0, 0, 0]);
  });

  it('is sorted by harm to others or by wait suffered, rows and columns alike, the system last', () => {
    expect(harmOf(matrix, 'G')).toBe(60e6);
    expect(sortedIds(matrix, 'harm')).toEqual(['G', 'B', 'A']);
    expect(sortedIds(matrix, 'wait')).toEqual(['G', 'A', 'B']);
    expect(sortedIds(matrix, 'listed')).toEqual(TENANTS);
    const sorted = inOrder(matrix, ['G', 'B', 'A']);
    expect(sorted.culprits).toEqual(['G', 'B', 'A', '_system']);
    expect(sorted.us[0]).toEqual([90e6, 20e6, 40e6]);
    expect(sorted.totalUs).toEqual([90e6, 25e6, 50_050_000]);
    expect(worstPair(matrix)).toMatchObject({ culprit: 'G', victim: 'A' });
  });

  it('is told in one sentence, and says so when the sums do not match', () => {
    expect(headline(scenario, matrix, 'all')).toBe('G holds the server for 80\u202f% of what its neighbours wait.');
    expect(proofWords(BLAME, matrix, true)).toContain('Sums match the measured wait to the microsecond');
    expect(proofWords({ ...BLAME, unmatched: ['A'] }, matrix, true)).toContain('do not match the measured wait of A');
    const calm = { ...BLAME, charges: [], delaysUs: { A: 0, B: 0, G: 0 } };
    expect(headline(scenario, blameMatrix(calm, TENANTS, 'all'), 'all')).toMatch(/^Nobody waited/);
  });

  it('has a table with the same numbers', () => {
    const { rows, columns } = blameTable(scenario, BLAME, matrix);
    for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(rows).toHaveLength(6);
    expect(rows.reduce((sum, row) => sum + Number(row[3]), 0)).toBeCloseTo(165_050, 6);
    expect(rows.find(([who, whom]) => who === 'G Tenant G' && whom === 'A Tenant A')?.[2]).toBe(4000);
  });
});

const latency = (p99Us: number) => ({ completed: 100, meanUs: p99Us / 2, p99Us });
const REMOVALS: readonly Removal[] = [
  {
    without: 'G',
    fromUs: 30e6,
    toUs: 40e6,
    tenants: ['A', 'B'].map((tenant) => ({ tenant, withAll: latency(900_000), withoutIt: latency(40_000) })),
  },
  {
    without: 'B',
    fromUs: 30e6,
    toUs: 40e6,
    tenants: ['A', 'G'].map((tenant) => ({ tenant, withAll: latency(900_000), withoutIt: latency(897_000) })),
  },
];

describe('the matrix by removal', () => {
  it('holds what is answered, blanks the rest, and names who is blamed and not missed', () => {
    const matrix = removalMatrix(REMOVALS, TENANTS, 'p99');
    expect(matrix.us).toEqual([
      [null, null, null],
      [3000, null, 3000],
      [860_000, 860_000, null],
    ]);
    expect(matrix.totalUs).toEqual([900_000, 900_000, 900_000]);
    expect(removalMatrix(REMOVALS, TENANTS, 'mean').us[2]).toEqual([430_000, 430_000, null]);
    const scale = cellScale(matrix, null, 0.008);
    expect(scale.share(3000, 900_000), 'within the rounding of a percentile').toBeNull();
    expect(scale.share(860_000, 900_000)).toBeGreaterThan(0.9);
    const words = differenceWords(scenario, blameMatrix(BLAME, TENANTS, 'all'), REMOVALS, 'p99');
    expect(words).toContain('B is charged with 20\u202f% of what A waits');
    expect(words).toContain('the p99 of A falls by 3 ms');
  });
});

describe('numbers', () => {
  it('of a matrix are short, and the ramp is logarithmic between round ends', () => {
    const matrix = blameMatrix(BLAME, TENANTS, 'all');
    const scale = cellScale(matrix, 10e6);
    expect(scale).toMatchObject({ least: 0.01, most: 10, unit: 's/s' });
    expect([90e6, 40e6, 5e6, 50_000, 1000, 0].map(scale.text)).toEqual(['9.0', '4.0', '.50', '·', '·', '']);
    expect(scale.share(1e6, null)).toBeCloseTo(1 / 3, 9);
    expect(scale.share(1000, null)).toBeNull();
  });

  it('of a sentence add up to the rounded total', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 8 }), (partsUs) => {
        const tenths = addingUp(partsUs).map((text) => Math.round(10 * Number.parseFloat(text.replace(/,/g, ''))));
        const total = Math.round(partsUs.reduce((sum, us) => sum + us, 0) / 100);
        expect(tenths.reduce((sum, each) => sum + each, 0)).toBe(total);
        for (const [at, each] of tenths.entries()) expect(Math.abs(each - partsUs[at]! / 100)).toBeLessThan(1);
      }),
    );
  });

  it('can be read on every step of the ramp, in both themes', () => {
    for (const dark of [false, true]) {
      for (let at = 0; at <= 64; at++) {
        const { fill, text } = readableEmber(at / 64, dark);
        expect(contrastOf(fill, text), `${dark} ${at}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

describe('windows', () => {
  const inputs = (simulatedUs: number, actions: RunInputs['actions'] = []): RunInputs => ({
    runId: 'r',
    branchOf: null,
    status: 'paused',
    engineVersion: '0',
    scenarioSha256: '0',
    scenario,
    seed: 1,
    actions,
    simulatedUs,
    digest: null,
  });
  const cells = {
    sequence: 0,
    atUs: 50e6,
    action: { type: 'switch-isolation', model: { id: 'cells', params: {} } },
  } as const;

  it('are the whole run, each noise and what lies between changes, each once', () => {
    const labels = windowChoices(inputs(70e6, [cells])).map(({ label }) => label);
    expect(labels).toEqual([
      'Whole run so far, 0.0 to 70.0 s',
      'flood, 30.0 to 60.0 s',
      '0.0 to 30.0 s: from the beginning',
      '30.0 to 50.0 s: flood',
      '50.0 to 60.0 s: switch to cells',
      '60.0 to 70.0 s: after: flood',
    ]);
    expect(windowChoices(inputs(20e6))).toHaveLength(1);
  });

  it('begin with the noise up to the next model, or with all there is', () => {
    expect(defaultWindow(inputs(70e6, [cells]))).toEqual({ fromUs: 30e6, toUs: 50e6 });
    expect(defaultWindow(inputs(45e6))).toEqual({ fromUs: 30e6, toUs: 45e6 });
    expect(defaultWindow(inputs(20e6))).toEqual({ fromUs: 0, toUs: 20e6 });
    expect(modelWords(inputs(70e6, [cells]), 0, 70e6)).toBe('model shared, then cells');
    expect(modelWords(inputs(70e6, [cells]), 50e6, 70e6)).toBe('model cells');
  });

  it('that were stopped before their time end there', () => {
    const stop = { sequence: 0, atUs: 40e6, action: { type: 'stop-noise', noise: 0 } } as const;
    expect(defaultWindow(inputs(70e6, [stop]))).toEqual({ fromUs: 30e6, toUs: 40e6 });
  });
});

it('every resource of the ledger stands in one group', () => {
  const known = ['jobs', 'connections', 'app', 'database-io', 'cache', 'new-one'];
  const groups = resourceGroups(known);
  expect(groups.map(({ label }) => label)).toEqual(['App', 'Cache', 'Database', 'Jobs', 'Other']);
  expect(groups.flatMap(({ resources }) => resources).sort()).toEqual([...known].sort());
});
