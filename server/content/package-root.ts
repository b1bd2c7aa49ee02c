/** @module Where the package lies on disk, whether the program runs from source or from `dist`. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert } from '../../sim-engine/kernel/assert.ts';

/** The folder above this module that holds both `package.json` and `scenarios/library`. */
export function packageRoot(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!(existsSync(join(at, 'package.json')) && existsSync(join(at, 'scenarios', 'library')))) {
    const above = dirname(at);
    assert(above !== at, 'no folder above this program holds package.json and scenarios/library: install it again');
    at = above;
  }
  return at;
}
