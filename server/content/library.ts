/** @module The scenario library: every file of `scenarios/library`, validated when it is loaded. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { type LoadedScenario, loadScenario } from './load-scenario.ts';
import { packageRoot } from './package-root.ts';

export type { LoadedScenario } from './load-scenario.ts';

/** A file of the library that is no scenario: the program was built with broken content. */
export class LibraryError extends Error {
  override readonly name = 'LibraryError';
  readonly code = 'library-broken';
  readonly issues: readonly Issue[];

  /**
   * @param file    the file
   * @param issues  what is wrong with it
   */
  constructor(file: string, issues: readonly Issue[]) {
    super(`${file} is not valid: ${issues[0]?.message ?? 'no reason given'}; run tenantlab validate on it`);
    this.issues = issues;
  }
}

/** Scenarios by id. */
export interface Library {
  /** @param id  a scenario's id */
  get(id: string): LoadedScenario | undefined;
  /** @returns all of them in the order of their ids, except that the one to begin with comes first */
  list(): readonly LoadedScenario[];
}

/** Where a first visit begins. */
const FIRST = 'noisy-neighbour';
const ENDING = '.yaml';

/** @returns the folder of the library that comes with the program */
export function libraryFolder(): string {
  return join(packageRoot(), 'scenarios', 'library');
}

/**
 * Reads and validates every file of a library.
 *
 * @param folder  where the files are; the program's own library unless said otherwise
 * @throws LibraryError when a file is no scenario, or does not bear the name of its id
 */
export function loadLibrary(folder: string = libraryFolder()): Library {
  const all = libraryIds(folder).map((id) => loadFromLibrary(id, folder));
  const entries = new Map(all.map((each) => [each.scenario.id, each]));
  const ordered = [...all.filter(isFirst), ...all.filter((each) => !isFirst(each))];
  return { get: (id) => entries.get(id), list: () => ordered };
}

/**
 * @param folder  where the files are; the program's own library unless said otherwise
 * @returns what there is to load, sorted: a file bears the name of its scenario's id
 */
export function libraryIds(folder: string = libraryFolder()): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => basename(name, ENDING))
    .sort();
}

/**
 * Reads and validates one scenario of a library, and none of the others.
 *
 * @param id      one of {@link libraryIds}
 * @param folder  where the files are; the program's own library unless said otherwise
 * @throws LibraryError when the file is no scenario, or does not bear the name of its id
 */
export function loadFromLibrary(id: string, folder: string = libraryFolder()): LoadedScenario {
  const name = `${id}${ENDING}`;
  const loaded = loadScenario(join(folder, name));
  if (loaded.kind !== 'loaded') throw new LibraryError(name, loaded.issues);
  const { scenario, sha256, text } = loaded;
  if (scenario.id !== id) {
    const message = `found the id ${scenario.id} in ${name}: name the file ${scenario.id}${ENDING}`;
    throw new LibraryError(name, [{ code: 'wrong-file-name', path: 'id', message }]);
  }
  return { scenario, sha256, text };
}

function isFirst({ scenario }: LoadedScenario): boolean {
  return scenario.id === FIRST;
}
