/** @module `grade` over folders: the same bytes whatever the threads, also after kill -9; what is kept; and `regrade`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { gradeFile } from '../../server/headless/grade-file.ts';
import { GradeJournal, journalTerms } from '../../server/headless/grade-journal.ts';
import { FAIR, holding, KEY, recordOf, SMALL_TEXT, submissionOf } from './grading-support.ts';
import { commandLine, folderOfTests, temporaryFolder } from './support.ts';

const MAIN = fileURLToPath(new URL('../../dist/server/cli/main.js', import.meta.url));
const folder = folderOfTests();
const subs = join(folder, 'subs');
const content = join(folder, 'small.yaml');
const key = join(folder, 'grader.key');
mkdirSync(join(subs, 'late'), { recursive: true });
writeFileSync(content, SMALL_TEXT);
writeFileSync(key, `${KEY}\n`);
const FILES = 12;
for (let at = 0; at < FILES; at++) {
  const name = { course: 'mta', learner: `learner-${at}`, attempt: 1 };
  const text = submissionOf(name, { actions: at % 3 === 0 ? [] : [FAIR] });
  // Two of them are not what they seem.
  const told = at === 4 ? text.replace('learner-4', 'learner-5') : at === 7 ? text.slice(0, 500) : text;
  writeFileSync(join(subs, at > 9 ? 'late' : '.', `${at}.json`), told);
}
const ARGS = ['grade', subs, '--key', key, '--content', content, '--seeds', '2'];
const out = (name: string): string => join(folder, name);

const alone = await commandLine([...ARGS, '--workers', '1', '--out', out('alone.json')]);
const bytes = readFileSync(out('alone.json'), 'utf8');

it('grades a folder and what is in it, and says which have no grade', () => {
  expect(alone.code).toBe(2);
  expect(alone.out).toBe('');
  expect(alone.err).toMatch(/4\.json: not-own-world: .*learner-5/);
  expect(alone.err).toMatch(/7\.json: not-gradable/);
  const { grades } = JSON.parse(bytes) as { grades: { file: string; state: string; mark?: number }[] };
  expect(grades.map(({ file }) => file)).toEqual([...grades.map(({ file }) => file)].sort());
  expect(grades.map(({ state }) => state).sort()).toEqual(
    [...new Array<string>(FILES - 2).fill('graded'), 'not-gradable', 'not-own-world'].sort(),
  );
  expect(grades.flatMap(({ mark }) => mark ?? []).sort()).toEqual(
    [...new Array(6).fill(100), ...new Array(4).fill(40)].sort(),
  );
  expect(existsSync(out('alone.json.journal'))).toBe(false);
});

it('gives the same bytes on three threads', async () => {
  expect((await commandLine([...ARGS, '--workers', '3', '--out', out('three.json')])).code).toBe(2);
  expect(readFileSync(out('three.json'), 'utf8')).toBe(bytes);
});

it('goes on after kill -9, to the same bytes', async () => {
  const journal = out('killed.json.journal');
  const lines = (): number => (existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 1 : 0);
  const child = spawn(process.execPath, [MAIN, ...ARGS, '--workers', '1', '--out', out('killed.json')]);
  const exited = new Promise<string | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  const watcher = watch(folder, () => {
    if (lines() >= 3) child.kill('SIGKILL');
  });
  expect(await exited).toBe('SIGKILL');
  watcher.close();
  expect(existsSync(out('killed.json'))).toBe(false);
  expect(lines()).toBeGreaterThanOrEqual(3);
  // As a power cut leaves it: half a line at its end.
  writeFileSync(journal, readFileSync(journal, 'utf8').trimEnd().slice(0, -40));
  expect((await commandLine([...ARGS, '--workers', '2', '--out', out('killed.json')])).code).toBe(2);
  expect(readFileSync(out('killed.json'), 'utf8')).toBe(bytes);
  expect(existsSync(journal)).toBe(false);
});

it('believes a journal only of the same program, content, options and key, and no line that was changed', () => {
  const path = join(temporaryFolder(), 'grades.journal');
  const library = holding();
  const terms = journalTerms(library, { key: KEY, seeds: 0 });
  const file = join(subs, '0.json');
  const graded = gradeFile(file, library, { key: KEY, seeds: 0 });
  const journal = new GradeJournal(path, terms);
  journal.add(graded);
  expect(new GradeJournal(path, terms).known.get(file)).toEqual(graded);
  for (const other of [
    journalTerms(library, { key: KEY, seeds: 1 }),
    journalTerms(library, { key: `${KEY}0`, seeds: 0 }),
    journalTerms(library, { key: null, seeds: 0 }),
    journalTerms(library, { key: KEY, seeds: 0, attribute: true }),
    journalTerms(holding(SMALL_TEXT.replace('atMost: 60 %', 'atMost: 61 %')), { key: KEY, seeds: 0 }),
  ])
    expect(new GradeJournal(path, other).known.size).toBe(0);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"mark":40', '"mark":90'));
  expect(new GradeJournal(path, terms).known.size).toBe(0);
});

it('writes no Gradescope file for what has no mark, and takes one submission only', async () => {
  const none = await commandLine([
    'grade',
    join(subs, '7.json'),
    '--format',
    'gradescope',
    '--out',
    out('results.json'),
  ]);
  expect(none.code).toBe(2);
  expect(existsSync(out('results.json'))).toBe(false);
  expect((await commandLine(['grade', subs, '--format', 'gradescope'])).code).toBe(2);
  const one = await commandLine([
    'grade',
    join(subs, '1.json'),
    '--key',
    key,
    '--content',
    content,
    '--format',
    'gradescope',
  ]);
  expect(one.code).toBe(0);
  expect(JSON.parse(one.out)).toMatchObject({ score: 100 });
});

it('refuses a key that can be guessed', async () => {
  writeFileSync(out('weak.key'), 'secret');
  const { code, err } = await commandLine(['grade', subs, '--key', out('weak.key')]);
  expect(code).toBe(2);
  expect(err).toContain('weak-key');
});

it('regrade lists whose mark would move, and why; without a change nobody’s does', async () => {
  const record = join(temporaryFolder(), 'run.json');
  writeFileSync(record, recordOf());
  const same = await commandLine(['regrade', '--dry-run', record, '--content', content, '--json']);
  expect(same.code).toBe(0);
  expect(JSON.parse(same.out)).toMatchObject({
    moved: 0,
    files: [{ before: { mark: 100 }, after: { mark: 100 }, why: [] }],
  });
  writeFileSync(out('harder.yaml'), SMALL_TEXT.replace('atMost: 250 ms', 'atMost: 1 ms'));
  const harder = await commandLine(['regrade', '--dry-run', record, '--content', out('harder.yaml'), '--json']);
  const [file] = (JSON.parse(harder.out) as { files: { why: string[] }[] }).files;
  expect(file).toMatchObject({ before: { mark: 100 }, after: { mark: 40, passed: false }, moves: true });
  expect(file!.why.join()).toMatch(/changed since: objectives,neighbours: 60 of 60 then, 0 of 60 now\./);
  expect((await commandLine(['regrade', record])).code).toBe(2);
  expect(readFileSync(record, 'utf8')).toBe(recordOf());
});

it('says what actions were worth, and the shortest log that misses the same', async () => {
  const record = join(temporaryFolder(), 'run.json');
  writeFileSync(record, recordOf({ actions: [FAIR] }));
  const { out: text } = await commandLine(['grade', record, '--content', content, '--attribute', '--shrink']);
  expect(JSON.parse(text)).toMatchObject({
    grades: [
      {
        attribution: { points: 100, withoutAny: 40, actions: [{ type: 'switch-isolation', points: 60 }] },
        shrunk: null,
      },
    ],
  });
});
