/** @module Where the built file of a worker is. */
import { fileURLToPath } from 'node:url';

/** Threads run built JavaScript, also when the caller itself runs from source (as tests run it). */
export function workerFile(name: string): string {
  const built = import.meta.url.endsWith('.ts') ? `../../dist/server/workers/${name}.js` : `./${name}.js`;
  return fileURLToPath(new URL(built, import.meta.url));
}
