/** @module A real server in a process of its own, as built, that a test may kill. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILT = fileURLToPath(new URL('../../../dist/server/serve.js', import.meta.url));
const SCRIPT = `
  const { startServer } = await import(process.argv[1]);
  try {
    const server = await startServer({ port: 0, dataFolder: process.argv[2] });
    process.on('SIGTERM', () => server.close().then(() => process.exit(0)));
    process.stdout.write('listening on ' + server.url + '\\n');
  } catch (error) {
    process.stdout.write('refused ' + error.code + '\\n');
    process.exit(2);
  }
`;

/** Makes a folder that is removed by its second part. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'tenantlab-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Servers that have not ended, so that a test that fails half-way leaves none behind. */
const running = new Set<ChildProcess>();

/** Ends every server that a test left running. */
export function killServers(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** One server process. */
export class ServerProcess {
  readonly firstLine: string;
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  private constructor(child: ChildProcess, ended: Promise<number | null>, firstLine: string) {
    this.child = child;
    this.ended = ended;
    this.firstLine = firstLine;
  }

  /** Starts a server on a data directory; resolves with its first line, whatever that says. */
  static async start(dataFolder: string): Promise<ServerProcess> {
    const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, BUILT, dataFolder], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, TENANTLAB_LOG: 'silent' },
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const firstLine = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('\n')) resolve(text.trim());
      });
      child.once('error', reject);
      child.once('exit', (code) =>
        reject(new TypeError(`the server ended with ${code} before it said anything: ${text}`)),
      );
    });
    return new ServerProcess(child, ended, firstLine);
  }

  get url(): string {
    return this.firstLine.replace('listening on ', '');
  }

  /** Ends it without any warning. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to end. @returns its exit code */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  /** @returns its exit code once it has ended by itself */
  exit(): Promise<number | null> {
    return this.ended;
  }
}
