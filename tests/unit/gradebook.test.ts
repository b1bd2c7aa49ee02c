/** The gradebook as a function of grades and events: rows, item analysis against its formula, signals, CSV in and out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failingMoment } from '../../lab-ui/gradebook/failing-moment.ts';
import { sortRows } from '../../lab-ui/gradebook/sort-rows.ts';
import { classCsv } from '../../server/gradebook/class-csv.ts';
import type { ClassEvent } from '../../server/gradebook/class-events.ts';
import type { ClassFile } from '../../server/gradebook/class-file.ts';
import { readClassImport } from '../../server/gradebook/class-import.ts';
import { marksOf } from '../../server/gradebook/export-marks.ts';
import { gradebookView } from '../../server/gradebook/gradebook-view.ts';
import { ITEMS_MIN } from '../../server/gradebook/item-analysis.ts';
import { makeClass } from '../../server/gradebook/make-class.ts';
import { readCsv } from '../../server/gradebook/read-csv.ts';
import { type Grade, type GradedRecord, gradeRecord } from '../../server/headless/grade-record.ts';
import { FAIR, holding, KEY, submissionOf } from '../cli/grading-support.ts';
import { cases } from '../support/property-seed.ts';

const library = holding();
const grade = (file: string, learner: string, text: string): Grade => {
  const found = gradeRecord(file, text, library, { key: KEY, seeds: 2 });
  expect([file, found.submission?.learner ?? learner]).toEqual([file, learner]);
  return found;
};
const of = (learner: string, attempt = 1) => ({ course: 'mta', learner, attempt });
const late = { ...FAIR, atUs: FAIR.atUs + 123 };
const LIMIT = { atUs: 3e6, action: { type: 'set-limit' as const, tenant: 'A', limitPerSec: 1000, limitBurst: 1000 } };
const GRADES: readonly Grade[] = [
  grade('ann.json', 'ann', submissionOf(of('ann'), { actions: [FAIR, LIMIT] })),
  grade('bob.json', 'bob', submissionOf(of('bob'), { actions: [FAIR, LIMIT] })),
  grade('cy.json', 'cy', submissionOf(of('cy'), { actions: [late, LIMIT] })),
  grade('dee.json', 'dee', submissionOf(of('ann')).replace('"learner": "ann"', '"learner": "dee"')),
  grade('eve-1.json', 'eve', submissionOf(of('eve'), { actions: [] })),
  grade('eve-2.json', 'eve', submissionOf(of('eve', 2), { actions: [] })),
  grade('cut.json', 'cut.json', submissionOf(of('fay')).slice(0, 300)),
];
const FILE: ClassFile = makeClass(
  { id: 'week', title: 'Week', gradedAt: '2026-11-28T12:00:00.000Z', assignment: null, key: KEY },
  GRADES,
);
const who = { at: '2026-11-28T13:00:00.000Z', by: 'Kim' };
const override = (learner: string, oldMark: number | null, newMark: number | null): ClassEvent => ({
  type: 'override',
  ...who,
  learner,
  oldMark,
  newMark,
  reason: 'seen in the lab',
});

describe('a view', () => {
  const view = gradebookView(FILE, []);

  it('has a row per learner, and a dash, never a zero, without a grade', () => {
    expect(view.rows.map(({ learner, state, mark, attempts }) => [learner, state, mark, attempts])).toEqual([
      ['ann', 'graded', 100, 1],
      ['bob', 'graded', 100, 1],
      ['cut.json', 'not-gradable', null, 1],
      ['cy', 'graded', 100, 1],
      ['dee', 'not-own-world', null, 1],
      ['eve', 'graded', expect.any(Number), 2],
    ]);
    expect(view.stuck.map(({ learner }) => learner)).toEqual(['eve']);
  });

  it('an override changes the mark and nothing else, keeps the old one, and signals change no mark at all', () => {
    const changed = gradebookView(FILE, [override('ann', 100, 40), override('ann', 40, 90), override('dee', null, 10)]);
    expect(changed.rows.map(({ mark }) => mark)).toEqual([90, 100, null, 100, 10, view.rows[5]!.mark]);
    expect(changed.rows[0]!.overrides.map(({ oldMark, newMark }) => [oldMark, newMark])).toEqual([
      [100, 40],
      [40, 90],
    ]);
    expect(changed.rows.map(({ ruleMark }) => ruleMark)).toEqual(view.rows.map(({ ruleMark }) => ruleMark));
    expect(changed.signals).toEqual(view.signals);
  });

  it('signals say what was seen: equal logs, logs that are equal after normalisation, another’s world, pace', () => {
    const found = view.signals.map(({ kind, learners }) => [kind, learners]);
    expect(found).toContainEqual(['same-log', ['ann', 'bob']]);
    expect(found).toContainEqual(['same-shape', ['ann', 'bob', 'cy']]);
    expect(found).toContainEqual(['other-world', ['dee', 'ann']]);
    expect(found).toContainEqual(['pace', ['eve']]);
    expect(view.signals.every(({ seen }) => seen.length > 20 && !/cheat|copied|guilty/i.test(seen))).toBe(true);
  });

  it('a roster adds who handed in nothing', () => {
    const roster: ClassEvent = { type: 'roster', ...who, learners: [{ learner: 'zoe', name: 'Zoë' }] };
    expect(gradebookView(FILE, [roster]).rows.at(-1)).toMatchObject({
      learner: 'zoe',
      name: 'Zoë',
      state: 'not-handed-in',
      mark: null,
      ruleWhy: 'Nothing was handed in.',
    });
  });

  it('names a moment to look at, of the worst hidden world or of the own one', () => {
    const eve = view.rows.at(-1)!;
    const moment = failingMoment(view, eve)!;
    const world = eve.worlds[moment.world!]!;
    expect(moment.seed).toBe(world.seed);
    expect(world.failed.find(({ id }) => id === moment.check.id)!.evidence!.fromUs).toBe(moment.fromUs);
    expect(failingMoment(view, view.rows[0]!)).toBeNull();
  });

  it('sorts with what has no figure last, either way', () => {
    for (const descending of [false, true]) {
      const marks = sortRows(view.rows, { column: 'mark', descending }).map(({ mark }) => mark);
      expect(marks.slice(-2)).toEqual([null, null]);
      const known = marks.slice(0, -2).map(Number);
      expect(known).toEqual([...known].sort((a, b) => (descending ? b - a : a - b)));
    }
  });
});

it('item analysis is the correlation with the rest, and silent below its least number', () => {
  const some = gradebookView(FILE, []);
  expect(some.items.every(({ discrimination, why }) => discrimination === null && why !== '')).toBe(true);
  const strong = GRADES[0] as GradedRecord;
  const many = Array.from({ length: ITEMS_MIN + 4 }, (_, at): Grade => {
    const objectives = strong.objectives.map((each, i) => ({ ...each, passed: at % (i + 3) !== 0 }));
    return { ...strong, objectives, file: `${at}.json`, submission: { ...of(`l${at}`), submittedAt: null } };
  });
  const { items, checks, rows } = gradebookView({ ...FILE, grades: many, kept: {}, worldOf: {} }, []);
  items.forEach((item, at) => {
    const x = rows.map(({ cells }) => Number(cells[at]!.passed));
    const y = rows.map(({ cells }) =>
      checks.reduce((sum, { points }, i) => sum + (i !== at && cells[i]!.passed ? (points ?? 0) : 0), 0),
    );
    expect(item.held).toBe(x.reduce((sum, each) => sum + each, 0));
    expect(item.discrimination === null).toBe(item.why !== '');
    if (item.discrimination === null) return;
    // Pearson by the sums, a formula of its own.
    const sum = (f: (i: number) => number): number => rows.reduce((total, _, i) => total + f(i), 0);
    const n = rows.length;
    const top = n * sum((i) => x[i]! * y[i]!) - sum((i) => x[i]!) * sum((i) => y[i]!);
    const spread = (v: number[]): number => Math.sqrt(n * sum((i) => v[i]! * v[i]!) - sum((i) => v[i]!) ** 2);
    expect(item.discrimination).toBeCloseTo(top / (spread(x) * spread(y)), 9);
    expect(item.low).toBeLessThanOrEqual(item.discrimination);
    expect(item.high).toBeGreaterThanOrEqual(item.discrimination);
  });
  expect(items.some(({ discrimination }) => discrimination !== null)).toBe(true);
});

it('marks of an assignment name everybody once, with a sentence', () => {
  const policy = {
    id: 'week',
    title: 'Week',
    scenarioId: 'small',
    attempts: 1,
    counts: 'best' as const,
    dueMs: null,
    late: null,
    practice: false,
    accommodations: [{ learner: 'zoe', extraMs: 1, extraAttempts: 0 }],
  };
  const marks = marksOf(policy, GRADES);
  expect(marks.map(({ learner }) => learner)).toEqual(['ann', 'bob', 'cut.json', 'cy', 'dee', 'eve', 'zoe']);
  expect(marks.every(({ why }) => why.endsWith('.'))).toBe(true);
});

describe('CSV', () => {
  it('of a class is read again cell by cell, and no cell is a formula', () => {
    const named = gradebookView(FILE, [
      { type: 'roster', ...who, learners: [{ learner: 'ann', name: '=HYPERLINK("http://evil.example")' }] },
    ]);
    const text = classCsv(named);
    expect(text).toContain(`"'=HYPERLINK`);
    const read = readCsv(text);
    expect(read.ok && read.value.map(({ cells }) => cells[0])).toEqual([
      'learner',
      ...named.rows.map((r) => r.learner),
    ]);
    expect(read.ok && read.value[1]!.cells[1]).toBe('=HYPERLINK("http://evil.example")');
  });

  it('reads back whatever RFC 4180 writes', () => {
    const cell = fc
      .string({ maxLength: 12 })
      .map((text) => text.trim().replace(/\r/g, ''))
      .filter((text) => !/^'\s*[=+\-@＝＋－＠]/.test(text));
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map((row) => row.map(quoted).join(',')).join('\r\n');
        const read = readCsv(text);
        expect(read.ok && read.value.map(({ cells }) => cells)).toEqual(rows);
      }),
      cases(200),
    );
  });

  it('says by line what is wrong, and brings in nothing then', () => {
    const known = new Set(['ann', 'bob']);
    const found = (text: string): unknown => {
      const read = readClassImport(text, known, 100);
      return read.ok ? read.value : read.issues.map(({ path }) => path);
    };
    expect(found('learner,mark,reason\nann,120,why\nbob,50,\nzed,1,x\nann,1,x')).toEqual([
      'line 2',
      'line 3',
      'line 4',
      'line 5',
    ]);
    expect(found('name\nann')).toEqual(['line 1']);
    expect(found('learner,mark\nann,1')).toEqual(['line 1']);
    expect(found('learner,name\nann,"two\nlines')).toEqual(['line 2']);
    expect(found('learner;mark;reason\r\nann;;taken away\r\n')).toEqual({
      kind: 'overrides',
      overrides: [{ learner: 'ann', mark: null, reason: 'taken away' }],
    });
  });
});
