/** @module The tests that judge the mutants of one folder: the fast ones that speak of it, on the sources, where the mutants are. */
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

interface Judges {
  /** A test runs once for every mutant that it reaches: the first so many cases of each property have to do. */
  readonly cases: number;
  readonly suites: readonly string[];
}

const folders = JSON.parse(readFileSync(new URL('./folders.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Judges>
>;
const folder = process.env.MUTATION_FOLDER ?? '';
const judges = folders[folder];
if (judges === undefined) {
  throw new TypeError(`MUTATION_FOLDER is "${folder}": expected one of ${Object.keys(folders).join(', ')}`);
}

export default defineConfig({
  test: {
    include: judges.suites.map((suite) => `tests/${suite}.test.ts`),
    // One worker reads the sources once for all its tests.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TEST_CASES: String(judges.cases) },
  },
});
