/** @module What the command tests share: command lines, in this process and as the built program, and folders that are removed again. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, onTestFinished } from 'vitest';
import { executeCommand } from '../../server/cli/execute-command.ts';

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
 * Executes a command line in this process: all of the command but its start and its pipes, which take longer than most commands.
 *
 * @param args  what follows the program's name
 * @param cwd   where it runs
 */
export async function commandLine(args: readonly string[], cwd?: string): Promise<Ended> {
  const texts = { out: '', err: '' };
  const before = process.cwd();
  if (cwd !== undefined) process.chdir(cwd);
  try {
    const code = await executeCommand(args, {
      out: (text) => {
        texts.out += text;
      },
      err: (text) => {
        texts.err += text;
      },
    });
    return { code, ...texts };
  } finally {
    process.chdir(before);
  }
}

/**
 * Runs the built program: for what only a process of its own shows.
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
