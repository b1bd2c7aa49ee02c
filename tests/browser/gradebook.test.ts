/**
 * The claim: a grader's folder of many submissions, some cut, foreign or copied, becomes a gradebook that says what is what; a row
 * opens, a failing world is replayed at its second, a mark is set by hand with a reason and by keyboard, and CSV goes out and in.
 * Tested in real Chromium against the built server.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadLibrary } from '../../server/content/library.ts';
import type { Action, TimedAction } from '../../sim-engine/model/scenario.ts';
import { FAIR, KEY, SMALL_TEXT, submissionOf } from '../cli/grading-support.ts';
import { tenantlab } from '../cli/support.ts';
import { violations } from './support/axe.ts';
import { labOfFile } from './support/lab-of-file.ts';

const FILES = process.env.TENANTLAB_LONG ? 500 : 120;
const lab = labOfFile();
const path = (name: string): string =>
  join(lab.server.dataFolder, '..', `${lab.server.dataFolder.split('/').at(-1)}-${name}`);
const late = (at: number): TimedAction => ({ ...FAIR, atUs: 2e6 + at * 7_919 });
const name = (at: number): string => `learner-${String(at).padStart(3, '0')}`;

/** What each learner does: most switch in time, some too late, some nothing. */
function actionsOf(at: number): readonly TimedAction[] {
  if (at % 5 === 0) return [];
  return at % 7 === 0 ? [{ ...FAIR, atUs: 8.5e6 }] : [late(at)];
}

beforeAll(() => {
  const subs = path('subs');
  mkdirSync(subs, { recursive: true });
  writeFileSync(path('small.yaml'), SMALL_TEXT);
  writeFileSync(path('grader.key'), KEY);
  const put = (file: string, text: string): void => writeFileSync(join(subs, `${file}.json`), text);
  for (let at = 0; at < FILES; at++) {
    const of = { course: 'mta', learner: name(at), attempt: 1 };
    // A log of two actions that two learners share to the microsecond, one that was cut, one of somebody else's world.
    const limit: Action = { type: 'set-limit', tenant: 'A', limitPerSec: 900, limitBurst: 900 };
    const actions = at === 11 || at === 12 ? [late(0), { atUs: 3e6, action: limit }] : actionsOf(at);
    const text = submissionOf(at === 4 ? { ...of, learner: name(3) } : of, { actions });
    put(name(at), at === 4 ? text.replace(name(3), name(4)) : at === 6 ? text.slice(0, 700) : text);
  }
  const graded = tenantlab(
    ['grade', subs, '--content', path('small.yaml'), '--key', path('grader.key'), '--seeds', '1'].concat([
      '--into',
      lab.server.dataFolder,
      '--class',
      'many',
      '--format',
      'csv',
    ]),
  );
  expect([graded.code, graded.out.split('\r\n').length]).toEqual([2, FILES + 2]);
  // A class of the library's own scenario, so that its bench can be opened.
  const of = loadLibrary().get('held-connections')!;
  mkdirSync(path('few'), { recursive: true });
  const nothing = submissionOf({ course: 'mta', learner: 'ann', attempt: 1 }, { of, actions: [] });
  writeFileSync(join(path('few'), 'ann.json'), nothing);
  const few = ['grade', path('few'), '--key', path('grader.key'), '--seeds', '1'];
  expect(tenantlab([...few, '--into', lab.server.dataFolder, '--class', 'few']).code).toBe(0);
}, 240_000);

test('the class stands as it is: grades, what has none and why, signals, checks; usable by everyone', async () => {
  const { page, troubles } = await lab.browser.visitor({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${lab.server.url}/gradebook`);
  await page.getByRole('link', { name: 'many' }).click();
  await page.getByText(`${FILES - 2} of ${FILES} are graded`).waitFor();
  const row = (learner: string) => page.getByRole('row', { name: learner });
  await row(name(4))
    .getByText(/which is not that of learner-004/)
    .waitFor();
  await row(`${name(6)}.json`)
    .getByText('not gradable')
    .waitFor();
  expect(await row(name(6)).getByRole('cell').last().textContent()).toBe('–');
  const aside = page.getByRole('complementary', { name: 'The class' });
  expect(await aside.textContent()).toMatch(/learner-004 handed in a run of the world that was given to learner-003/);
  expect(await aside.textContent()).toMatch(/learner-011 and learner-012: the same 2 actions at the same microseconds/);
  expect(await aside.textContent()).toContain(`held by ${FILES - 2} of ${FILES - 2}`);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: /^Mark/ }).click();
  const marks = await page.locator('.mark-cell').allTextContents();
  expect(marks.map(Number)).toEqual([...marks.map(Number)].sort((a, b) => b - a));
  await page.getByRole('radio', { name: 'Need a person 2' }).check({ force: true });
  expect(await page.locator('.mark-cell').allTextContents()).toEqual(['–', '–']);
  expect(troubles.found).toEqual([]);
});

test('by keyboard a row opens and a mark is set with a reason, which stays; CSV goes out, and in with errors by line', async () => {
  const { page } = await lab.browser.visitor({ colorScheme: 'dark', viewport: { width: 1024, height: 768 } });
  await page.goto(`${lab.server.url}/gradebook/many`);
  const toggle = page.getByRole('button', { name: name(0) });
  await toggle.focus();
  await page.keyboard.press('Enter');
  const why = page.getByRole('region', { name: 'Why this mark' });
  expect(await why.textContent()).toContain('Attempt 1 counts');
  await page.getByRole('button', { name: 'Override, with a reason' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'New mark' }).focus();
  await page.keyboard.type('66');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Told in the seminar');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const history = page.getByRole('region', { name: 'Comments and overrides' });
  await history.getByText(/mark \d+ → 66: Told in the seminar/).waitFor();
  await page.reload();
  expect(
    await page
      .getByRole('row', { name: name(0) })
      .getByRole('cell')
      .last()
      .textContent(),
  ).toBe('66 set by hand');
  const csv = page.getByLabel('CSV in');
  const bring = (text: string) =>
    csv.setInputFiles({ name: 'in.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await bring(`learner,mark,reason\n${name(1)},50,seen\nnobody,10,seen\n`);
  await page
    .getByRole('alert')
    .getByText(/line 3: found nobody/)
    .waitFor();
  await bring(`learner,mark,reason\n${name(1)},50,seen\n`);
  await page
    .getByRole('row', { name: name(1) })
    .getByText('50 set by hand')
    .waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV out' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(lines).toHaveLength(FILES + 2);
  expect(lines[1]).toContain('Told in the seminar');
});

test('a failing world is replayed at its second', async () => {
  const { page } = await lab.browser.visitor();
  await page.goto(`${lab.server.url}/gradebook/few`);
  await page.getByRole('button', { name: 'ann' }).click();
  const button = page.getByRole('button', { name: /^Replay world 1 at/ });
  const second = /at ([\d.]+) s/.exec((await button.textContent()) ?? '')?.[1];
  await button.click();
  await page.waitForURL(/\/lab\/held-connections\/[0-9a-f]{32}/);
  await page.getByText(`Paused at ${second} s`).waitFor({ timeout: 30_000 });
});
