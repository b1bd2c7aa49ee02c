/** @module axe over a page, as a list of what it found. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a theme can change: only colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * Runs axe over the page; playwright's evaluate is not bound by the page's security policy.
 *
 * @param page   any
 * @param rules  `colours`: only those that a theme can break, where all others were asked in another theme
 */
export async function violations(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  await page.evaluate(await source);
  const results = await page.evaluate(
    (only) =>
      (window as Window & { axe?: { run(options: object): Promise<AxeResults> } }).axe?.run(
        // What passes is not gone into: on a page with large tables that is most of the time.
        { resultTypes: ['violations'], ...(only === null ? {} : { runOnly: only }) },
      ),
    rules === 'all' ? null : COLOURS,
  );
  if (results === undefined) throw new TypeError('axe did not load');
  return results.violations.map(
    (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}

/**
 * Runs axe over the page as it stands in both themes: every rule in the one that it has, and what the other can break in the other.
 *
 * @param page  of a visitor who leaves the theme to the system; it has its own theme again afterwards
 */
export async function violationsInThemes(page: Page): Promise<string[]> {
  const here = await violations(page);
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await setTheme(page, isDark ? 'light' : 'dark');
  const there = await violations(page, 'colours');
  await setTheme(page, isDark ? 'dark' : 'light');
  return [...here, ...there.map((each) => `${isDark ? 'light' : 'dark'}: ${each}`)];
}

/** A colour that is still changing is neither theme's. */
async function setTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each instanceof CSSTransition)
        .map((each) => each.finished),
    ),
  );
}
