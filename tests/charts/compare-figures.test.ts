/** @module What holds for every drawing of the comparison: drawn whole, readable, with the same numbers in table and picture. */
import { describe, expect, test } from 'vitest';
import { comparedExports } from '../../lab-ui/compare/compared-exports.ts';
import type { Figure } from '../../lab-ui/compare/figures/figure.ts';
import { differenceScale, nines, signedRoot } from '../../lab-ui/compare/figures/scales.ts';
import { shiftFigure } from '../../lab-ui/compare/figures/shift.ts';
import { requestsPerSquare, sidesFigure, squaresOf } from '../../lab-ui/compare/figures/sides.ts';
import { drawSlope } from '../../lab-ui/compare/figures/slope.ts';
import { withinFigure } from '../../lab-ui/compare/figures/within.ts';
import { pricedOf, pricedWords } from '../../lab-ui/compare/priced.ts';
import { runName } from '../../lab-ui/compare/run-names.ts';
import { shiftRows, shiftTable, shiftWords } from '../../lab-ui/compare/shift-rows.ts';
import { verdict } from '../../lab-ui/compare/verdict-words.ts';
import { instantsOf, partingUs, windowFrom } from '../../lab-ui/compare/windows.ts';
import { PICTURE } from '../../lab-ui/export/picture-file.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { ReplayBook } from '../../lab-ui/replay/book.ts';
import { type ComparedPair, compare } from '../../lab-ui/replay/questions/compare.ts';
import { ENGINE_VERSION } from '../../sim-engine/index.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { fixtureScenario, switchTo } from './bench-fixture.ts';
import { clipped, overlaps, RecordingPen } from './recording-pen.ts';

interface Made {
  readonly untilSec?: number;
  readonly seed?: number;
  readonly tenants?: number;
  readonly cellsAtSec?: number;
}

function run(runId: string, { untilSec = 50, seed = 4711, tenants = 12, cellsAtSec }: Made): RunInputs {
  const moves = cellsAtSec === undefined ? [] : [switchTo('cells', cellsAtSec)];
  return {
    runId,
    branchOf: null,
    status: 'paused',
    engineVersion: ENGINE_VERSION,
    scenarioSha256: '0'.repeat(64),
    scenario: fixtureScenario(tenants),
    seed,
    actions: moves.map(({ atSec, action }, sequence) => ({ sequence, atUs: atSec * 1e6, action })),
    simulatedUs: untilSec * 1e6,
    digest: null,
  };
}

const TITLES = { shared: 'Shared', cells: 'Cells' };
const CASES: readonly (readonly [string, RunInputs, RunInputs])[] = [
  ['shared and cells in a flood', run('a', {}), run('b', { cellsAtSec: 32 })],
  ['the same design twice', run('a', { untilSec: 20 }), run('b', { untilSec: 20 })],
  ['two seeds', run('a', { untilSec: 40 }), run('b', { untilSec: 40, seed: 8 })],
  ['a tenth of a second', run('a', { untilSec: 0.1 }), run('b', { untilSec: 0.1, seed: 8 })],
  ['one tenant', run('a', { tenants: 1, untilSec: 40 }), run('b', { tenants: 1, untilSec: 40, cellsAtSec: 31 })],
  ['50 tenants', run('a', { tenants: 50, untilSec: 36 }), run('b', { tenants: 50, untilSec: 36, cellsAtSec: 31 })],
];
const SIZES = [
  [520, 282],
  [430, 360],
  [318, 282],
] as const;

function pairOf(a: RunInputs, b: RunInputs): ComparedPair {
  const instantsUs = instantsOf(a, b, TITLES).map(({ atUs }) => atUs);
  const answer = compare(new ReplayBook(a), { other: b, swapped: false, instantsUs, window: null });
  if (answer.kind === 'refused') throw new RangeError(answer.issue.message);
  return answer.pair;
}

function figuresOf(pair: ComparedPair): readonly Figure[] {
  const scope = pair.neighbours;
  const names = { a: 'shared', b: 'cells' };
  const sides = sidesFigure(scope, 'neighbours of G', false);
  return [
    shiftFigure(scope, 'neighbours of G'),
    withinFigure({ scope, whose: 'neighbours of G', sloMs: 250, names, held: false }),
    withinFigure({ scope, whose: 'neighbours of G', sloMs: 250, names, held: true }),
    ...(sides === null ? [] : [sides]),
  ];
}

describe.each(CASES)('%s', (_name, a, b) => {
  const pair = pairOf(a, b);

  test('every figure is drawn whole and can be read', () => {
    for (const figure of figuresOf(pair)) {
      for (const [width, height] of SIZES) {
        for (const stop of [null, Math.min(7, figure.stops.length - 1)]) {
          const pen = new RecordingPen();
          const box = { x: 0, y: 0, width, height };
          figure.draw({ pen, box, theme: LIGHT_THEME, stop: stop !== null && stop >= 0 ? stop : null });
          expect(pen.calls.length, figure.id).toBeGreaterThan(0);
          expect(pen.texts.filter((text) => text.sizePx < 11)).toEqual([]);
          expect(clipped(pen.texts, box), `${figure.id} inside ${width} x ${height}`).toEqual([]);
          expect(overlaps(pen.texts), `${figure.id} apart at ${width} x ${height}`).toEqual([]);
        }
      }
    }
  });

  test('every slope is drawn whole and can be read', () => {
    for (const priced of pricedOf(pair)) {
      const pen = new RecordingPen();
      const box = { x: 0, y: 0, width: 112, height: 150 };
      drawSlope({ pen, box, theme: LIGHT_THEME, stop: null }, priced);
      expect(clipped(pen.texts, box), priced.title).toEqual([]);
      expect(overlaps(pen.texts), priced.title).toEqual([]);
    }
  });

  test('every file of it is drawn whole, can be read, and says in words and rows what it shows', () => {
    const names = { a: runName(a, b, TITLES), b: runName(b, a, TITLES) };
    const items = comparedExports({ pair, a, b, names, tenant: null, rescued: false });
    const ids = items.map(({ id }) => id);
    expect(ids.filter((id) => id !== 'compare-sides')).toEqual([
      'compare-shift',
      'compare-tenants',
      'compare-within',
      'compare-price',
    ]);
    expect(ids.includes('compare-sides')).toBe(pair.neighbours.sides !== null);
    for (const { id, picture, table } of items) {
      const { draw, plotHeight, words } = picture(LIGHT_THEME);
      const pen = new RecordingPen();
      const box = { x: 0, y: 0, width: PICTURE.width, height: plotHeight ?? 344 };
      draw(pen, box);
      expect(pen.calls.length, id).toBeGreaterThan(0);
      expect(clipped(pen.texts, box), id).toEqual([]);
      expect(overlaps(pen.texts), id).toEqual([]);
      expect(words.length, id).toBeGreaterThan(20);
      expect(table.rows.length, id).toBeGreaterThan(0);
    }
  });

  test('every figure has a table of finite numbers and a sentence', () => {
    const rows = shiftRows(pair, b.scenario.tenants);
    const tables = [...figuresOf(pair).map(({ table }) => table), shiftTable(rows)];
    for (const { rows: cells, columns } of tables) {
      for (const row of cells) {
        expect(row).toHaveLength(columns.length);
        for (const cell of row) if (typeof cell === 'number') expect(Number.isFinite(cell)).toBe(true);
      }
    }
    const words = [...figuresOf(pair).map(({ sentence }) => sentence), shiftWords(rows), pricedWords(pricedOf(pair))];
    const names = { a: runName(a, b, TITLES), b: runName(b, a, TITLES) };
    const { headline, detail } = verdict({ pair, ...names, sloMs: {} });
    for (const text of [...words, headline, detail]) {
      expect(text).toMatch(/\S.*\.$/s);
      expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
    }
  });
});

test('picture and table of the shift show the same: each dot stands where its difference says', () => {
  const pair = pairOf(CASES[0]![1], CASES[0]![2]);
  const figure = shiftFigure(pair.neighbours, 'neighbours of G');
  const pen = new RecordingPen();
  figure.draw({ pen, box: { x: 0, y: 0, width: 520, height: 282 }, theme: LIGHT_THEME, stop: null });
  const dots = pen.calls.filter((call) => call.startsWith('arc ')).map((call) => Number(call.split(' ')[2]));
  const differences = figure.table.rows.map((row) => row[3] as number);
  expect(dots).toHaveLength(differences.length);
  // Faster in B stands lower, and the largest gain lowest.
  const order = (values: readonly number[], sign: number) =>
    values.map((value, at) => ({ value: sign * value, at })).sort((x, y) => x.value - y.value || x.at - y.at);
  expect(dots[order(differences, 1)[0]!.at]).toBe(Math.max(...dots));
  expect(differences.some((ms) => ms < -100)).toBe(true);
});

test('the verdict names price and who was not helped', () => {
  const [, a, b] = CASES[0]!;
  const names = { a: runName(a, b, TITLES), b: runName(b, a, TITLES) };
  expect(names).toMatchObject({ a: { short: 'shared' }, b: { short: 'cells' } });
  const sloMs = Object.fromEntries(b.scenario.tenants.map(({ id }) => [id, 250]));
  const { headline } = verdict({ pair: pairOf(a, b), ...names, sloMs });
  expect(headline).toMatch(/^No change of the neighbours’ p99 is shown at 95 %: .* but \d+.% of their requests were/);
  expect(headline).toMatch(/None of the eleven that were over their SLO is back under it\. Slower in B: G and H\./);
  expect(headline).toMatch(/in time, not/);
  expect(headline).toMatch(/USD per hour more\./);
  const twice = verdict({ pair: pairOf(CASES[1]![1], CASES[1]![2]), ...names, sloMs });
  expect(twice.headline).toBe('Every request took the same time in A and in B. It costs the same.');
});

test('windows begin and end where something happened, and the address may ask for no others', () => {
  const [, a, b] = CASES[0]!;
  const instants = instantsOf(a, b, TITLES);
  expect(instants.map(({ atUs }) => atUs / 1e6)).toEqual([0, 30, 32, 50]);
  expect(instants.map(({ label }) => label)).toEqual(['beginning', 'G floods', 'B: cells', 'end']);
  expect(partingUs(a, b)).toBe(32e6);
  expect(windowFrom('30', null, false, instants, a, b)).toEqual({ fromUs: 30e6, toUs: 50e6 });
  expect(windowFrom('31', 'x', false, instants, a, b)).toBeNull();
  expect(windowFrom('32', '30', false, instants, a, b)).toBeNull();
  const short = { ...b, simulatedUs: 40e6 };
  const fewer = instantsOf(a, short, TITLES);
  expect(windowFrom(null, null, false, fewer, a, short)).toEqual({ fromUs: 0, toUs: 40e6 });
  expect(windowFrom(null, null, true, fewer, a, short)).toBeNull();
});

test('scales keep zero, signs and nines', () => {
  expect([0, 0.9, 0.99, 0.999, 1].map((share) => Math.round(nines(share) * 100) / 100)).toEqual([0, 1, 2, 3, 3]);
  expect([-900, 0, 100].map(signedRoot)).toEqual([-30, 0, 10]);
  const y = differenceScale({ x: 0, y: 0, width: 100, height: 200 }, [-900, 100]);
  expect(y.ticks).toContain(0);
  expect(y(-900)).toBeGreaterThan(y.zero);
  expect(y(100)).toBeLessThan(y.zero);
});

test('no kind of request that occurs is without a square', () => {
  const counts = { 'in-time': 40_000, rescued: 7_088, missed: 3, worsened: 1 };
  expect(squaresOf(counts)).toMatchObject({ missed: 1, worsened: 1 });
  const each = requestsPerSquare(47_092);
  expect(Math.abs(squaresOf(counts).rescued * each - counts.rescued)).toBeLessThanOrEqual(each / 2);
  expect(squaresOf({ 'in-time': 0, rescued: 0, missed: 0, worsened: 0 })).toEqual({
    'in-time': 0,
    rescued: 0,
    missed: 0,
    worsened: 0,
  });
});
