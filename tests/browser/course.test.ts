/**
 * The claim: chapter one can be walked by keyboard alone, from home through a bet, a run and its reveal to the lab and back; the page
 * opens again at the very moment of the very run, also after the server was killed. Tested in real Chromium.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { openBench } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const COURSE = '/course/multi-tenant-architecture';
const FIRST = `${COURSE}/what-tenants-share`;
const lab = labOfFile();

/** Moves the focus on by Tab until it stands on what is wanted. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    const words = await page.evaluate(() => {
      const at = document.activeElement;
      const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : null;
      return [at?.getAttribute('aria-label'), label, at?.textContent].filter((each) => each).join(' ');
    });
    if (name.test(words)) return;
  }
  throw new TypeError(`nothing that takes focus is called ${name}`);
}

const clockOf = (page: Page): Promise<string> => page.locator('.lesson-clock').innerText();
const verdictOf = (page: Page): Promise<string> => page.locator('.lesson-verdict').innerText();

describe('chapter one', () => {
  test('is walked by keyboard to the lab and back, and resumes at the moment of its run', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await openBench(page, lab.server.url);
    await page.goto(lab.server.url);
    await page.getByRole('heading', { name: 'Course', exact: true }).waitFor();
    await tabTo(page, /^Begin with What tenants share/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'What tenants share' }).waitFor();

    // What is about the run is not there before it, and can be had without it.
    expect(await page.getByText('Why the line is not straight').count()).toBe(0);
    await page.getByRole('button', { name: 'Read on without' }).waitFor();
    await tabTo(page, /^Your bet, slider/);
    for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowLeft');
    await tabTo(page, /^Bet \d+ ms and run/);
    const bet = (await page.getByRole('button', { name: /^Bet/ }).innerText()).replace(/^Bet (.*) and run$/, '$1');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = await clockOf(page);
    expect(paused).not.toMatch(/^600\.0 s/);
    await page.getByText('Saved', { exact: true }).waitFor();

    await lab.server.killAndRestart();
    await page.reload();
    await expect.poll(() => clockOf(page), { timeout: 30_000 }).toBe(paused);
    expect(await page.getByLabel('B sends').getAttribute('aria-valuetext')).toBe('50/s');
    await tabTo(page, /^Go on from/);
    await tabTo(page, /^To the end/);
    await page.keyboard.press('Enter');
    await expect.poll(() => verdictOf(page), { timeout: 60_000 }).toContain(`You bet ${bet}; it was 108 ms at 50/s`);
    expect(await page.getByText('Why the line is not straight').count()).toBe(1);
    // No number is still to be measured once all settings were run.
    await expect.poll(() => page.locator('.lesson-live', { hasText: '–' }).count(), { timeout: 60_000 }).toBe(0);

    await page.getByRole('textbox', { name: /^One tenant sends 40/ }).fill('38');
    await page.keyboard.press('Enter');
    await page.getByText(/That is in proportion to the load/).waitFor();
    await page.getByRole('textbox', { name: /^One tenant sends 40/ }).fill('100');
    await page.keyboard.press('Enter');
    await page.getByText('Right at attempt 2.').waitFor();
    await page.getByLabel('At the queues that it shares').press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('Right at the first attempt.').waitFor();
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /What tenants share ?, done, 2 of 2 right/ })
      .waitFor();
    await tabTo(page, /^Next: Who holds/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Who holds what you wait for' }).waitFor();

    await page.goto(`${lab.server.url}${COURSE}`);
    await page.getByText('1 of 5 done').waitFor();
    await tabTo(page, /^Lab: Noisy neighbour, start a run/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Start/ }).waitFor();
    await page.goto(lab.server.url);
    await page.getByRole('link', { name: /^Go on with/ }).waitFor();
    expect(troubles.found.filter((each) => !each.includes('ERR_CONNECTION'))).toEqual([]);
  });

  test('has every kind of bet and check: an option, a tenant, an order', async () => {
    const { page } = await lab.browser.visitor({ reducedMotion: 'reduce' });
    await page.goto(`${lab.server.url}${COURSE}/what-isolation-costs`);
    await page.getByLabel('Pools by plan').check();
    await page.getByRole('button', { name: 'Bet and run' }).click();
    await expect
      .poll(() => verdictOf(page), { timeout: 60_000 })
      .toContain('That one does not hold. Pools by plan leaves the worst at 1.04 s');
    // The focus goes along with the row.
    await page.getByRole('button', { name: 'Down with A stack for every tenant' }).focus();
    for (let row = 0; row < 4; row++) await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Down with A database for every tenant' }).press('Enter');
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await page.getByText(/Rules on shared hardware are free/).waitFor();
    await page.getByLabel('Harbour Freight').check();
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await page.getByText(/Harbour shares a cell with Gantry/).waitFor();
    await page.goto(`${lab.server.url}${COURSE}/nothing`);
    await page.getByRole('heading', { name: 'This lesson cannot be shown' }).waitFor();
    await page.getByText(/Expected one of what-tenants-share/).waitFor();
  });
});

describe('for everyone', () => {
  for (const [colorScheme, width] of [
    ['light', 1100],
    ['dark', 360],
  ] as const)
    test(`axe finds nothing on course and lesson, ${colorScheme}, ${width} px, and nothing is cut off`, async () => {
      const { page } = await lab.browser.visitor({
        colorScheme,
        viewport: { width, height: 780 },
        reducedMotion: 'reduce',
      });
      const isWhole = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      await page.goto(`${lab.server.url}${COURSE}`);
      await page.getByRole('heading', { name: 'Foundations' }).waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await isWhole()).toBe(true);
      await page.goto(`${lab.server.url}${FIRST}`);
      await page.getByRole('button', { name: 'Run without a bet' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Run without a bet' }).click();
      await expect.poll(() => verdictOf(page), { timeout: 60_000 }).toContain('You had not bet.');
      for (const numbers of await page.getByText(/^The numbers/).all()) await numbers.click();
      expect(await violations(page)).toEqual([]);
      expect(await isWhole()).toBe(true);
      // The other theme can change only colours.
      await page.emulateMedia({ colorScheme: colorScheme === 'light' ? 'dark' : 'light' });
      expect(await violations(page, 'colours')).toEqual([]);
    });
});
