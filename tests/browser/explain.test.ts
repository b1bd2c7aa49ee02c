/**
 * The claim: a stretch of a heatmap is picked with the keyboard alone, and the page names who is to blame at what, with numbers
 * that lead to the ledger; a calm stretch is called so. No violation of axe in either theme, and nothing on the page moves.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { openBench } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const lab = labOfFile();
/** What is said of calm with 99 % confidence is wrong of one world in a hundred, so the world is always the same one. */
const SEED = 7;

/** Lets the scenario's flood come, and stops when it has hurt for half a minute. */
async function flooded(page: Page): Promise<void> {
  await openBench(page, lab.server.url);
  const runId = await page.evaluate(async (seed) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ scenarioId: 'noisy-neighbour', seed });
    const answer = await fetch('/api/runs', { method: 'POST', headers, body });
    return ((await answer.json()) as { runId: string }).runId;
  }, SEED);
  await page.goto(`${lab.server.url}/lab/noisy-neighbour/${runId}`);
  await page.getByRole('button', { name: /^Start/ }).waitFor();
  await page.keyboard.press('3');
  for (let step = 0; step < 8; step++) await page.keyboard.press('l');
  await page.keyboard.press('Space');
  const clock = page.locator('.clock strong');
  await expect
    .poll(async () => Number.parseFloat((await clock.textContent()) ?? '0'), { timeout: 90_000 })
    .toBeGreaterThan(60);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^Go on/ }).waitFor();
}

/** Picks a stretch on the heatmap, beginning at whole seconds. */
async function pick(page: Page, fromSec: number, steps: readonly string[]): Promise<void> {
  await page.locator('[data-chart="latency-heatmap"] canvas').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  for (let at = 0; at < 2 * fromSec; at++) await page.keyboard.press('ArrowRight');
  for (const step of steps) await page.keyboard.press(step);
}

describe('explain this', () => {
  test('a picked flood is explained by tenant and resource, a calm stretch is called so', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await flooded(page);
    await pick(page, 32, [...Array(5).fill('Shift+PageUp'), 'Shift+ArrowRight', 'Shift+ArrowRight']);
    await page.getByRole('button', { name: /^Explain 32 to 58\ss/ }).waitFor();
    const before = await page.locator('.charts').boundingBox();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: 'Explanation' });
    const causes = panel.getByRole('list', { name: /^Causes/ });
    await causes.waitFor({ timeout: 60_000 });
    expect(page.url()).toContain('explain=32-58');
    expect(page.url()).toContain('tenant=C');
    const first = causes.getByRole('listitem').first();
    expect(await first.textContent()).toMatch(/^G held the database’s connections: \d+\sms more per request/);
    expect(await first.getByRole('link').getAttribute('href')).toMatch(
      /\/blame\?from=32&to=58&resource=connections&cell=G%2CC$/,
    );
    expect(await panel.textContent()).toMatch(/Compared with .* calm time before: [\d,]+ requests/);
    expect(await page.locator('.charts').boundingBox()).toEqual(before);
    expect(await violations(page), 'light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page), 'dark').toEqual([]);

    await panel.getByText('All outside').click();
    await expect.poll(() => panel.textContent(), { timeout: 30_000 }).toMatch(/calm time around it/);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('CANVAS');
    expect(page.url()).not.toContain('explain=');

    await pick(page, 20, ['Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight']);
    await page.keyboard.press('Enter');
    await expect.poll(() => panel.textContent(), { timeout: 30_000 }).toContain('Nothing unusual');
    expect(troubles.found).toEqual([]);
  });
});
