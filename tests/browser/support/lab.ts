/** @module A built lab and a real Chromium for one test file: started, handed out page by page, taken down. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../support/chromium-path.ts';

/** The built command. */
export const COMMAND = fileURLToPath(new URL('../../../dist/server/cli/main.js', import.meta.url));

/** The server as a process of its own, so that it can be killed. */
export class LabServer {
  readonly dataFolder: string;
  url = '';
  private process: ChildProcess | undefined;

  private constructor(dataFolder: string) {
    this.dataFolder = dataFolder;
  }

  /** Starts a server on a fresh data directory and any free port. */
  static async start(): Promise<LabServer> {
    const server = new LabServer(await mkdtemp(join(tmpdir(), 'tenantlab-browser-')));
    await server.listen(0);
    return server;
  }

  /** Kills the process as a power cut would, then starts another on the same data and port. */
  async killAndRestart(): Promise<void> {
    const gone = this.process ? once(this.process, 'exit') : undefined;
    this.process?.kill('SIGKILL');
    await gone;
    await this.listen(Number(new URL(this.url).port));
  }

  async stop(): Promise<void> {
    const gone = this.process ? once(this.process, 'exit') : undefined;
    this.process?.kill('SIGTERM');
    await gone;
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  private async listen(port: number): Promise<void> {
    const started = spawn(process.execPath, [COMMAND, 'serve', '--port', String(port), '--data', this.dataFolder], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.process = started;
    for await (const line of createInterface({ input: started.stdout! })) {
      const listening = /^listening on (\S+)/.exec(line);
      if (listening?.[1] === undefined) continue;
      this.url = listening[1];
      return;
    }
    throw new TypeError('the server ended before it listened');
  }
}

/** What went wrong on a page without anybody asking. */
export interface PageTroubles {
  readonly found: string[];
}

/** A browser with pages that write down every error, warning of the security policy and failed request. */
export class LabBrowser {
  private readonly browser: Browser;

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  /** @param args  of the browser, beside what every test needs */
  static async launch(args: readonly string[] = []): Promise<LabBrowser> {
    const options = { executablePath: chromiumPath(), args: ['--no-sandbox', ...args] };
    return new LabBrowser(await chromium.launch(options));
  }

  /** @returns a page of a new visitor, and its troubles */
  async visitor(options: BrowserContextOptions = {}): Promise<{ page: Page; troubles: PageTroubles }> {
    const context = await this.browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    const found: string[] = [];
    page.on('pageerror', (error) => found.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        found.push(`${message.type()}: ${message.text()}`);
    });
    return { page, troubles: { found } };
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/** Opens the bench of a fresh run, past the guide. */
export async function openBench(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Leave the guide' }).click();
  await page.getByRole('button', { name: /^Start/ }).waitFor();
}

/** Opens the bench of a run of a scenario of one's choice, past the guide. @returns the run's id */
export async function openScenario(page: Page, url: string, scenarioId: string): Promise<string> {
  await openBench(page, url);
  const runId = await page.evaluate(async (id) => {
    const response = await fetch('/api/runs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scenarioId: id, seed: 7 }),
    });
    return ((await response.json()) as { runId: string }).runId;
  }, scenarioId);
  await page.goto(`${url}/lab/${scenarioId}/${runId}`);
  await page.getByRole('button', { name: /^Start/ }).waitFor();
  return runId;
}
