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
        only === null ? {} : { runOnly: only },
      ),
    rules === 'all' ? null : COLOURS,
  );
  if (results === undefined) throw new TypeError('axe did not load');
  return results.violations.map(
    (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}
