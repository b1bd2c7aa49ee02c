/**
 * The claim: a learner who floods one tenant sees a neighbour's p99 cross its SLO, switches isolation on the running
 * system, sees it recover, and the record downloaded afterwards replays on the command line to the digest on the screen.
 * Tested in real Chromium against the built server, by role and name.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { COMMAND, openBench } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const run = promisify(execFile);
const lab = labOfFile();

describe('the whole path', () => {
  test('flood, see the neighbour hurt, switch, see it recover, finish, download, replay', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await openBench(page, lab.server.url);
    await page.getByRole('button', { name: /^Start/ }).click();
    await page.getByRole('region', { name: 'Noise' }).getByRole('textbox', { name: 'For' }).fill('60');
    const victim = page.getByRole('radio', { name: /^C Cobalt Bank/ });
    await expect.poll(() => victim.getAttribute('aria-label'), { timeout: 20_000 }).toMatch(/within SLO/);
    await page.getByRole('button', { name: /^Inject at/ }).click();
    await expect.poll(() => victim.getAttribute('aria-label'), { timeout: 30_000 }).toMatch(/over SLO/);

    await page.getByRole('radio', { name: /^Silo/ }).click();
    await expect
      .poll(() => page.getByRole('radio', { name: /^Silo/ }).getAttribute('aria-checked'), { timeout: 10_000 })
      .toBe('true');
    await expect.poll(() => victim.getAttribute('aria-label'), { timeout: 45_000 }).toMatch(/within SLO/);
    const objectives = page.getByRole('region', { name: 'Objectives' });
    await expect.poll(() => objectives.textContent()).toMatch(/of 100 points/);

    await page.getByRole('button', { name: /^Finish at/ }).click();
    const link = page.getByRole('link', { name: 'Download the record' });
    await link.waitFor({ timeout: 20_000 });
    const shown = await page
      .getByText(/^digest/)
      .locator('code')
      .textContent();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const file = join(lab.server.dataFolder, 'downloaded.run.json');
    await download.saveAs(file);
    expect((JSON.parse(await readFile(file, 'utf8')) as { digest: string }).digest).toBe(shown);

    const { stdout } = await run(process.execPath, [COMMAND, 'replay', file, '--json']);
    expect(stdout).toContain(shown);
    const graded = await run(process.execPath, [COMMAND, 'grade', file]);
    expect(graded.stdout).toContain('"graded"');
    expect(troubles.found).toEqual([]);
  });

  test('the guide leads from the first press to the first healing', async () => {
    const { page, troubles } = await lab.browser.visitor();
    await page.goto(lab.server.url);
    await page.getByRole('button', { name: /Start, and flood from G/ }).click();
    const toSwitch = page.getByRole('button', { name: /Switch to/ });
    await toSwitch.waitFor({ timeout: 60_000 });
    await toSwitch.click();
    await page.getByRole('region', { name: 'First run, four steps' }).waitFor({ state: 'detached', timeout: 90_000 });
    expect(await page.getByRole('button', { name: /^(Pause|Go on)/ }).isVisible()).toBe(true);
    expect(troubles.found).toEqual([]);
  });

  test('a server that is killed in mid-run comes back with the run, and the page finds it again', async () => {
    const { page } = await lab.browser.visitor();
    await openBench(page, lab.server.url);
    await page.getByRole('button', { name: /^Start/ }).click();
    await page.getByRole('button', { name: /^Inject at/ }).click();
    const noise = page.getByRole('region', { name: 'Noise' });
    await expect.poll(() => noise.textContent(), { timeout: 10_000 }).toMatch(/G until/);
    await lab.server.killAndRestart();
    await expect.poll(() => page.getByText(/Live at/).count(), { timeout: 30_000 }).toBeGreaterThan(0);
    await expect.poll(() => noise.textContent(), { timeout: 10_000 }).toMatch(/G until/);
    await page.getByRole('button', { name: /^Pause/ }).click();
    await page.getByRole('button', { name: /^Go on/ }).waitFor();
  });
});
