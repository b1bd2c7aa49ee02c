/**
 * The claim: what matters most works in Firefox too: the first aha; back in the run, a branch, the comparison of both; from the
 * matrix to the slowest request; and the run that Node executed has the same digest when Firefox executes it again. One visitor,
 * one run, in that order.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firefoxPath, NO_FIREFOX } from '../support/firefox-path.ts';
import { Firefox, type FirefoxPage } from './support/firefox.ts';
import { LabServer } from './support/lab.ts';

const program = firefoxPath();
let server: LabServer;
let firefox: Firefox;
let page: FirefoxPage;

beforeAll(async () => {
  if (program === null) return;
  server = await LabServer.start();
  firefox = await Firefox.launch(program);
  page = await firefox.visitor();
});
afterAll(async () => {
  await firefox?.close();
  await server?.stop();
});

const MOMENT = ['slider', 'Moment shown'] as const;
const clockS = async () => Number(await page.attribute(...MOMENT, 'aria-valuenow'));
const until = (seconds: number) => expect.poll(clockS, { timeout: 60_000 }).toBeGreaterThanOrEqual(seconds);
const neighbour = () => page.attribute('radio', /^C Cobalt/, 'aria-label');
const topology = () => page.attribute('img', /^Topology/, 'aria-label');
let original: string;

describe.skipIf(program === null)(`Firefox${program === null ? ` (${NO_FIREFOX})` : ''}`, () => {
  test('the first aha: flood, the neighbours past their SLO, switch, healed', async () => {
    await page.page.goto(server.url);
    await page.click('button', /Start, and flood from G$/);
    expect(await page.rolesOf('radio'), 'the ladder and the tenants as Firefox itself hands them on').toBe(
      await page.count('radio', /./),
    );
    await page.waitFor('button', /Switch to/);
    expect(await neighbour()).toMatch(/over SLO/);
    await page.press('l');
    await page.click('button', /Switch to/);
    await page.waitForNo('region', 'First run, four steps', 90_000);
    expect(await neighbour()).toMatch(/within SLO/);
    original = page.path;
    expect(page.troubles).toEqual([]);
  });

  test('back to before the flood, a branch there, and what lies between the two runs', async () => {
    await page.press(' ');
    await page.waitFor('button', /^Go on/);
    const atHead = await topology();
    await page.focus(...MOMENT);
    await page.press('Home', 'PageUp');
    await expect.poll(clockS).toBe(5);
    await expect.poll(topology).not.toBe(atHead);
    await page.click('button', /^Branch at 5\.0\ss$/);
    await expect.poll(() => page.path).not.toBe(original);
    await page.waitFor('button', /^Go on/);
    await expect.poll(clockS).toBe(5);
    await page.press('l', 'l', ' ');
    await until(45);
    await page.press(' ');
    await page.waitFor('button', /^Go on/);
    await page.press('c');
    await page.click('link', /the same requests/);
    await page.waitFor('region', /^What changed, by quantile/, 60_000);
    expect(page.path.startsWith('/compare/')).toBe(true);
    expect(await page.text('heading', /neighbours’ p\d\d/)).toMatch(/It costs .* per hour (more|less)\./);
    expect(page.troubles).toEqual([]);
  });

  test('from the matrix to a cell’s request, its waits and the line that it stood in', async () => {
    await page.page.goto(`${server.url}${original}`);
    await page.waitFor('button', /^Go on/);
    await page.press('h');
    await page.waitFor('grid', /^Who makes whom wait/);
    await page.click('gridcell', /^G makes A wait/);
    await page.waitFor('heading', /^One request of.*A: why/);
    await page.waitFor('img', /^A’s request needed .* of work\. It waited .* behind G/);
    await page.waitFor('img', /^When A joined, \d+ requests stood in front/);
    await page.press('Escape');
    await page.waitFor('radio', /^C Cobalt/);
    expect(page.path).toBe(original);
    expect(page.troubles).toEqual([]);
  });

  test('executes the run again to the digest of the server', async () => {
    await page.click('button', /^Finish at/);
    await page.waitFor('link', 'Download the record');
    const shown = await page.page.$eval('.digest code', (code) => code.textContent);
    expect(shown).toMatch(/^[0-9a-f]{16,}$/);
    await page.keepSavedFiles();
    await page.press('e');
    await page.click('button', 'Traces for Perfetto');
    await expect.poll(() => page.savedFiles(), { timeout: 60_000 }).toHaveLength(1);
    const [traces] = await page.savedFiles();
    expect(traces).toContain(shown);
    expect(page.troubles).toEqual([]);
  });
});
