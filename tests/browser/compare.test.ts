/**
 * The claim: whoever has two runs sees on one page what lies between them, in three forms, by keyboard, in both themes. One run
 * is flooded and left shared, the other leaves it before the worst and is switched to cells.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { violations, violationsInThemes } from './support/axe.ts';
import { openBench, type PageTroubles } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const lab = labOfFile();
let page: Page;
let troubles: PageTroubles;
let shared: string;
let cells: string;

beforeAll(async () => {
  ({ page, troubles } = await lab.browser.visitor());
  await openBench(page, lab.server.url);
  shared = runIdOf(page);
  await page.getByRole('slider', { name: 'Speed' }).press('End');
  await page.getByRole('button', { name: /^Start/ }).click();
  await page.getByRole('link', { name: 'Download the record' }).waitFor(ENDED);
  cells = await sameSeed(shared);
  await page.goto(`${lab.server.url}/lab/noisy-neighbour/${cells}`);
  await page.getByRole('button', { name: /^Start/ }).click();
  await page.getByRole('radio', { name: /^Cells/ }).click();
  await page.getByRole('slider', { name: 'Speed' }).press('End');
  await page.getByRole('link', { name: 'Download the record' }).waitFor(ENDED);
});
const ENDED = { timeout: 120_000 };
const ANSWERED = { timeout: 60_000 };
const runIdOf = (of: Page): string => new URL(of.url()).pathname.split('/').at(-1)!;

/** @returns id of a fresh run with the seed of another */
function sameSeed(runId: string): Promise<string> {
  return page.evaluate(async (of) => {
    const read = async (path: string, init?: RequestInit) => (await (await fetch(path, init)).json()) as unknown;
    const { seed } = (await read(`/api/runs/${of}/inputs`)) as { seed: number };
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ scenarioId: 'noisy-neighbour', seed });
    return ((await read('/api/runs', { method: 'POST', headers, body })) as { runId: string }).runId;
  }, runId);
}

const verdict = () => page.getByRole('heading', { level: 2 }).first();
/** What is shown is what was asked for. */
const settled = () => expect.poll(() => page.getByRole('main').getAttribute('aria-busy'), ANSWERED).toBe('false');
const shift = () => page.getByRole('region', { name: 'What changed, by quantile' });

describe('two runs with one seed', () => {
  test('are chosen on the bench, compared, swapped, cut, read as tables and words, and seen side by side', async () => {
    await page.keyboard.press('c');
    const choice = page.getByRole('dialog', { name: 'Compare this run with' });
    await choice.getByRole('link', { name: /the same requests/ }).click();
    await shift().waitFor(ANSWERED);
    expect(new URL(page.url()).pathname).toBe(`/compare/${shared}/${cells}`);
    const main = page.getByRole('main');
    expect(await main.textContent()).toMatch(/the same [\d,]+ requests/);
    expect(await verdict().textContent()).toMatch(/neighbours’ p\d\d.*It costs .* per hour more\./);
    expect(await main.textContent()).toMatch(/95.% interval .* to .* \(bootstrap over blocks of/);
    const there = await shift().getByRole('img').getAttribute('aria-label');
    expect(there).toMatch(/p50 .*, p90 .*, p99 /);

    // The other way round the same difference has the other sign, and nothing is opened again.
    await page.keyboard.press('x');
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/compare/${cells}/${shared}`);
    await expect.poll(() => verdict().textContent(), ANSWERED).toMatch(/per hour less\./);
    expect(await shift().getByRole('img').getAttribute('aria-label')).not.toBe(there);
    await page.keyboard.press('x');
    await expect.poll(() => verdict().textContent(), ANSWERED).toMatch(/per hour more\./);

    // A window and a tenant stand in the address, and the address shows them again.
    await page
      .getByRole('combobox', { name: /^Requests that arrived from/ })
      .selectOption({ label: '30.0 s, G floods' });
    await page.getByRole('button', { name: /^A Acorn/ }).click();
    await expect.poll(() => page.url()).toMatch(/from=30&tenant=A/);
    await expect.poll(() => shift().textContent(), ANSWERED).toContain('A Acorn Health');
    await settled();
    const before = await verdict().textContent();
    await page.reload();
    await shift().waitFor(ANSWERED);
    await settled();
    expect(await verdict().textContent()).toBe(before);
    expect(await page.getByRole('button', { name: /^A Acorn/ }).getAttribute('aria-pressed')).toBe('true');

    await page.getByRole('button', { name: 'List them' }).click();
    const list = page.getByRole('dialog', { name: 'Requests that changed sides' });
    expect(await list.getByRole('row').count()).toBeGreaterThan(2);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });

    await page.keyboard.press('t');
    for (const name of [
      'Latency by quantile',
      'Every tenant',
      'Share of requests answered',
      'The same requests by side',
      'Goodput, fairness',
    ])
      expect(await page.getByRole('table', { name }).getByRole('row').count(), name).toBeGreaterThan(3);
    await page.getByRole('radio', { name: 'Sentence' }).press('Space');
    expect(await page.getByRole('region', { name: 'Share answered within' }).textContent()).toMatch(
      /answered .* of .* requests/,
    );
    await page.getByRole('radio', { name: 'Picture' }).press('Space');

    await page.getByRole('button', { name: 'Open both benches' }).click();
    const clock = page.getByRole('slider', { name: 'One clock for both' });
    await clock.fill('38');
    const benches = page.getByRole('region', { name: /^Both benches at 38\.0 s/ });
    await expect.poll(() => benches.getByRole('img', { name: /^Topology: Cells/ }).count(), ANSWERED).toBe(1);
    await expect.poll(() => benches.getByRole('img', { name: /^Topology: Shared/ }).count(), ANSWERED).toBe(1);
    // Held, A stands in the place of B too.
    await page.keyboard.down('b');
    await expect.poll(() => benches.getByRole('img', { name: /^Topology: Shared/ }).count()).toBe(2);
    await page.keyboard.up('b');
    await expect.poll(() => benches.getByRole('img', { name: /^Topology: Shared/ }).count()).toBe(1);

    await page.getByRole('button', { name: /^Run 20 seeds/ }).click();
    await page.getByText(/^Over \d+ seeds, paired: p99 is lower/).waitFor(ANSWERED);
    await page.getByRole('button', { name: /^Stop at \d+ seeds/ }).click();
    await page.getByRole('button', { name: 'Run 20 seeds again' }).waitFor();

    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/lab/noisy-neighbour/${cells}`);
    expect(troubles.found).toEqual([]);
  });

  test('have one clock: by slider, by hand, by key, played and looped, in the address, and hovering one marks both', async () => {
    await page.goto(`${lab.server.url}/compare/${shared}/${cells}?benches&at=45&marks=31,40&loop=40-42`);
    const benches = page.getByRole('region', { name: /^Both benches at/ });
    const stands = (seconds: string) =>
      expect
        .poll(() => benches.getByRole('heading', { level: 2 }).textContent(), ANSWERED)
        .toBe(`Both benches at ${seconds} s`);
    const following = () => expect.poll(() => benches.getAttribute('aria-busy'), ANSWERED).toBe('false');
    const asked = (name: string) => new URL(page.url()).searchParams.get(name);
    await stands('45.0');
    await following();
    // Both timelines, both topologies and both grids speak of the same moment.
    const timelines = benches.getByRole('img', { name: /^Timeline: 45\.0 s of/ });
    expect(await timelines.count()).toBe(2);

    // Hovering the p99 of A draws the same moment into every chart of B.
    const gridOf = (bench: string) =>
      benches.getByRole('region', { name: bench }).getByRole('img', { name: /^p99 by/ });
    const pixels = (bench: string) => gridOf(bench).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const unmarked = await pixels('B, cells');
    await gridOf('A, shared').hover({ position: { x: 300, y: 80 } });
    await expect.poll(() => pixels('B, cells')).not.toBe(unmarked);
    await page.mouse.move(2, 2);
    await expect.poll(() => pixels('B, cells')).toBe(unmarked);

    // By key: bookmark, step by event and back, a second back.
    await page.keyboard.press('m');
    await expect.poll(() => asked('marks')).toBe('31,40,45');
    await page.keyboard.press('.');
    await expect.poll(() => Number(asked('at')), ANSWERED).toBeGreaterThan(45);
    const after = Number(asked('at'));
    expect(after).toBeLessThan(45.05);
    await page.keyboard.press(',');
    await expect.poll(() => Number(asked('at')), ANSWERED).toBeLessThan(after);
    await page.getByRole('slider', { name: 'One clock for both' }).fill('45');
    await page.keyboard.press('Shift+<');
    await stands('44.0');

    // Played in its loop it stays there; what stands in the address is the moment it was paused at.
    await page.getByRole('slider', { name: 'One clock for both' }).fill('41');
    await page.keyboard.press('Space');
    await benches.getByRole('button', { name: 'Pause both' }).waitFor();
    await expect.poll(() => benches.getByRole('heading', { level: 2 }).textContent()).not.toContain('41.0 s');
    await page.keyboard.press('Space');
    await benches.getByRole('button', { name: 'Play both' }).waitFor();
    await expect.poll(() => asked('at')).not.toBe('41');
    expect(Number(asked('at'))).toBeGreaterThanOrEqual(40);
    expect(Number(asked('at'))).toBeLessThan(42);
    expect(asked('loop')).toBe('40-42');
    await page.keyboard.press('o');
    await expect.poll(() => asked('loop')).toBeNull();

    // By hand, on either timeline: both go.
    const lane = benches.getByRole('region', { name: 'B, cells' }).getByRole('img', { name: /^Timeline/ });
    const box = (await lane.boundingBox())!;
    await page.mouse.move(box.x + 0.2 * box.width, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.5 * box.width, box.y + 50, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => Number(asked('at'))).toBeGreaterThan(55);
    await expect.poll(() => Number(asked('at'))).toBeLessThan(65);
    await following();
    const then = `${Number(asked('at')).toFixed(1)} s`;
    expect(await benches.getByRole('img', { name: new RegExp(`^Timeline: ${then.replace('.', '\\.')}`) }).count()).toBe(
      2,
    );

    // Every chart can be taken away, those of both benches too.
    await page.keyboard.press('e');
    const files = page.getByRole('dialog', { name: 'Export' });
    expect(await files.getByRole('row').count()).toBe(1 + 5 + 2 * 3);
    for (const [name, content] of [
      ['What changed, by quantile as SVG', /^<svg [^>]*>[\s\S]*What changed, by quantile/],
      [/^B at [\d.]+ s, Timeline as SVG/, /^<svg [^>]*>[\s\S]*G floods/],
      ['Tenants, most helped first as CSV', /^Tenant,"?p50 change[\s\S]*A Acorn/],
      ['What it bought, what it cost as PNG', /PNG/],
    ] as const) {
      const saved = page.waitForEvent('download');
      await files.getByRole('button', { name }).click();
      expect(await readFile(await (await saved).path(), 'latin1'), String(name)).toMatch(content);
    }
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await files.waitFor({ state: 'detached' });

    // Closed, the address forgets the moment with them.
    await page.getByRole('button', { name: 'Close both benches' }).click();
    await benches.waitFor({ state: 'detached' });
    expect([asked('at'), asked('loop'), asked('marks')]).toEqual([null, null, null]);
    expect(troubles.found).toEqual([]);
  });

  test('axe finds nothing, in either theme, in every form and state, wide and narrow', async () => {
    await page.goto(`${lab.server.url}/compare/${shared}/${cells}?benches`);
    await page
      .getByRole('img', { name: /^p99 by tenant/ })
      .last()
      .waitFor(ANSWERED);
    for (const form of ['Picture', 'Table', 'Sentence']) {
      await page.getByRole('radio', { name: form }).press('Space');
      expect(await violationsInThemes(page), form).toEqual([]);
    }
    await page.getByRole('radio', { name: 'Picture' }).press('Space');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await violationsInThemes(page), '360 px').toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${lab.server.url}/compare/${shared}/${shared}`);
    await page.getByRole('heading', { name: 'A and B are the same run' }).waitFor();
    expect(await violationsInThemes(page), 'same run').toEqual([]);
  });

  test('home offers the comparison, and a run that is not there is refused by name', async () => {
    await page.goto(lab.server.url);
    await page
      .getByRole('button', { name: /^Compare the run/ })
      .first()
      .click();
    const choice = page.getByRole('dialog', { name: 'Compare this run with' });
    await choice.getByRole('link').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${lab.server.url}/compare/${shared}/${'0'.repeat(32)}`);
    await page.getByRole('heading', { name: 'These runs cannot be compared' }).waitFor();
    expect(await page.getByRole('link', { name: 'To your runs' }).count()).toBe(1);
  });
});
