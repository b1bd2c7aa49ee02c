/**
 * The claim: a learner who passed a scenario gets a certificate from the home page by keyboard, its page tells a stranger step by
 * step what was checked, its file is checked again where it is dropped or opened, and every state of the page is usable by everyone.
 * Tested in real Chromium against the built server.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { LabClient } from '../server/support/lab-client.ts';
import { playedRun } from '../server/support/passed-run.ts';
import { violations, violationsInThemes } from './support/axe.ts';
import { COMMAND } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const run = promisify(execFile);
const lab = labOfFile();
let learner: LabClient;
/** Address of the certificate that the first test issues, and its file. */
let address = '';
let file = '';

beforeAll(async () => {
  learner = await LabClient.guest(lab.server.url);
  await playedRun(learner, 7);
});
const steps = (page: Page, outcome: string) =>
  page.getByRole('list', { name: 'What was checked' }).getByRole('img', { name: outcome, exact: true }).count();

/** Presses Tab until what has the focus says so. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (words.test(focused)) return;
  }
  throw new TypeError(`nothing that says ${words} was reached with Tab`);
}

describe('from a passed run to a certificate', () => {
  test('by keyboard: what it will say, a name, its page, its file, the command', async () => {
    const { page, troubles } = await lab.browser.visitor();
    const [name = '', value = ''] = learner.cookie.split('=');
    await page.context().addCookies([{ name, value, url: lab.server.url }]);
    await page.goto(lab.server.url);
    await page.getByText(/Proved so far: Noisy neighbour passed with \d+ of 100/).waitFor();
    await tabTo(page, /^See what it will say$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'What the certificate will say' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Name on the certificate' }).focus();
    await page.keyboard.type('Zoë Müller');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Genuine, and not revoked.' }).waitFor({ timeout: 30_000 });
    address = page.url();
    expect(address).toMatch(/\/verify\/[0-9a-f]{32}$/);
    expect(await steps(page, 'holds')).toBe(4);
    const facts = page.getByRole('region', { name: 'What the certificate says' });
    expect(await facts.textContent()).toContain('Zoë Müller');
    expect(await facts.getByRole('row', { name: /Noisy neighbour/ }).count()).toBe(1);

    await tabTo(page, /^Download the certificate$/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    file = join(lab.server.dataFolder, 'downloaded.json');
    await download.saveAs(file);
    const { stdout } = await run(process.execPath, [
      COMMAND,
      'verify',
      file,
      '--data',
      lab.server.dataFolder,
      '--json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'valid', certificate: { name: 'Zoë Müller' } });

    await tabTo(page, /^Download the record of Noisy neighbour$/);
    const [record] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    const recordFile = join(lab.server.dataFolder, 'certified.json');
    await record.saveAs(recordFile);
    const again = page.getByRole('region', { name: 'Run it again yourself' });
    const replayed = await run(process.execPath, [COMMAND, 'replay', recordFile, '--json']);
    const { digest } = JSON.parse(replayed.stdout) as { digest: { replayed: string } };
    expect(await again.textContent()).toContain(digest.replayed);

    await page.goto(lab.server.url);
    await tabTo(page, /^Certificate of 20\d\d-\d\d-\d\d for Zoë Müller$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Genuine, and not revoked.' }).waitFor();
    expect(troubles.found).toEqual([]);
  });

  test('a stranger opens or drops the file: whole it is genuine, changed it is damaged and shows nothing', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await page.goto(`${lab.server.url}/verify`);
    await page.getByRole('heading', { name: 'Is a certificate genuine?' }).waitFor();
    const input = page.getByLabel('Open its file, or drop it here');
    const forged = join(lab.server.dataFolder, 'forged.json');
    await writeFile(forged, (await readFile(file, 'utf8')).replace('Zoë', 'Zoé'));
    await input.setInputFiles(forged);
    await page.getByRole('heading', { name: 'Damaged: this is not what was issued.' }).waitFor();
    expect([await steps(page, 'holds'), await steps(page, 'does not hold'), await steps(page, 'not checked')]).toEqual([
      2, 1, 1,
    ]);
    expect(await page.getByText('Zo').count()).toBe(0);

    await page.getByText('Open its file, or drop it here').evaluate(
      (label, text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'certificate.json', { type: 'application/json' }));
        label.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
      },
      await readFile(file, 'utf8'),
    );
    await page.getByRole('heading', { name: 'Genuine, and not revoked.' }).waitFor();
    await page.getByText('Zoë Müller').first().waitFor();

    await page.getByRole('link', { name: 'Check another' }).press('Enter');
    await input.setInputFiles({ name: 'big.json', mimeType: 'application/json', buffer: Buffer.alloc(70_000, 32) });
    await page.getByText(/big\.json has 70000 bytes/).waitFor();
    await input.setInputFiles({ name: 'odd.json', mimeType: 'application/json', buffer: Buffer.from([0xff, 0xfe]) });
    await page.getByText(/odd\.json is no UTF-8 text/).waitFor();
    expect(troubles.found).toEqual([]);
  });
});

describe('for everyone', () => {
  const visited = async (page: Page, url: string, headline: string | RegExp): Promise<void> => {
    await page.goto(url);
    await page.getByRole('heading', { name: headline }).waitFor();
    expect(await violationsInThemes(page), String(headline)).toEqual([]);
    const width = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(width[0]).toBeLessThanOrEqual(width[1]!);
  };

  for (const width of [1100, 360]) {
    test(`axe finds nothing and nothing is wider than the page: ${width} px`, async () => {
      const { page } = await lab.browser.visitor({ viewport: { width, height: 900 } });
      await visited(page, address, 'Genuine, and not revoked.');
      await visited(page, `${lab.server.url}/verify`, 'Is a certificate genuine?');
      await visited(page, `${lab.server.url}/verify/${'0'.repeat(32)}`, 'This lab has no such certificate.');
    });
  }

  test('no engine, no worker and no socket is loaded to look at a certificate', async () => {
    const { page } = await lab.browser.visitor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    let others = 0;
    page.on('worker', () => others++);
    page.on('websocket', () => others++);
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.getByRole('heading', { name: 'Genuine, and not revoked.' }).waitFor();
    expect(asked.filter((path) => /worker|bench-page|spaces|socket\.io/.test(path))).toEqual([]);
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([
      `/api${new URL(address).pathname.replace('verify', 'certificates')}`,
    ]);
    expect(others).toBe(0);
  });

  test('a certificate that is taken back says so at once, with the reason, in light and dark', async () => {
    const id = address.slice(-32);
    const args = ['certificate', 'revoke', id, '--reason', 'issued for a test', '--data', lab.server.dataFolder];
    await run(process.execPath, [COMMAND, ...args]);
    const { page } = await lab.browser.visitor({ viewport: { width: 1100, height: 900 } });
    await visited(page, address, 'Genuine once, and revoked since.');
    expect([await steps(page, 'holds'), await steps(page, 'does not hold')]).toEqual([3, 1]);
    expect(await page.getByText(/revoked on 20\d\d-\d\d-\d\d: issued for a test/).count()).toBeGreaterThan(0);
    expect(await page.getByRole('link', { name: /Download the record/ }).count()).toBe(0);
  });
});
