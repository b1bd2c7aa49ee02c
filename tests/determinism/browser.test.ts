/**
 * A browser computes what Node computes: the engine is bundled, run in headless Chromium, and every golden run's digest,
 * event count and complete result, and the portable functions' bits, are compared with this process's.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium-path.ts';
import { type BrowserFindings, findings } from './browser-entry.ts';

async function bundle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-bundle-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: folder,
        minify: true,
        lib: {
          entry: fileURLToPath(new URL('./browser-entry.ts', import.meta.url)),
          formats: ['iife'],
          name: 'golden',
          fileName: () => 'golden.js',
        },
      },
    });
    return readFileSync(join(folder, 'golden.js'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function findingsOfChromium(): Promise<BrowserFindings> {
  const script = await bundle();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    return await page.evaluate<BrowserFindings>('findings()');
  } finally {
    await browser.close();
  }
}

describe('Chromium', () => {
  it('gives every golden run the same digest, events and result as Node', async () => {
    expect(await findingsOfChromium()).toEqual(findings());
  });
});
