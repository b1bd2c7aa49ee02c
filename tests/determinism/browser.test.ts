/**
 * A browser computes what Node computes: the engine is bundled, run in headless Chromium and in Firefox, and every golden run's
 * digest, event count and complete result, the portable functions' bits and each generator's draws are compared with this process's.
 */
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium-path.ts';
import { firefoxPath, NO_FIREFOX } from '../support/firefox-path.ts';
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

async function findingsOfFirefox(executablePath: string, script: string): Promise<Findings> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: script });
    return (await page.evaluate('findings()')) as Findings;
  } finally {
    await browser.close();
  }
}

const here = findings();

describe('every golden run has the digest, events and result of Node', () => {
  it('in Chromium', async () => {
    expect(await withBundle('iife', findingsOfChromium)).toEqual(here);
  });

  it('in Firefox', async ({ skip }) => {
    const program = firefoxPath();
    if (program === null) return skip(NO_FIREFOX);
    expect(await withBundle('iife', (script) => findingsOfFirefox(program, script))).toEqual(here);
  });
});
