/**
 * A browser computes what Node computes: the engine is bundled, run in headless Chromium, and every golden run's digest,
 * event count and complete result, the portable functions' bits and each generator's draws are compared with this process's.
 */
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium-path.ts';
import { withBundle } from './bundle-findings.ts';
import { type Findings, findings } from './findings.ts';

async function findingsOfChromium(script: string): Promise<Findings> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: script });
    return await page.evaluate<Findings>('findings()');
  } finally {
    await browser.close();
  }
}

describe('Chromium', () => {
  it('gives every golden run the same digest, events and result as Node', async () => {
    expect(await withBundle('iife', findingsOfChromium)).toEqual(findings());
  });
});
