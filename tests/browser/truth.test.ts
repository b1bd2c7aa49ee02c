/**
 * The claim: the page on model and truth runs the oracle set in the reader's browser, tells every line with the numbers of
 * `tenantlab oracle --json`, can be stopped, read in three forms and used by keyboard alone. Tested in real Chromium.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { violations, violationsInThemes } from './support/axe.ts';
import { COMMAND, openBench } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const run = promisify(execFile);
/** Samples, counts, limits and nothing random, all within a few seconds. */
const QUICK = 'A27,A28,A30,A46,A54';
const lab = labOfFile();

interface CommandItem {
  readonly id: string;
  readonly expected: Readonly<Record<string, number>>;
  readonly measured: Readonly<Record<string, number>>;
  readonly interval: Readonly<Record<string, readonly [number, number]>>;
}

/** @returns rows of a CSV whose cells hold no line breaks */
function csvRows(text: string): string[][] {
  const lines = text.trimEnd().split('\r\n').slice(1);
  return lines.map((line) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell.replace(/^"|"$/g, '')),
  );
}

describe('the oracle set', () => {
  test('runs by keyboard, line by line, to the numbers of the command', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await page.goto(`${lab.server.url}/truth?only=${QUICK}`);
    await page.getByRole('button', { name: /^Run all 5/ }).waitFor();
    await page.evaluate(() => {
      const scope = window as Window & { shifted?: number };
      scope.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
          if (!entry.hadRecentInput) scope.shifted = (scope.shifted ?? 0) + entry.value;
      }).observe({ type: 'layout-shift' });
    });
    await page.keyboard.press('r');
    await page.getByRole('button', { name: /^Run the 5 again/ }).waitFor({ timeout: 120_000 });
    await page.getByText(/^Mean of 1,500 of 1,500 runs/).waitFor({ timeout: 120_000 });
    expect(await page.evaluate(() => (window as Window & { shifted?: number }).shifted)).toBeLessThan(0.02);
    expect(await page.locator('.truth-headline').textContent()).toBe(
      'All five oracles hold: the engine agrees with theory.',
    );
    expect(await page.getByRole('row', { name: /A46 .*holds/ }).count()).toBe(1);

    // Each line with its closed form and its source, in the order that pictures have.
    const line = page.getByRole('row', { name: /A46 / });
    expect(await line.textContent()).toMatch(/E\[down\] = n·p.*Feller/);
    await page.getByRole('button', { name: /figures of A46/ }).press('Enter');
    expect(await page.getByRole('row', { name: /equal/ }).count()).toBe(11);

    await page.keyboard.press('t');
    const table = page.getByRole('table', { name: /^Every figure/ });
    await table.waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('main').getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    const file = join(lab.server.dataFolder, 'oracles.csv');
    await download.saveAs(file);
    const shown = new Map(csvRows(await readFile(file, 'utf8')).map((row) => [`${row[0]} ${row[2]}`, row]));
    const { stdout } = await run(process.execPath, [COMMAND, 'oracle', '--json', '--only', QUICK]);
    const { items } = JSON.parse(stdout) as { items: CommandItem[] };
    for (const { id, expected, measured, interval } of items) {
      for (const [name, closed] of Object.entries(expected)) {
        const row = shown.get(`${id} ${name}`);
        // What the engine measured is the same to the last bit; theory may use the browser's own exp and log.
        expect(row?.slice(4, 7), `${id} ${name}`).toEqual([measured[name], ...(interval[name] ?? [])].map(String));
        expect(Math.abs(Number(row?.[3]) - closed)).toBeLessThanOrEqual(1e-12 * Math.abs(closed));
      }
    }
    expect(shown.size).toBe(items.reduce((sum, { expected }) => sum + Object.keys(expected).length, 0));

    await page.getByRole('radio', { name: 'Sentence' }).press('Space');
    expect(await page.getByRole('region', { name: 'Oracles in words' }).textContent()).toContain(
      '12 of 12 figures hold',
    );
    expect(await page.getByText(/MSER-5 leaves out the first/).count()).toBe(1);
    expect(troubles.found).toEqual([]);
  });

  test('stops at once, keeps what was measured and goes on with the rest', async () => {
    const { page } = await lab.browser.visitor();
    // The second takes far longer than the press of a key.
    await page.goto(`${lab.server.url}/truth?only=A15,A16`);
    await page.getByRole('button', { name: /^Run all 2/ }).click();
    await page.getByText(/^1 of 2 done\. Now A16/).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped: 1 of 2 done').waitFor();
    await page.getByRole('button', { name: 'Go on with 1' }).click();
    await page.getByText(/^1 of 2 done\. Now A16/).waitFor({ timeout: 60_000 });
    await page.keyboard.press('r');
    await page.getByText('Stopped: 1 of 2 done').waitFor();
  });

  test('is listed whole before it runs, and an address that names no oracle says so', async () => {
    const { page } = await lab.browser.visitor();
    await page.goto(`${lab.server.url}/truth`);
    await page.getByRole('button', { name: /^Run all 55, a few minutes/ }).waitFor();
    expect(await page.getByRole('row', { name: /not run/ }).count()).toBe(55);
    await page.goto(`${lab.server.url}/truth?only=X9`);
    await page.getByText(/The address asks for X9/).waitFor();
  });
});

describe('for everyone', () => {
  for (const width of [1440, 360]) {
    test(`axe finds nothing before and after the run, ${width} px, and nothing is wider than the page`, async () => {
      const { page } = await lab.browser.visitor({ viewport: { width, height: 900 } });
      await page.goto(`${lab.server.url}/truth?only=A28,A46`);
      await page.getByRole('button', { name: /^Run all 2/ }).waitFor();
      expect(await violationsInThemes(page), 'new').toEqual([]);
      await page.keyboard.press('r');
      await page.getByRole('button', { name: /^Run the 2 again/ }).waitFor({ timeout: 60_000 });
      for (const form of ['Picture', 'Table', 'Sentence']) {
        await page.getByRole('radio', { name: form }).press('Space');
        expect(await violationsInThemes(page), form).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), form).toBeLessThanOrEqual(
          0,
        );
      }
    });
  }

  test('the bench leads there by key and link, and Esc leads back to the same run', async () => {
    const { page } = await lab.browser.visitor();
    await openBench(page, lab.server.url);
    const bench = new URL(page.url()).pathname;
    await page.keyboard.press('y');
    await page.getByRole('heading', { level: 1, name: 'Model and truth' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Start/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe(bench);
    await page.getByRole('link', { name: /^Truth/ }).click();
    await page.getByRole('link', { name: /^Back to the bench/ }).waitFor();
    await page.getByRole('link', { name: 'TenantLab' }).click();
    await page.getByRole('link', { name: 'Model and truth' }).click();
    await page.getByRole('link', { name: /^To your runs/ }).waitFor();
  });
});

describe('the i of a chart', () => {
  test('opens the laws of the run as it stands, measured beside their closed forms, and leads to the page', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await openBench(page, lab.server.url);
    await page.keyboard.press('Space');
    for (let presses = 0; presses < 4; presses++) await page.keyboard.press('l');
    await page.waitForFunction(
      () => Number.parseFloat(document.querySelector('.clock strong')?.textContent ?? '0') >= 8,
    );
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: /^Go on/ }).waitFor();
    await page.getByRole('button', { name: /^About p99 by tenant/ }).press('Enter');
    const panel = page.locator('.truth:popover-open');
    const theory = panel.getByRole('region', { name: 'Theory beside it' });
    await theory.getByText(/Little’s law, connections/).waitFor({ timeout: 60_000 });
    const words = ((await theory.textContent()) ?? '').replace(/\u00a0/g, ' ');
    expect(words).toMatch(/From 0\.0 s to \d+\.\d s, since the start; intervals 95 %/);
    expect(words).toMatch(/Utilisation law, app servers λE\[S\]\/c = \d+\/s × 4\.26 ms \/ 32/);
    const [, closed, measured, half] =
      /closed form ([\d.]+), measured ([\d.]+) ± ([\d.]+)\s% busy/.exec(words)?.map(Number) ?? [];
    expect(Math.abs(Number(closed) - Number(measured))).toBeLessThan(2 * Number(half));
    expect(await panel.textContent()).toMatch(/n = \d+ answers of \w in the last half second/);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^About Neighbours hurt/ }).click();
    await panel.getByText(/Blast radius, one database fails/).waitFor({ timeout: 60_000 });
    await panel.getByRole('link', { name: /^Model and truth/ }).click();
    await page.getByRole('link', { name: /^Back to the bench/ }).waitFor();
    expect(troubles.found).toEqual([]);
  });
});
