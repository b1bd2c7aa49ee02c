/**
 * The claim: an author writes a new scenario from nothing to a published one in the browser, by keyboard alone where it counts: errors
 * as they are typed with their repair, completions with what they mean, the preview of a chosen solution, the difficulty lab, and
 * publishing; a learner then starts it, and stays on that version. Tested in real Chromium against the built server.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { labOfFile } from './support/lab-of-file.ts';

const lab = labOfFile();

const editor = (page: Page) => page.getByRole('textbox', { name: 'Scenario file' });
const errors = (page: Page) => page.getByRole('region', { name: 'Errors' });

/** Opens a new draft from the shelf, by keyboard. */
async function newDraft(page: Page, id: string): Promise<void> {
  await page.goto(`${lab.server.url}/author`);
  await page.getByRole('textbox', { name: 'Id of the new scenario' }).focus();
  await page.keyboard.type(id);
  await page.keyboard.press('Enter');
  await errors(page).getByText('No errors').waitFor();
}

/** Puts the cursor behind a piece of text, by the editor's own search. */
async function goBehind(page: Page, words: string): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find' }).waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
}

/** Takes away so many letters before the cursor. */
async function erase(page: Page, letters: number): Promise<void> {
  for (let at = 0; at < letters; at++) await page.keyboard.press('Backspace');
}

async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (words.test(focused)) return;
  }
  throw new TypeError(`nothing that says ${words} was reached with Tab`);
}

describe('an author', () => {
  test('writes a scenario from nothing to a published one, by keyboard, and a learner starts it', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await newDraft(page, 'busy-monday');

    // An error as it is typed: told with its place, gone with one key.
    await goBehind(page, 'isolation: shared');
    await erase(page, 'shared'.length);
    await page.keyboard.type('sharde');
    await page.keyboard.press('Escape');
    await errors(page).getByText('did you mean shared?').waitFor();
    expect(await errors(page).textContent()).toMatch(/Line 41, column 12: found the text "sharde".*unknown-isolation/);
    expect(await errors(page).textContent()).toContain('^^^^^^');
    await page.getByText(/Shows the last text that was valid, .* Line 41 is left out/).waitFor();
    await page.keyboard.press('Control+.');
    await errors(page).getByText('No errors').waitFor();

    // A completion says what it means and what it is now, and is taken with Enter.
    await goBehind(page, 'metric: latency-p99');
    await erase(page, 'latency-p99'.length);
    await page.keyboard.type('hurt');
    await page.getByRole('option', { name: 'hurt-share' }).waitFor();
    await page.getByText(/Share of the scope’s tenants whose p99 .*/).waitFor();
    await page.getByText(/Now in your preview: \d+.* %\. Enter takes it\./).waitFor();
    await page.keyboard.press('Enter');
    await errors(page)
      .getByText(/expected a share such as/)
      .waitFor();
    await goBehind(page, 'atMost: 250 ms');
    await erase(page, '250 ms'.length);
    await page.keyboard.type('10 %');
    await page.keyboard.press('Escape');
    await errors(page).getByText('No errors').waitFor();

    // The preview replays what the reference does, and has its measured values.
    const results = page.getByRole('table', { name: 'Objectives as this run measured them' });
    await results.getByText('does not pass').waitFor();
    const solution = page.getByLabel('replays');
    await solution.focus();
    await page.keyboard.press('ArrowDown');
    await results.getByText('100 of 100').waitFor({ timeout: 30_000 });
    expect(await results.getByRole('row', { name: /neighbours/ }).textContent()).toMatch(/at most 10 %\d.*60 of 60/);

    // Esc, then Tab, leaves the editor; the solutions are tried with a key.
    await editor(page).focus();
    await page.keyboard.press('Escape');
    await tabTo(page, /^neighbours$/);
    await page.getByRole('radio', { name: '100 seeds' }).focus();
    await page.keyboard.press('ArrowLeft');
    await tabTo(page, /^Try the solutions$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ready to be published.' }).waitFor({ timeout: 120_000 });
    const strips = page.getByRole('table', { name: 'Points of each solution' });
    expect(await strips.getByRole('row', { name: /Reference/ }).textContent()).toContain('10 of 10');
    expect(
      await strips
        .getByRole('img', { name: /Queue fairly: 100 points on 10 seeds, all in its band; passes on 10/ })
        .count(),
    ).toBe(1);

    await page.getByRole('button', { name: 'Publish' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Prove and publish' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/is on the home page/).waitFor({ timeout: 60_000 });
    expect(troubles.found).toEqual([]);

    // A learner finds it and starts it; the run keeps its version when another is published.
    const learner = await lab.browser.visitor();
    await learner.page.goto(`${lab.server.url}/`);
    await learner.page.getByRole('button', { name: 'Leave the guide' }).click();
    await learner.page.goto(`${lab.server.url}/`);
    await learner.page.getByRole('button', { name: 'Start a new run of Busy monday' }).click();
    await learner.page.waitForURL(/\/lab\/busy-monday\//);
    await learner.page
      .getByRole('button', { name: /^Start/ })
      .first()
      .waitFor();
    expect(await learner.page.title()).toContain('Busy monday');
    expect(learner.troubles.found).toEqual([]);
  });

  test('sees at once that doing nothing passes, keeps drafts, and takes a folder away and brings it in', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await newDraft(page, 'too-easy');
    await goBehind(page, 'passPoints: 80');
    await erase(page, 2);
    await page.keyboard.type('40');
    await page.keyboard.press('Escape');
    await errors(page).getByText(/band/).first().waitFor();
    await goBehind(page, 'atMost: 250 ms');
    await erase(page, '250 ms'.length);
    await page.keyboard.type('9000 ms');
    await goBehind(page, 'passPoints: 40');
    await erase(page, 2);
    await page.keyboard.type('80');
    await errors(page).getByText('No errors').waitFor();
    await page.getByText('10 seeds', { exact: true }).click();
    await page.getByRole('button', { name: 'Try the solutions' }).click();
    await page
      .getByRole('heading', { name: /One thing before you publish.*Wait until it is over” passes on 10 of 10/ })
      .waitFor({
        timeout: 120_000,
      });
    expect(await page.getByRole('button', { name: /Publish: not yet, 1 reason/ }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    await page.getByText(/^Saved/).waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export folder' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('too-easy.zip');
    const zip = await readFile(await download.path());
    await page.goto(`${lab.server.url}/author`);
    await page.getByRole('link', { name: 'Too easy' }).waitFor();
    await page
      .getByLabel('Bring in files or a zip')
      .setInputFiles({ name: 'too-easy.zip', mimeType: 'application/zip', buffer: zip });
    await errors(page).getByText('No errors').waitFor();
    await goBehind(page, 'atMost: 9000 ms');
    expect(troubles.found).toEqual([]);
  });
});

describe('for everyone', () => {
  for (const [colorScheme, width] of [
    ['light', 1440],
    ['dark', 1024],
  ] as const) {
    test(`axe finds nothing and nothing is wider than the page: ${colorScheme}, ${width} px`, async () => {
      const { page } = await lab.browser.visitor({ colorScheme, viewport: { width, height: 900 } });
      const check = async (what: string): Promise<void> => {
        expect(await violations(page), what).toEqual([]);
        const [wide = 0, window = 0] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        expect(wide, what).toBeLessThanOrEqual(window);
      };
      await newDraft(page, 'for-everyone');
      await page.getByRole('table', { name: 'Objectives as this run measured them' }).waitFor();
      await check('valid');
      await goBehind(page, 'slo: 250 ms');
      await erase(page, 3);
      await page.keyboard.type(', whieght: 2');
      await page.keyboard.press('Escape');
      await errors(page).getByRole('list').waitFor();
      await check('with errors');
      await page.goto(`${lab.server.url}/author`);
      await page.getByRole('link', { name: 'For everyone' }).waitFor();
      await check('shelf');
    });
  }
});
