/**
 * The claim: what each flat view draws of one recorded run at one moment is what was written down beside this file: every mark, its
 * place in whole pixels and its colour, and every word. After a change that is meant:
 * `DRAWN_UPDATE=1 npx vitest run --project browser drawn`, then read the difference.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { drawingsOf, keepDrawings } from './support/drawing-log.ts';
import { openBench } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const FOLDER = new URL('./drawn/', import.meta.url);
const SEED = 7;
/** The scenario's flood has hurt for ten seconds. */
const MOMENT_S = 40;
const ENDED = { timeout: 120_000 };

const lab = labOfFile();
let page: Page;
let shared: string;
let cells: string;

beforeAll(async () => {
  ({ page } = await lab.browser.visitor({ colorScheme: 'light', reducedMotion: 'reduce', deviceScaleFactor: 1 }));
  await openBench(page, lab.server.url);
  shared = await made({ scenarioId: 'noisy-neighbour', seed: SEED });
  await played(shared, /^Start/);
  // A switch at exactly the moment: the branch stands there until it goes on.
  cells = await made({ branchOf: { runId: shared, atUs: MOMENT_S * 1e6 } });
  await page.goto(`${lab.server.url}/lab/noisy-neighbour/${cells}`);
  await page.getByRole('radio', { name: /^Cells/ }).click();
  await page.getByText(/Switches to Cells at 40\.0/).waitFor(ENDED);
  await played(cells, /^Go on/);
  await keepDrawings(page);
});
/** @returns id of a new run */
function made(wanted: object): Promise<string> {
  return page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/api/runs', { method: 'POST', headers, body: JSON.stringify(body) });
    return ((await answer.json()) as { runId: string }).runId;
  }, wanted);
}

/** Lets a run go to its own end, which every machine reaches at the same simulated time. */
async function played(run: string, begin: RegExp): Promise<void> {
  await page.goto(`${lab.server.url}/lab/noisy-neighbour/${run}`);
  await page.getByRole('slider', { name: 'Speed' }).press('End');
  await page.getByRole('button', { name: begin }).click();
  await page.getByRole('link', { name: 'Download the record' }).waitFor(ENDED);
}

async function compareWithFile(name: string): Promise<void> {
  const drawn = await drawingsOf(page);
  const file = new URL(`${name}.txt`, FOLDER);
  if (process.env.DRAWN_UPDATE === '1') {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(file, drawn);
  }
  expect(drawn.split('\n')).toEqual((await readFile(file, 'utf8')).split('\n'));
}

test.each(['light', 'dark'] as const)('the bench at 40 s, %s', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  await page.goto(`${lab.server.url}/lab/noisy-neighbour/${shared}?at=${MOMENT_S}&tenant=C`);
  await page.getByRole('banner').getByText('Back at 40.0 s', { exact: true }).waitFor(ENDED);
  // The run is executed again up to that moment; until then the scene stands at its end, where nobody waits.
  await expect.poll(() => drawingsOf(page), ENDED).toContain('300 of 300 waiting');
  await compareWithFile(`bench-${colorScheme}`);
});

test('who hurts whom from 30 to 60 s: the waterfall of the worst request, the line before it, its neighbours', async () => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${lab.server.url}/lab/noisy-neighbour/${shared}/blame?from=30&to=60&culprit=G&victim=A`);
  await page.getByRole('img', { name: /^A’s request needed/ }).waitFor(ENDED);
  await page.getByRole('img', { name: /^When A joined/ }).waitFor(ENDED);
  await page.getByRole('region', { name: 'All of A’s requests in this window' }).getByRole('img').waitFor(ENDED);
  await compareWithFile('blame');
});

test('what lies between staying shared and a switch to cells at 40 s', async () => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${lab.server.url}/compare/${shared}/${cells}`);
  await page.getByRole('region', { name: 'What changed, by quantile' }).waitFor(ENDED);
  await expect.poll(() => page.getByRole('main').getAttribute('aria-busy'), ENDED).toBe('false');
  await compareWithFile('compare');
});
