/** @module Options that grading and regrading share: hidden seeds, threads, the grader's key, content beside the library's. */
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { HIDDEN_SEEDS_MAX } from '../../scenarios/schema/limits.ts';
import { loadContent } from '../content/held-content.ts';
import { type Library, LibraryError } from '../content/library.ts';
import type { GradeOptions } from '../headless/grade-record.ts';
import { wholeNumber } from './arguments.ts';
import { UnusableInput } from './command.ts';
import { textInput } from './inputs.ts';

/** Most threads of one command. */
const WORKERS_MAX = 64;
/** Shortest key, characters: 128 bits as hexadecimal digits. */
const KEY_MIN = 32;
const KEY_BYTES_MAX = 4_096;

/** As commander reads them. */
export interface GraderOptions {
  readonly seeds?: number;
  readonly workers: number;
  readonly key?: string;
  readonly content?: readonly string[];
}

/** @param command  gets the options */
export function addGraderOptions(command: Command): Command {
  return command
    .option('--seeds <k>', 'hidden worlds per attempt; else what its scenario says', wholeNumber(0, HIDDEN_SEEDS_MAX))
    .option('--workers <w>', 'threads', wholeNumber(1, WORKERS_MAX), Math.min(WORKERS_MAX, availableParallelism()))
    .option('--key <file>', "the grader's secret: worlds are checked by it, and hidden seeds drawn")
    .option('--content <files...>', "scenario files that count beside the library's");
}

/**
 * @returns how to grade
 * @throws UnusableInput for a key that cannot be read or is too short
 */
export function gradeOptionsOf({ seeds, key }: GraderOptions): GradeOptions {
  const secret = key === undefined ? null : textInput(key, KEY_BYTES_MAX).trim();
  if (secret !== null && secret.length < KEY_MIN) {
    const message = `${key}: found ${secret.length} characters, expected at least ${KEY_MIN} random ones: make one with \`openssl rand -hex 32\``;
    throw new UnusableInput({ code: 'weak-key', path: '', message });
  }
  return { ...(seeds === undefined ? {} : { seeds }), key: secret };
}

/**
 * @returns what counts as content
 * @throws UnusableInput with every issue of a file that is no scenario
 */
export function contentOf({ content = [] }: GraderOptions): Library {
  try {
    return loadContent(content);
  } catch (error) {
    if (!(error instanceof LibraryError)) throw error;
    throw new UnusableInput({ code: error.code, path: '', message: error.message });
  }
}
