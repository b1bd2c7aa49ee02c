/** @module Mounted charts in a real browser: canvas, words, keyboard, resize and leave without a trace. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium-path.ts';

test('every mounted chart keeps the laws, at one and at two pixels per point', async () => {
  const vite = await createServer({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  });
  await vite.listen();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  try {
    for (const deviceScaleFactor of [1, 2]) {
      const page = await browser.newPage({ deviceScaleFactor });
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${vite.resolvedUrls?.local[0]}tests/charts/dev/mount-laws.html`);
      const broken = await page.locator('body[data-broken]').getAttribute('data-broken');
      expect(errors).toEqual([]);
      expect(JSON.parse(broken ?? '["nothing ran"]')).toEqual([]);
      await page.close();
    }
  } finally {
    await browser.close();
    await vite.close();
  }
});
