/** @module Takes the README's picture from the product itself: `npm run screenshot` after a build. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const data = await mkdtemp(join(tmpdir(), 'tenantlab-picture-'));
const server = spawn(
  process.execPath,
  [join(ROOT, 'dist/server/cli/main.js'), 'serve', '--port', '0', '--data', data],
  {
    stdio: ['ignore', 'pipe', 'ignore'],
  },
);
const [line] = await once(createInterface({ input: server.stdout }), 'line');
const url = String(line).replace('listening on ', '');
const browser = await chromium.launch({
  executablePath: process.env.TENANTLAB_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });

/** Waits until the run's clock has reached a time, seconds. */
async function until(seconds) {
  await page.waitForFunction(
    (wanted) => Number.parseFloat(document.querySelector('.clock strong')?.textContent ?? '0') >= wanted,
    seconds,
    { timeout: 120_000 },
  );
}

await page.goto(url);
await page.getByRole('button', { name: 'Leave the guide' }).click();
await page.getByRole('button', { name: /^Start/ }).click();
for (let presses = 0; presses < 3; presses++) await page.keyboard.press('l');
await until(58);
await page.getByRole('radio', { name: /^Cells/ }).click();
await until(63);
for (let presses = 0; presses < 3; presses++) await page.keyboard.press('j');
await page.getByRole('radio', { name: /^C Cobalt/ }).click();
await until(74);
await page.keyboard.press('Space');
await page.getByRole('button', { name: /^Go on/ }).waitFor();
await page.mouse.move(720, 20);
await page.screenshot({ path: join(ROOT, 'lab-ui/screenshot.png') });
await browser.close();
server.kill('SIGTERM');
await once(server, 'exit');
await rm(data, { recursive: true, force: true });
