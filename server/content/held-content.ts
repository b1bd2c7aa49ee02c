/** @module The content that grades are made by: the library, and scenario files that somebody adds to it. */
import { type Library, LibraryError, loadLibrary } from './library.ts';
import { type LoadedScenario, loadScenario } from './load-scenario.ts';

/**
 * @param files  scenario files; one of an id that the library holds stands in its place
 * @throws LibraryError for a file that is no scenario
 */
export function loadContent(files: readonly string[]): Library {
  const library = loadLibrary();
  if (files.length === 0) return library;
  const entries = new Map<string, LoadedScenario>(library.list().map((each) => [each.scenario.id, each]));
  for (const file of files) {
    const loaded = loadScenario(file);
    if (loaded.kind !== 'loaded') throw new LibraryError(file, loaded.issues);
    const { scenario, sha256, text } = loaded;
    entries.set(scenario.id, { scenario, sha256, text });
  }
  return { get: (id) => entries.get(id), list: () => [...entries.values()] };
}
