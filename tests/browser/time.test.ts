/**
 * @module The clock of the page in real Chromium: back in a run by keyboard and by hand, step, loop, bookmark, the same view
 * from its address, and a branch that goes another way.
 */

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openBench } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const lab = labOfFile();

const moment = (page: Page) => page.getByRole('slider', { name: 'Moment shown' });
const clockS = async (page: Page): Promise<number> =>
  Number.parseFloat((await moment(page).getAttribute('aria-valuenow')) ?? '');

/** A run that is paused some seconds into its flood. */
async function floodedRun(page: Page): Promise<void> {
  await openBench(page, lab.server.url);
  await page.getByRole('slider', { name: 'Speed' }).press('End');
  await page.getByRole('button', { name: /^Start/ }).click();
  await expect.poll(() => clockS(page), { timeout: 40_000 }).toBeGreaterThan(36);
  await page.keyboard.press('Space');
  await page
    .getByRole('banner')
    .getByText(/^Paused at [\d.]+ s$/)
    .waitFor({ timeout: 20_000 });
}

describe('the past of a run', () => {
  test('is gone back to by keys, shown everywhere, left again, and its address shows it to anybody of the run', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await floodedRun(page);
    const scene = page.getByRole('img', { name: /^Topology/ });
    const atHead = await scene.getAttribute('aria-label');
    await moment(page).focus();
    await page.keyboard.press('Home');
    await page.getByRole('banner').getByText('Back at 0.0 s', { exact: true }).waitFor();
    for (let i = 0; i < 2; i++) await page.keyboard.press('PageUp');
    await page.getByRole('banner').getByText('Back at 10.0 s', { exact: true }).waitFor();
    expect(await clockS(page)).toBe(10);
    await expect.poll(() => scene.getAttribute('aria-label'), { timeout: 20_000 }).not.toBe(atHead);
    expect(await page.getByRole('button', { name: /Not now: this is the past/ }).count()).toBeGreaterThan(0);
    await page.keyboard.press('m');
    await expect.poll(() => page.url()).toContain('at=10&marks=10');

    const then = await scene.getAttribute('aria-label');
    const second = await page.context().newPage();
    await second.goto(page.url());
    await expect.poll(() => clockS(second), { timeout: 20_000 }).toBe(10);
    const otherScene = second.getByRole('img', { name: /^Topology/ });
    await expect.poll(() => otherScene.getAttribute('aria-label'), { timeout: 20_000 }).toBe(then);
    await second.close();

    await page.keyboard.press('.');
    await expect.poll(() => clockS(page), { timeout: 20_000 }).toBeGreaterThan(10);
    await page
      .getByRole('status')
      .filter({ hasText: /^10\.\d{6} s: / })
      .waitFor();
    const stepped = await clockS(page);
    expect(stepped).toBeLessThan(10.1);
    await page.keyboard.press(',');
    await expect.poll(() => clockS(page), { timeout: 20_000 }).toBeLessThan(stepped);
    await page.keyboard.press('g');
    await page
      .getByRole('banner')
      .getByText(/^Paused at [\d.]+ s$/)
      .waitFor();
    expect(await clockS(page)).toBe(Number(await moment(page).getAttribute('aria-valuemax')));
    await expect.poll(() => scene.getAttribute('aria-label')).not.toBe(then);
    expect(troubles.found).toEqual([]);
  });

  test('is dragged to by hand, played and looped', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await floodedRun(page);
    const box = (await moment(page).boundingBox())!;
    await page.mouse.move(box.x + box.width / 4, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 6, box.y + 40, { steps: 8 });
    await page.mouse.up();
    await page
      .getByRole('banner')
      .getByText(/^Back at [\d.]+ s$/)
      .waitFor();
    const fromS = await clockS(page);
    expect(fromS).toBeGreaterThan(10);
    expect(fromS).toBeLessThan(25);
    await page.keyboard.press('o');
    await expect.poll(() => clockS(page), { timeout: 20_000 }).toBeGreaterThan(fromS - 4);
    await page.getByRole('button', { name: 'End loop' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: /^Play/ }).waitFor();
    await expect.poll(() => page.url()).toMatch(/loop=[\d.]+-[\d.]+/);
    expect(troubles.found).toEqual([]);
  });
});

describe('a branch', () => {
  test('keeps the past, stands paused, and another decision there leads elsewhere; the palette finds it all', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await floodedRun(page);
    await page.getByRole('radio', { name: /^Cells/ }).click();
    const switching = page.getByText(/Switches to Cells at [\d.]+\s+s,\s+as\s+soon\s+as\s+the\s+run\s+goes\s+on/);
    await switching.waitFor({ timeout: 20_000 });
    const original = page.url();
    const actedS = Number(/at ([\d.]+)/.exec((await switching.textContent()) ?? '')?.[1]);
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Command' });
    await field.fill('branch before cells');
    await field.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname, { timeout: 20_000 }).not.toBe(new URL(original).pathname);
    await page
      .getByRole('banner')
      .getByText(/^Paused at [\d.]+ s$/)
      .waitFor({ timeout: 30_000 });
    // The sentence tells whole tenths of a second that have passed.
    await expect
      .poll(async () => Math.floor(10 * (await clockS(page))), { timeout: 30_000 })
      .toBe(Math.round(10 * actedS));
    expect(await page.getByRole('radio', { name: /^Shared/ }).getAttribute('aria-checked')).toBe('true');
    await page.getByRole('radio', { name: /^Silo/ }).click();
    await page.getByText(/Switches to Silo at/).waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: /^Go on/ }).click();
    await expect
      .poll(() => page.getByRole('radio', { name: /^Silo/ }).getAttribute('aria-checked'), { timeout: 30_000 })
      .toBe('true');
    await page.goto(original);
    await page.getByText(/Switches to Cells at/).waitFor({ timeout: 30_000 });
    expect(troubles.found).toEqual([]);
  });
});
