/** @module The built lab and a real Chromium for programs that are no tests: the README's picture, the bench of the screen. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts the server alone, on fresh data and any free port; `close` takes it down and the data away.
 *
 * @param scenario  file of the one scenario that is served; the library's without it
 */
export async function builtServer(scenario) {
  const data = await mkdtemp(join(tmpdir(), 'tenantlab-screen-'));
  const command =
    scenario === undefined
      ? [join(ROOT, 'dist/server/cli/main.js'), 'serve', '--port', '0', '--data', data]
      : [join(ROOT, 'tests/browser/serve-scenario.mjs'), scenario, data];
  const server = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(createInterface({ input: server.stdout }), 'line');
  return {
    url: String(line).replace('listening on ', ''),
    close: async () => {
      server.kill('SIGTERM');
      await once(server, 'exit');
      await rm(data, { recursive: true, force: true });
    },
  };
}

/**
 * Starts both; `close` takes both down.
 *
 * @param scenario  file of the one scenario that is served; the library's without it
 */
export async function builtLab(scenario) {
  const server = await builtServer(scenario);
  const browser = await chromium.launch({
    executablePath: process.env.TENANTLAB_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  return {
    url: server.url,
    page,
    /** Waits until the run's clock has reached a time, seconds. */
    until: (seconds) =>
      page.waitForFunction(
        (wanted) => Number.parseFloat(document.querySelector('.clock strong')?.textContent ?? '0') >= wanted,
        seconds,
        { timeout: 120_000 },
      ),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
