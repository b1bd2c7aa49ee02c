/** @module The JavaScript engines outside this process, and where they are; `engines/install-engines.mjs` installs them. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Findings } from './findings.ts';

const FOLDER = new URL('./engines/', import.meta.url);
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

/** An engine that runs a script file and prints. */
export interface OtherEngine {
  readonly title: string;
  /** Path of the program; null when it is not there. */
  readonly program: string | null;
  /** Why it may be missing. */
  readonly missing: string;
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as T;
}

function nodes(): OtherEngine[] {
  const { optionalDependencies } = read<{ optionalDependencies: Record<string, string> }>('package.json');
  return Object.keys(optionalDependencies).map((name) => {
    const program = fileURLToPath(new URL(`node_modules/${name}/bin/node`, FOLDER));
    return {
      title: `Node ${name.replace('node-', '')}`,
      program: existsSync(program) ? program : null,
      missing: 'npm has this binary for linux-x64 only; run node tests/determinism/engines/install-engines.mjs there',
    };
  });
}

function shells(): OtherEngine[] {
  return read<{ id: string; command: string }[]>('debian.json').map(({ id, command }) => ({
    title: `${id} (${command})`,
    program: spawnSync('which', [command], { encoding: 'utf8' }).stdout.trim() || null,
    missing: `no ${command} here: tests/determinism/engines/install-engines.mjs installs it with apt-get, as root`,
  }));
}

/** Two other versions of V8, and the engines of Firefox and of Safari. */
export const OTHER_ENGINES: readonly OtherEngine[] = [...nodes(), ...shells()];

/** Shells of bare engines print with `print`. */
const PRINT = '\n(typeof print === "function" ? print : console.log)(JSON.stringify(findings()));\n';

/**
 * @param program  of an engine
 * @param script   a script that defines `findings()`; a line that prints is added to it
 */
export async function findingsOf(program: string, script: string): Promise<Findings> {
  await appendFile(script, PRINT);
  const { stdout } = await promisify(execFile)(program, [script], { maxBuffer: OUTPUT_BYTES_MAX });
  return JSON.parse(stdout) as Findings;
}
