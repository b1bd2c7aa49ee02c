/** @module The truth page says what the reports say: who misses comes first, percentages are theirs, and chance is counted. */
import { describe, expect, it } from 'vitest';
import type { OracleState } from '../../lab-ui/truth/oracle-bench.ts';
import { farthest, measuredWords, offScale, oracleLines, oracleTable } from '../../lab-ui/truth/oracle-lines.ts';
import {
  chanceWords,
  headline,
  lineSentence,
  percentWords,
  progressWords,
  warmUpSentence,
} from '../../lab-ui/truth/truth-words.ts';
import { ORACLES } from '../../sim-engine/oracle/index.ts';
import type { FigureBasis, OracleReport } from '../../sim-engine/oracle/oracle.ts';

/** Oracles that need no more than a few milliseconds, and one that samples. */
const QUICK = ['A28', 'A30', 'A31', 'A46', 'A50'];
const REPORTS = QUICK.map((id) => ORACLES.find((oracle) => oracle.id === id)!.run({ long: false }));

function stateOf(reports: readonly OracleReport[], change: Partial<OracleState> = {}): OracleState {
  return {
    status: 'done',
    engineVersion: '3',
    oracles: QUICK.map((id) => ORACLES.find((oracle) => oracle.id === id)!),
    unknown: [],
    reports: new Map(reports.map((report) => [report.id, report])),
    running: [],
    warmUp: null,
    reason: '',
    ...change,
  };
}

/** The report of A30 with one figure replaced. */
function broken(): OracleReport {
  const report = REPORTS[1]!;
  const [name = ''] = Object.keys(report.expected);
  return {
    ...report,
    expected: { ...report.expected, [name]: report.measured[name]! * 2 },
    basis: { ...report.basis, [name]: { ...report.basis[name]!, held: false } },
    verdict: 'fail',
  };
}

describe('lines', () => {
  it('carry every figure of the reports, unchanged', () => {
    const lines = oracleLines(stateOf(REPORTS));
    for (const report of REPORTS) {
      const line = lines.find(({ id }) => id === report.id);
      expect(Object.fromEntries(line!.figures.map(({ name, measured }) => [name, measured]))).toEqual(report.measured);
      for (const { name, expected, low, high, off } of line!.figures) {
        expect([low, high]).toEqual(report.interval[name]);
        if (expected !== 0 && off) expect(off.mean).toBeCloseTo(100 * (report.measured[name]! / expected - 1), 9);
        else expect(off).toBeNull();
      }
    }
  });

  it('have a closed form and a source each, in the table and in words', () => {
    for (const { id, formula, source } of ORACLES) {
      expect(formula.length, id).toBeGreaterThan(8);
      expect(source, id).not.toBe('');
    }
    const lines = oracleLines(stateOf(REPORTS));
    const { columns, rows } = oracleTable(lines);
    const at = columns.findIndex(({ label }) => label === 'Formula');
    for (const row of rows) expect(row[at]).toBe(ORACLES.find(({ id }) => id === row[0])!.formula);
    for (const line of lines) expect(lineSentence(line)).toContain(line.formula);
  });

  it('put what misses first, with the figure that missed, and say it in headline and words', () => {
    const state = stateOf([...REPORTS.filter(({ id }) => id !== 'A30'), broken()]);
    const lines = oracleLines(state);
    expect(lines.map(({ id }) => id)).toEqual(['A30', 'A28', 'A31', 'A46', 'A50']);
    expect(lines[0]?.state).toBe('misses');
    expect(lines[0]?.lead?.off?.mean).toBeCloseTo(-50, 6);
    expect(headline(state, lines).strong).toBe('One of 5 oracles misses: A30.');
    expect(headline(state, lines).rest).toMatch(/^2 of 3 closed forms lie inside/);
    expect(headline(state, lines).rest).toContain('The farthest is 50.0 % off');
    expect(lineSentence(lines[0]!)).toContain('2 of 3 figures hold, so it misses');
  });

  it('say before the run, on the way and at the end how far they are', () => {
    const idle = stateOf([], { status: 'idle' });
    expect(headline(idle, oracleLines(idle)).strong).toContain('Nothing has been measured');
    const half = stateOf(REPORTS.slice(0, 2), { status: 'running', running: ['A31'] });
    expect(oracleLines(half).map(({ state }) => state)).toEqual(['holds', 'holds', 'running', 'not-yet', 'not-yet']);
    expect(headline(half, oracleLines(half)).strong).toBe('2 of 5 oracles run, and all of them hold.');
    expect(progressWords(half)).toBe(
      '2 of 5 done. Now A31, A fixed window lets twice its limit through at the boundary',
    );
    const all = stateOf(REPORTS);
    expect(headline(all, oracleLines(all)).strong).toBe('All five oracles hold: the engine agrees with theory.');
    expect(headline(all, oracleLines(all)).rest).toMatch(
      /3 of 3 closed forms .* By chance alone one interval in 1,000 misses: 0\.003 of these\. Besides hold 30 of 30 where nothing is random\./,
    );
  });

  it('become a table with one row per figure, numbers kept whole', () => {
    const table = oracleTable(oracleLines(stateOf(REPORTS)));
    const count = REPORTS.reduce((sum, { expected }) => sum + Object.keys(expected).length, 0);
    expect(table.rows).toHaveLength(count);
    const row = table.rows.find(([id]) => id === 'A30')!;
    expect(row.slice(3, 7)).toEqual([
      REPORTS[1]!.expected[String(row[2])],
      REPORTS[1]!.measured[String(row[2])],
      ...REPORTS[1]!.interval[String(row[2])]!,
    ]);
  });
});

const figure = (expected: number, measured: number, half: number, kind: FigureBasis['kind'] = 'sampled') => {
  const report: OracleReport = {
    id: 'A28',
    title: 'T',
    expected: { x: expected },
    measured: { x: measured },
    interval: { x: [measured - half, measured + half] },
    basis: { x: { kind, n: 10, held: true } },
    verdict: 'pass',
    notes: [],
  };
  return oracleLines(stateOf([report]))[0]!;
};

describe('the one scale', () => {
  it('is wide enough for the widest, symmetric, and keeps the order', () => {
    const lines = [figure(1, 1.01, 0.001), figure(1, 0.9, 0.08)];
    const scale = offScale(lines);
    expect(scale.reach).toBe(20);
    expect(scale.at(0)).toBe(0.5);
    expect(scale.at(18)).toBeCloseTo(1 - scale.at(-18), 12);
    for (const tick of scale.ticks) expect(scale.at(tick)).toBeGreaterThan(0);
    const places = [-20, -5, -0.1, 0, 0.1, 5, 20].map(scale.at);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('leaves out what has no per cent: a form of 0, a limit, an event too rare', () => {
    expect(figure(0, 0.1, 0.2).figures[0]?.off).toBeNull();
    expect(figure(1, 0.5, 0.01, 'bound').figures[0]?.off).toBeNull();
    expect(figure(1e-6, 0, 2e-6).figures[0]?.off).toBeNull();
    expect(farthest([figure(1, 0.5, 0.01, 'bound').figures[0]!])).toBeNull();
  });
});

describe('words of numbers', () => {
  it('give the half-width two digits and the mean as many decimals', () => {
    expect(measuredWords(figure(1, 0.500888, 0.00591).figures[0]!)).toEqual({ mean: '0.5009', spread: '± 0.0059' });
    expect(measuredWords(figure(1, 1194.3, 65).figures[0]!)).toEqual({ mean: '1194', spread: '± 65' });
    expect(measuredWords(figure(1, 4, 0, 'exact').figures[0]!)).toEqual({ mean: '4', spread: '' });
  });

  it('say small shares and chances without rounding them to nothing', () => {
    expect([1.93, -0.33, 0.002, 0.00001].map(percentWords)).toEqual(['1.9 %', '0.3 %', '0.002 %', 'less than 0.001 %']);
    expect(chanceWords(214)).toContain('0.2 of these');
    expect(chanceWords(40)).toContain('0.04 of these');
  });

  it('tell the warm-up with what is left out', () => {
    const meanWaitSec = Array.from({ length: 20 }, (_, at) => (at < 10 ? 0.01 : 0.04));
    const curve = { runs: 100, runsWanted: 100, meanWaitSec, closedFormSec: 0.04, leftOut: 10 };
    expect(warmUpSentence(curve)).toContain('MSER-5 leaves out the first 10; those after it wait 40.0 ms.');
    expect(warmUpSentence({ ...curve, leftOut: null })).toContain('no steady state');
    expect(warmUpSentence(null)).toContain('not been measured');
  });
});
