/** @module Exporters, canonical JSON and Student's t: laws for every exporter, and CSV that no spreadsheet calculates. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../server/content/canonical-json.ts';
import { csvCell } from '../../server/headless/exporters/csv.ts';
import { EXPORTERS } from '../../server/headless/exporters/index.ts';
import type { Grade } from '../../server/headless/grade-record.ts';

const GRADES: readonly Grade[] = [
  {
    file: '=HYPERLINK("http://evil.example","x").json',
    submission: null,
    state: 'graded',
    scenarioId: 'noisy-neighbour',
    scenarioSha256: 'a'.repeat(64),
    engineVersion: '3',
    seed: 7,
    digest: '00ff',
    events: 1000,
    mark: null,
    guards: [],
    generalisation: null,
    world: 'unchecked',
    trajectory: 'b'.repeat(64),
    shape: 'b'.repeat(64),
    actionCount: 1,
    durationUs: 1,
    points: 45,
    pointsMax: 100,
    passPoints: 80,
    passed: false,
    remarks: ['first; "second"'],
    objectives: [
      {
        id: 'cost',
        title: 'Cost',
        state: 'closed',
        passed: true,
        points: 45,
        pointsMax: 45,
        measured: 0.2,
        threshold: 1,
        bound: 'at-most',
        unit: 'USD/h',
        evidence: null,
        sentence: 'Cost was 0.2 USD/h.',
      },
    ],
  },
  { file: 'b,\r\nc.json', submission: null, state: 'not-reproducible', code: 'diverged', reason: '+1 at event 3' },
  { file: 'd.json', submission: null, state: 'not-gradable', code: 'not-json', reason: 'this is no JSON' },
];

/** Splits CSV as RFC 4180 describes it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  for (const [, content, end] of text.matchAll(cell)) {
    row.push(content!.startsWith('"') ? content!.slice(1, -1).replaceAll('""', '"') : content!);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** A grade with a mark, of somebody whose name is a formula. */
const MARKED: Grade = {
  ...(GRADES[0] as Extract<Grade, { state: 'graded' }>),
  file: 'e.json',
  submission: { course: 'mta', learner: '=cmd|calc', attempt: 2, submittedAt: '2026-11-23T10:00:00.250Z' },
  points: 90,
  mark: 62.5,
  remarks: [],
  guards: [
    {
      id: 'serves',
      title: 'G is <served> & "kept"',
      state: 'closed',
      passed: false,
      measured: 3,
      threshold: 2,
      bound: 'at-most',
      unit: '%',
      evidence: { fromUs: 1, toUs: 2, value: 3, metric: 'lost-share' },
      sentence: 'Lost: 3 %\u0001\n< 2 %.',
    },
  ],
  generalisation: {
    count: 2,
    passes: 1,
    needed: 2,
    mean: 62.5,
    worst: 45,
    worstSeed: 12,
    low: null,
    high: null,
    runs: [
      { seed: 11, digest: 'aa', points: 80, passed: true, measured: {}, failed: [] },
      {
        seed: 12,
        digest: 'bb',
        points: 45,
        passed: false,
        measured: {},
        failed: [{ id: 'cost', measured: 1, evidence: null }],
      },
    ],
  },
};
const ALL: readonly Grade[] = [...GRADES, MARKED];

describe.each(EXPORTERS.map((exporter) => [exporter.id, exporter] as const))('%s', (_, exporter) => {
  const own = exporter.isOfOne === true ? [MARKED] : ALL;

  it('gives the same text for the same grades', () => {
    const text = exporter.export(own);
    expect(text.length).toBeGreaterThan(2);
    expect(exporter.export(own)).toBe(text);
  });

  it('says nothing of points where there are none, or refuses', () => {
    for (const grade of GRADES) {
      if (exporter.refusal !== undefined) expect(exporter.refusal([grade])).toMatch(/[a-z]/);
      else expect(exporter.export([grade])).not.toMatch(/"(score|mark)": ?0|"raw": ?0/);
    }
    expect(exporter.refusal?.([MARKED]) ?? null).toBeNull();
    if (exporter.isOfOne !== true) expect(exporter.export(GRADES.slice(1))).not.toMatch(/"points": ?0|,0,|score="0/);
  });

  it('exports nothing without complaint, or refuses', () => {
    if (exporter.refusal === undefined) expect(exporter.export([]).length).toBeGreaterThan(2);
    else expect(exporter.refusal([])).not.toBeNull();
  });
});

it.each(['csv', 'json', 'junit'])('%s names every file', (id) => {
  const text = EXPORTERS.find((each) => each.id === id)!.export(ALL);
  for (const name of ['HYPERLINK', 'c.json', 'd.json', 'e.json']) expect(text).toContain(name);
});

describe('csv', () => {
  const rows = parseCsv(EXPORTERS.find((each) => each.id === 'csv')!.export(GRADES));

  it('has as many cells in every row as in the head', () => {
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows).toHaveLength(4);
  });

  it('keeps texts whole, and no cell begins as a formula does', () => {
    expect(rows[1]?.[0]).toBe(`'${GRADES[0]!.file}`);
    expect(rows[2]?.[0]).toBe('b,\r\nc.json');
    for (const row of rows) for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  });

  it('leaves blank what has no points', () => {
    expect(rows[2]?.slice(1, 7)).toEqual(['not-reproducible', '', '', '', '', '']);
    expect(rows[3]?.[8]).toBe('this is no JSON');
  });

  it('makes a cell of any text that is read back, harmless', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const [[cell] = []] = parseCsv(`${csvCell(text)}\r\n`);
        expect([text, `'${text}`]).toContain(cell);
        expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys, and is JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
    expect(canonicalJson({ b: 1, a: [{ d: 2, c: undefined }] })).toBe('{"a":[{"d":2}],"b":1}');
  });

  it('prints what RFC 8785 prints', () => {
    // Section 3.2.2 of the RFC, in part.
    const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001];
    expect(canonicalJson(numbers)).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27]');
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  it('refuses what is no data', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, 1n])
      expect(() => canonicalJson(value)).toThrow();
  });
});
