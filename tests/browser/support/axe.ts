/** @module axe over a page, as a list of what it found. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs axe over the page; playwright's evaluate is not bound by the page's security policy. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await source);
  const results = await page.evaluate(() => (window as Window & { axe?: { run(): Promise<AxeResults> } }).axe?.run());
  if (results === undefined) throw new TypeError('axe did not load');
  return results.violations.map(
    (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}
