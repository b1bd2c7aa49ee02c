/**
 * The claim: from the bench one key leads to who hurts whom, from a cell to the request that was hurt most, through its waits and the
 * line it stood in, and back to that moment on the bench; by role and name, with the keyboard alone, in every form and theme.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violationsInThemes } from './support/axe.ts';
import { openBench } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const lab = labOfFile();

/** A flooded run, paused; the page stands on its bench. */
async function floodedBench(page: Page): Promise<void> {
  await openBench(page, lab.server.url);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^Pause/ }).waitFor();
  await page.keyboard.press('n');
  await expect.poll(() => page.getByRole('region', { name: 'Noise' }).textContent()).toMatch(/G until/);
  await expect
    .poll(() => page.getByRole('radio', { name: /^C Cobalt/ }).getAttribute('aria-label'), { timeout: 40_000 })
    .toMatch(/over SLO/);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^(Go on|Start)/ }).waitFor();
}

const grid = (page: Page) => page.getByRole('grid', { name: /^Who makes whom wait/ });
const requestHead = (page: Page) => page.getByRole('heading', { name: /^One request of/ });

describe('from the bench to the one in front', () => {
  test('matrix, cell, exemplar, waterfall, line, and the moment on the bench', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await floodedBench(page);
    const bench = new URL(page.url()).pathname;
    await page.getByRole('link', { name: /^Who hurts whom/ }).click();
    await grid(page).waitFor({ timeout: 30_000 });
    expect(new URL(page.url()).pathname).toBe(`${bench}/blame`);
    await page.getByRole('heading', { name: /^G holds the server for \d+.% of what its neighbours wait\.$/ }).waitFor();
    await page.getByText('Sums match the measured wait to the microsecond.').waitFor();

    await page.getByRole('gridcell', { name: /^G makes A wait/ }).click();
    await requestHead(page).filter({ hasText: 'A: why' }).waitFor({ timeout: 30_000 });
    expect(page.url()).toContain('culprit=G&victim=A');
    await page.getByRole('img', { name: /^A’s request needed .* of work\. It waited .* behind G/ }).waitFor();
    await page.getByRole('img', { name: /^When A joined, \d+ requests stood in front/ }).waitFor();
    await page.getByRole('region', { name: 'All of A’s requests in this window' }).getByRole('img').waitFor();

    // Another of the kept ones, and the same again from its address.
    const before = await requestHead(page).textContent();
    await page.keyboard.press(',');
    await expect.poll(() => page.url()).toContain('request=');
    await page.getByText(/^Number \d+ by slowness of/).waitFor();
    await page.keyboard.press('.');
    await expect.poll(() => requestHead(page).textContent()).toBe(before);
    const shown = await page.locator('.request-sentence').textContent();
    await page.reload();
    await requestHead(page).waitFor({ timeout: 30_000 });
    expect(await page.locator('.request-sentence').textContent()).toBe(shown);

    const onward = page.getByRole('link', { name: /^Go to \d+\.\d s in the bench/ });
    expect(await onward.getAttribute('href')).toMatch(new RegExp(`^${bench}\\?at=\\d+(\\.\\d+)?$`));
    await onward.click();
    await page.getByRole('radio', { name: /^C Cobalt/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe(bench);

    // The same request through the scene, step by step, by keyboard, to its end.
    await page.goBack();
    await requestHead(page).waitFor({ timeout: 30_000 });
    await page.keyboard.press('f');
    const bar = page.getByRole('region', { name: 'Followed request' });
    await expect.poll(() => bar.textContent(), { timeout: 30_000 }).toMatch(/step 1 of \d+/);
    expect(page.url()).toContain('follow=A.');
    const steps = Number(/of (\d+)\./.exec((await bar.textContent()) ?? '')?.[1]);
    for (let at = 2; at <= steps; at++) {
      await page.keyboard.press(']');
      await expect.poll(() => bar.textContent(), { timeout: 10_000 }).toContain(`step ${at} of`);
    }
    expect(await bar.textContent()).toContain('answered');
    expect(await violationsInThemes(page)).toEqual([]);
    await bar.getByRole('button', { name: 'Stop following' }).click();
    await expect.poll(() => page.url()).not.toContain('follow');
    expect(troubles.found).toEqual([]);
  });

  test('what a tenant’s absence would change is told tenant by tenant, beside the blame', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await floodedBench(page);
    await page.keyboard.press('h');
    await grid(page).waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'See both matrices' }).click();
    await page.getByText(/^run again without \d+ of 12 tenants$/).waitFor();
    await page.getByText('without each of 12 tenants').waitFor({ timeout: 120_000 });
    const cell = page.getByRole('gridcell', { name: /^Without G, the p99 of C falls by/ });
    expect(Number((await cell.locator('[aria-hidden]').textContent())?.replace(/,/g, ''))).toBeGreaterThan(50);
    expect(await grid(page).count()).toBe(1);
    expect(troubles.found).toEqual([]);
  });
});

describe('keyboard alone', () => {
  test('to the page, through the matrix, into a cell, to slower ones, and back', async () => {
    const { page } = await lab.browser.visitor();
    await floodedBench(page);
    const bench = new URL(page.url()).pathname;
    await page.keyboard.press('h');
    await grid(page).waitFor({ timeout: 30_000 });
    await requestHead(page).waitFor({ timeout: 30_000 });
    // One stop of the Tab key in the whole matrix.
    const stops = grid(page).locator('[tabindex="0"]');
    expect(await stops.count()).toBe(1);
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('To the matrix; arrows move, Enter opens a cell').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('m');
    await page.keyboard.press('Control+Home');
    const label = () => page.evaluate(() => document.activeElement?.querySelector('.hidden-words')?.textContent ?? '');
    expect(await label()).toMatch(/^G makes itself wait/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    const pointed = await label();
    expect(pointed).toMatch(/^[A-L] makes [A-L] wait/);
    expect(await page.locator('.matrix-read').textContent()).toBe(pointed.replace(/ (?=s )/g, '\u00a0'));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    const victim = /^G makes ([A-L]) wait/.exec(await label())?.[1];
    await requestHead(page)
      .filter({ hasText: `${victim}: why` })
      .waitFor({ timeout: 30_000 });
    await page.keyboard.press(',');
    await page.getByText(/^Number \d+ by slowness of/).waitFor();
    await page.keyboard.press('t');
    await page.getByRole('table', { name: 'Who makes whom wait, by the ledger' }).waitFor();
    await page.keyboard.press('t');
    await grid(page).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: /^C Cobalt/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe(bench);
  });
});

describe('calm', () => {
  test('nothing shifts while the answers come, one tenant after the other', async () => {
    const { page } = await lab.browser.visitor();
    await floodedBench(page);
    await page.addInitScript(() => {
      const scope = window as Window & { shifted?: number };
      scope.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
          scope.shifted = (scope.shifted ?? 0) + entry.value;
      }).observe({ type: 'layout-shift' });
    });
    await page.goto(`${page.url().split('?')[0]}/blame?method=both`);
    await requestHead(page).waitFor({ timeout: 60_000 });
    await page.getByText('without each of 12 tenants').waitFor({ timeout: 120_000 });
    expect(await page.evaluate(() => (window as Window & { shifted?: number }).shifted)).toBeLessThan(0.02);
  });
});

describe('for everyone', () => {
  test('no violation of axe in any form, wide and narrow, light and dark', async () => {
    const { page } = await lab.browser.visitor({ colorScheme: 'light' });
    await openBench(page, lab.server.url);
    const bench = page.url().split('?')[0];
    await page.goto(`${bench}/blame`);
    await page.getByRole('link', { name: 'Go to the bench and start the run' }).waitFor();
    expect(await violationsInThemes(page), 'nothing has run').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Start/ }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: /^Pause/ }).waitFor();
    await page.keyboard.press('n');
    await expect
      .poll(() => page.getByRole('radio', { name: /^C Cobalt/ }).getAttribute('aria-label'), { timeout: 40_000 })
      .toMatch(/over SLO/);
    await page.goto(`${bench}/blame?method=both`);
    await requestHead(page).waitFor({ timeout: 60_000 });
    await page.getByText('without each of 12 tenants').waitFor({ timeout: 120_000 });
    expect(await violationsInThemes(page), 'picture').toEqual([]);
    for (const form of ['Table', 'Sentence']) {
      await page.getByRole('radio', { name: form }).press('Space');
      await page
        .locator(form === 'Table' ? '.table-view' : '.blame-prose')
        .first()
        .waitFor();
      expect(await violationsInThemes(page), form).toEqual([]);
    }
    await page.getByRole('radio', { name: 'Blame' }).press('Space');
    await page.getByRole('radio', { name: 'Picture' }).press('Space');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing wider than the page').toBe(360);
    expect(await violationsInThemes(page), '360 px').toEqual([]);
  });
});
