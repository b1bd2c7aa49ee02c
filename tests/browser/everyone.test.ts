/**
 * The claim: the bench serves everyone. Tested with axe in every state, theme and size, with the keyboard alone, with every
 * chart's table, and by measuring that nothing on the page shifts while a run goes on.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violationsInThemes } from './support/axe.ts';
import { openBench } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const lab = labOfFile();

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
];

describe('axe', () => {
  for (const viewport of SIZES) {
    test(`no violation from the first screen to the finished run, ${viewport.width} px`, async () => {
      const { page } = await lab.browser.visitor({ viewport });
      await page.goto(lab.server.url);
      await page.getByRole('button', { name: /Start, and flood from G/ }).waitFor();
      expect(await violationsInThemes(page), 'guide').toEqual([]);
      await page.getByRole('button', { name: 'Leave the guide' }).click();
      expect(await violationsInThemes(page), 'ready').toEqual([]);
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: /^Pause/ }).waitFor();
      expect(await violationsInThemes(page), 'running').toEqual([]);
      if (viewport.width < 1440) {
        await page.keyboard.press('x');
        await page.getByRole('button', { name: /^Inject at/ }).waitFor();
        expect(await violationsInThemes(page), 'drawer').toEqual([]);
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press('t');
      await page.getByRole('table').first().waitFor();
      expect(await violationsInThemes(page), 'tables').toEqual([]);
      await page.keyboard.press('t');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      expect(await violationsInThemes(page), 'keys').toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Finish at/ }).click();
      await page.getByRole('link', { name: 'Download the record' }).waitFor();
      expect(await violationsInThemes(page), 'finished').toEqual([]);
      await page.getByRole('link', { name: 'TenantLab' }).click();
      await page.getByRole('table').first().waitFor();
      expect(await violationsInThemes(page), 'home').toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), 'home, 360 px').toBe(360);
      expect(await violationsInThemes(page), 'home, 360 px').toEqual([]);
    });
  }
});

describe('keyboard alone', () => {
  test('start, speed up, inject, choose a tenant, switch, pause, finish', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await openBench(page, lab.server.url);
    const controls = page.getByRole('complementary', { name: 'Controls' });
    expect(await controls.textContent()).toContain('As the scenario begins.');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: /^Pause/ }).waitFor();
    await page.keyboard.press('n');
    await expect.poll(() => page.getByRole('region', { name: 'Noise' }).textContent()).toMatch(/G until/);
    await page.keyboard.press('3');
    await expect.poll(() => page.getByRole('radio', { name: /^C Cobalt/ }).getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('i');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('radio', { name: /^Fair/ }).getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('Escape');
    await page.keyboard.press('l');
    await expect.poll(() => page.locator('.clock-speed').textContent()).not.toBe('1.0×');
    await page.getByRole('button', { name: /^Finish at/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Download the record' }).waitFor();
    // A run that was cut short measures nothing any more, and says so where the measurement would stand.
    expect(await page.getByRole('region', { name: 'Objectives' }).textContent()).toContain('run ended');
    expect(troubles.found).toEqual([]);
  });
});

describe('what opens', () => {
  for (const viewport of SIZES) {
    test(`every i can be read whole and closes with Esc, ${viewport.width} px`, async () => {
      const { page } = await lab.browser.visitor({ viewport });
      await openBench(page, lab.server.url);
      const buttons = page.getByRole('button', { name: /^About / });
      const count = await buttons.count();
      expect(count).toBeGreaterThan(2);
      for (let at = 0; at < count; at++) {
        await buttons.nth(at).click();
        const open = page.locator('.truth:popover-open');
        await open.waitFor();
        expect(await open.evaluate((panel) => panel.scrollWidth <= panel.clientWidth)).toBe(true);
        await page.keyboard.press('Escape');
        await open.waitFor({ state: 'detached' });
      }
    });
  }

  test('the controls of the smallest bench show the objectives without scrolling', async () => {
    const { page } = await lab.browser.visitor({ viewport: { width: 1024, height: 768 } });
    await openBench(page, lab.server.url);
    await page.keyboard.press('x');
    const drawer = page.getByRole('complementary', { name: 'Controls' });
    await drawer.waitFor();
    expect(await drawer.evaluate((panel) => panel.scrollHeight <= panel.clientHeight)).toBe(true);
    await page.getByRole('button', { name: 'Open limits' }).click();
    await page.getByRole('button', { name: /^Limit G to/ }).waitFor();
  });
});

describe('three forms', () => {
  test('every picture has a table and a sentence', async () => {
    const { page } = await lab.browser.visitor();
    await openBench(page, lab.server.url);
    await page.keyboard.press('Space');
    await expect
      .poll(() => page.getByRole('radio', { name: /^A Acorn.*within SLO/ }).count(), { timeout: 20_000 })
      .toBe(1);
    const pictures = await page.getByRole('img', { name: /:/ }).count();
    expect(pictures).toBeGreaterThanOrEqual(5);
    await page.getByRole('radio', { name: 'Table' }).press('Space');
    await page.getByRole('table').first().waitFor();
    for (const chart of ['Topology', 'p99 by tenant', 'Latency of A', 'Goodput', 'Neighbours hurt']) {
      const table = page.getByRole('region', { name: chart }).getByRole('table').first();
      expect(await table.getByRole('row').count(), chart).toBeGreaterThan(1);
    }
    const happened = page.getByRole('table', { name: 'What happened, in order' });
    expect(await happened.getByRole('row', { name: /G floods/ }).count()).toBe(1);
    await page.getByRole('radio', { name: 'Sentence' }).press('Space');
    for (const chart of ['Goodput', 'Neighbours hurt']) {
      expect((await page.getByRole('region', { name: chart }).textContent())?.length, chart).toBeGreaterThan(60);
    }
  });
});

interface ShiftEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}
interface ShiftScope {
  shifts: { readonly atMs: number; readonly value: number }[];
}

/**
 * Does what a reader does, and drops the shifts between that and the answer: the browser takes half a second for granted, on a
 * busy machine the answer comes later.
 */
async function answered(page: Page, act: () => Promise<void>): Promise<void> {
  const fromMs = await page.evaluate(() => performance.now());
  await act();
  await page.evaluate(async (from) => {
    // Entries of a frame are handed out after it.
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    const scope = window as Window & Partial<ShiftScope>;
    scope.shifts = (scope.shifts ?? []).filter((each) => each.atMs < from);
  }, fromMs);
}

/** Cumulative layout shift as browsers report it: the worst session of shifts less than 1 s apart, at most 5 s long. */
function cumulativeShift(shifts: ShiftScope['shifts']): number {
  let worst = 0;
  let sum = 0;
  let beganMs = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const { atMs, value } of shifts) {
    if (atMs - lastMs >= 1_000 || atMs - beganMs >= 5_000) {
      sum = 0;
      beganMs = atMs;
    }
    lastMs = atMs;
    sum += value;
    worst = Math.max(worst, sum);
  }
  return worst;
}

describe('calm', () => {
  test('the first screen comes as it stays: no control flashes a reason why it cannot be used', async () => {
    const { page } = await lab.browser.visitor();
    await page.addInitScript(() => {
      const scope = window as Window & { reasons?: string[] };
      scope.reasons = [];
      new MutationObserver(() => {
        for (const off of document.querySelectorAll('.button.off')) scope.reasons?.push(off.textContent ?? '');
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await page.goto(lab.server.url);
    await page.getByRole('button', { name: /Start, and flood from G/ }).waitFor();
    const reasons = await page.evaluate(() => (window as Window & { reasons?: string[] }).reasons ?? []);
    expect([...new Set(reasons)]).toEqual(['Finish: not started yet']);
  });

  test('nothing shifts while a run starts, is flooded and is switched', async () => {
    const { page } = await lab.browser.visitor();
    await openBench(page, lab.server.url);
    await page.evaluate(() => {
      const scope = window as Window & Partial<ShiftScope>;
      scope.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & ShiftEntry)[]) {
          // What follows within half a second of the reader's own press is expected by the reader.
          if (!entry.hadRecentInput) scope.shifts?.push({ atMs: entry.startTime, value: entry.value });
        }
      }).observe({ type: 'layout-shift' });
    });
    await answered(page, async () => {
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: /^Pause/ }).waitFor();
    });
    await answered(page, async () => {
      await page.keyboard.press('n');
      await expect.poll(() => page.getByRole('region', { name: 'Noise' }).textContent()).toMatch(/G until/);
    });
    await expect
      .poll(() => page.getByRole('radio', { name: /^C Cobalt/ }).getAttribute('aria-label'), { timeout: 40_000 })
      .toMatch(/over SLO/);
    await answered(page, async () => {
      await page.getByRole('radio', { name: /^Cells/ }).click();
      await expect.poll(() => page.getByRole('radio', { name: /^Cells/ }).getAttribute('aria-checked')).toBe('true');
    });
    await expect
      .poll(() => page.getByRole('complementary', { name: 'Controls' }).textContent(), { timeout: 30_000 })
      .toMatch(/old line is empty/);
    expect(
      cumulativeShift((await page.evaluate(() => (window as Window & Partial<ShiftScope>).shifts)) ?? []),
    ).toBeLessThan(0.02);
  });
});
