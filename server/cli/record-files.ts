/** @module Which files are meant by a list of files and folders. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UnusableInput } from './command.ts';

/** Most records of one command. */
const FILES_MAX = 10_000;

/**
 * @param paths  files, and folders whose `*.json` files are meant, at any depth
 * @returns files in the order given; those of a folder in the order of their names
 * @throws UnusableInput for a path that is not there, a folder without records, or too many files
 */
export function recordFiles(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) => (isFolder(path) ? filesOf(path) : [path]));
  if (files.length > FILES_MAX) {
    throw new UnusableInput({
      code: 'too-many-files',
      path: '',
      message: `found ${files.length} files, expected at most ${FILES_MAX}: grade them in parts`,
    });
  }
  return files;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function filesOf(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  if (names.length === 0) {
    throw new UnusableInput({
      code: 'empty-folder',
      path: '',
      message: `${folder}: there is no *.json file in this folder: name another`,
    });
  }
  return names.sort().map((name) => join(folder, name));
}
