/**
 * The claim: both scenes in 3D are drawn in the built lab under its security policy, show what their flat twins show, cost nobody
 * else anything, and where they cannot be drawn the same stands there flat, with a reason. Tested in real Chromium, which has no
 * graphics card here and draws WebGL on the processor, and in one without WebGL. Numbers are read back, not pixels; of pixels only
 * that there are some.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { project, snapCamera } from '../../lab-ui/space/camera.ts';
import { CITY_CORNER, cityView } from '../../lab-ui/space/city/city.ts';
import { cityLayout } from '../../lab-ui/space/city/city-layout.ts';
import { violations } from './support/axe.ts';
import { LabBrowser, openBench } from './support/lab.ts';
import { labOfFile } from './support/lab-of-file.ts';

const ASSETS = fileURLToPath(new URL('../../dist/lab-ui/assets/', import.meta.url));
/** Chromium without a graphics card reads the picture back to show it, and says so. */
const READ_BACK = /GPU stall due to ReadPixels/;

const lab = labOfFile();

const layer = (page: Page): Locator => page.locator('canvas.space-layer');

/** Colours on the WebGL canvas and whether its context is alive. */
async function picture(page: Page): Promise<{ readonly alive: boolean; readonly colours: number }> {
  return layer(page).evaluate((canvas) => {
    const drawn = canvas as HTMLCanvasElement;
    const copy = document.createElement('canvas');
    copy.width = drawn.width;
    copy.height = drawn.height;
    const pen = copy.getContext('2d');
    pen?.drawImage(drawn, 0, 0);
    const pixels = new Uint32Array(pen?.getImageData(0, 0, copy.width, copy.height).data.buffer ?? new ArrayBuffer(0));
    return { alive: drawn.getContext('webgl2')?.isContextLost() === false, colours: new Set(pixels).size };
  });
}

async function choose(page: Page, name: string): Promise<void> {
  await page.locator('.space-bar').getByText(name, { exact: true }).click();
}

async function openIn3D(page: Page): Promise<void> {
  await page.locator('.top-bar').getByText('3D', { exact: true }).click();
  await page.getByRole('button', { name: 'Draw in 3D' }).click();
  await layer(page).waitFor();
}

async function pause(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Pause/ }).click();
  await page.getByRole('button', { name: /^Go on/ }).waitFor();
}

/** Rows of a table on the page, as written. */
async function cells(table: Locator): Promise<string[][]> {
  return table
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '')),
    );
}

describe('software GL', () => {
  test('the lab begins flat and offers 3D; city and twin agree, a switch splits the block, surface and grid agree', async () => {
    const { page, troubles } = await lab.browser.visitor();
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await openBench(page, lab.server.url);
    expect(
      fetched.filter((url) => /spaces-/.test(url)),
      'not loaded before it is asked for',
    ).toEqual([]);
    await page.getByRole('button', { name: /^Start/ }).click();
    await page.locator('.top-bar').getByText('3D', { exact: true }).click();
    await page.getByText('No graphics card').waitFor();
    expect(new URL(page.url()).searchParams.get('view')).toBe('city');
    expect(await layer(page).count()).toBe(0);
    expect(await violations(page), 'offer').toEqual([]);
    await page.getByRole('button', { name: 'Draw in 3D' }).click();
    await expect.poll(async () => (await picture(page)).colours, { timeout: 20_000 }).toBeGreaterThan(20);
    expect((await picture(page)).alive).toBe(true);
    const plates = Number(await layer(page).getAttribute('data-blocks'));
    expect(plates).toBeGreaterThanOrEqual(4 * 12 + 1);

    await page.keyboard.press('n');
    await expect
      .poll(() => page.getByRole('img', { name: /^Cell city/ }).getAttribute('aria-label'), { timeout: 40_000 })
      .toMatch(/Most stand in line at One system, database: [\d,]{2,}/);
    await page.getByRole('radio', { name: /^Cells/ }).click();
    await expect
      .poll(() => page.getByRole('img', { name: /^Cell city/ }).getAttribute('aria-label'), { timeout: 20_000 })
      .toMatch(/Cells: four blocks/);
    await expect.poll(async () => Number(await layer(page).getAttribute('data-blocks'))).toBe(plates + 3);
    await pause(page);
    const sentence = await page.getByRole('img', { name: /^Cell city/ }).getAttribute('aria-label');
    const twin = await page.getByRole('img', { name: /^Seen from above/ }).getAttribute('aria-label');
    expect(twin?.replace('Seen from above', 'Cell city')).toBe(sentence);
    expect(await violations(page), 'city').toEqual([]);

    // A press of the letter keys moves the focus in both; both are drawn from the same numbers, which the tables give.
    await page.getByRole('radio', { name: 'Table', exact: true }).press('Space');
    const city = page
      .getByRole('region', { name: 'Cell city' })
      .getByRole('table', { name: 'Every tenant’s storeys at this instant' });
    const plan = page.getByRole('region', { name: 'Seen from above' }).getByRole('table');
    expect(await cells(plan.first())).toEqual(await cells(city.first()));
    await page.getByRole('radio', { name: 'Picture', exact: true }).press('Space');

    await choose(page, 'Surface');
    await expect.poll(async () => (await picture(page)).colours).toBeGreaterThan(20);
    expect(new URL(page.url()).searchParams.get('view')).toBe('surface');
    expect(await violations(page), 'surface').toEqual([]);
    await page.getByRole('radio', { name: 'Table', exact: true }).press('Space');
    const scene = page
      .getByRole('region', { name: 'Latency surface' })
      .getByRole('table', { name: /^p99 of each tenant/ });
    const grid = page.getByRole('region', { name: 'p99 by tenant' }).getByRole('table');
    expect(await cells(scene.first())).toEqual(await cells(grid.first()));
    expect(troubles.found.filter((trouble) => !READ_BACK.test(trouble))).toEqual([]);
  });

  test('a tenant chosen in the city is in focus everywhere; the views are buttons; paused is still; dark is dark', async () => {
    const { page } = await lab.browser.visitor({ colorScheme: 'dark' });
    await openBench(page, lab.server.url);
    await page.getByRole('button', { name: /^Start/ }).click();
    await openIn3D(page);
    await expect
      .poll(() => page.getByRole('radio', { name: /^A Acorn.*within SLO/ }).count(), { timeout: 20_000 })
      .toBe(1);
    await pause(page);
    await page.getByRole('img', { name: /^Cell city/ }).focus();
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => page.getByRole('radio', { name: /^B Brightside/ }).getAttribute('aria-checked'))
      .toBe('true');
    await choose(page, 'Top');
    await expect.poll(() => page.getByRole('radio', { name: 'Top', exact: true }).isChecked()).toBe(true);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await choose(page, 'Corner');
    await choose(page, 'Top');
    // From above every roof is in sight, where the plan says.
    const host = await page.locator('.scene-host').boundingBox();
    if (!host) throw new TypeError('the scene has no place');
    const [plot] = cityLayout([{ title: 'One system', tenants: Array.from({ length: 12 }, (_, at) => at) }]).plots;
    if (!plot) throw new TypeError('A has no plot');
    const view = cityView(snapCamera('top', CITY_CORNER), { ...host, x: 0, y: 0 });
    const roof = project(view, [plot.x + plot.width / 2, 1, plot.z + plot.depth / 2]);
    await page.mouse.click(host.x + roof.x, host.y + roof.y);
    await expect.poll(() => page.getByRole('radio', { name: /^A Acorn/ }).getAttribute('aria-checked')).toBe('true');
    const still = await layer(page).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    await page.evaluate(async () => {
      for (let frame = 0; frame < 20; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
    expect(await layer(page).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())).toBe(still);
    expect(await violations(page), 'dark').toEqual([]);
  });

  test('a context that the browser takes away is said, and drawn again when it is back', async () => {
    const { page } = await lab.browser.visitor();
    await openBench(page, lab.server.url);
    await page.getByRole('button', { name: /^Start/ }).click();
    await openIn3D(page);
    await expect.poll(async () => (await picture(page)).colours, { timeout: 20_000 }).toBeGreaterThan(20);
    const toLose = await layer(page).evaluateHandle((canvas) =>
      (canvas as HTMLCanvasElement).getContext('webgl2')?.getExtension('WEBGL_lose_context'),
    );
    await toLose.evaluate((extension) => extension?.loseContext());
    await page.getByText('took the graphics context away').waitFor();
    await toLose.evaluate((extension) => extension?.restoreContext());
    await page.getByText('took the graphics context away').waitFor({ state: 'detached' });
    await expect.poll(async () => (await picture(page)).colours, { timeout: 20_000 }).toBeGreaterThan(20);
  });
});

describe('without WebGL', () => {
  test('the same stands there flat, and the page says why', async () => {
    const bare = await LabBrowser.launch(['--disable-gpu', '--disable-3d-apis']);
    try {
      const { page, troubles } = await bare.visitor();
      await openBench(page, lab.server.url);
      await page.getByRole('button', { name: /^Start/ }).click();
      await page.keyboard.press('v');
      await page.getByText('This browser gives the page no WebGL').waitFor();
      expect(await layer(page).count()).toBe(0);
      await page.getByRole('img', { name: /^Topology/ }).waitFor();
      await page.getByRole('img', { name: /^Seen from above/ }).waitFor();
      await page.keyboard.press('v');
      await expect.poll(() => page.getByRole('img', { name: /^p99 by tenant/ }).count()).toBe(2);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('v');
      await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBe('2d');
      expect(troubles.found).toEqual([]);
    } finally {
      await bare.close();
    }
  });
});

describe('what it weighs', () => {
  test('3D is a file of its own of at most 135 KB gzipped, and the bench holds nothing of it', async () => {
    const files = (await readdir(ASSETS)).filter((file) => file.endsWith('.js'));
    const scripts = await Promise.all(files.map(async (file) => ({ file, code: await readFile(join(ASSETS, file)) })));
    const space = scripts.filter(({ file }) => file.startsWith('spaces-'));
    expect(space).toHaveLength(1);
    for (const { file, code } of space) {
      const gzipped = gzipSync(code).length;
      console.info(`${file}: ${(gzipped / 1000).toFixed(1)} KB gzipped`);
      expect(gzipped).toBeLessThanOrEqual(135_000);
    }
    for (const { file, code } of scripts) {
      if (!file.startsWith('spaces-')) expect(code.includes('WebGLRenderer'), file).toBe(false);
    }
  });
});
