/** @module What the command tests share: the built program as a child process, and a folder that is removed again. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/server/cli/main.js', import.meta.url));

/** Path of the first scenario's file. */
export const NOISY_FILE = fileURLToPath(new URL('../../scenarios/library/noisy-neighbour.yaml', import.meta.url));

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs the built program.
 *
 * @param args  its arguments
 * @param cwd   where it runs
 */
export function tenantlab(args: readonly string[], cwd?: string): Ended {
  const ended = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(cwd === undefined ? {} : { cwd }),
  });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

/** @returns a new folder that lives as long as the test */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @returns a new folder that lives as long as the test file */
export function folderOfTests(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenantlab-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
