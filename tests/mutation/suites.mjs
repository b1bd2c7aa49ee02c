/** @module The tests that judge the mutants of one folder: the fast ones that speak of it (folders.json). */
import { readdirSync, readFileSync } from 'node:fs';
import { join, matchesGlob, relative, resolve } from 'node:path';

const FOLDERS = JSON.parse(readFileSync(new URL('./folders.json', import.meta.url), 'utf8'));

/**
 * @param folder  a key of folders.json
 * @returns how many cases of each property are tried, the paths of the test files, and words of titles that are not asked
 */
export function judgesOf(folder) {
  const judges = FOLDERS[folder];
  if (judges === undefined) {
    throw new TypeError(`found the folder "${folder}": expected one of ${Object.keys(FOLDERS).join(', ')}`);
  }
  // Those of the working directory: Stryker's copy of the project, with mutants in it.
  const tests = resolve('tests');
  const patterns = judges.suites.map((suite) => `${suite}.test.ts`);
  const files = readdirSync(tests, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
  const chosen = patterns.map((pattern) => files.filter((file) => matchesGlob(relative(tests, file), pattern)));
  const missing = patterns.find((_, at) => chosen[at].length === 0);
  if (missing !== undefined) throw new TypeError(`no test file fits ${missing}`);
  return { cases: judges.cases, files: chosen.flat(), except: judges.except ?? [] };
}
