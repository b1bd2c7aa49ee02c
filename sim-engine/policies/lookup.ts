/** @module Finding a registry entry by its id. */
import { assert } from '../kernel/assert.ts';
import type { Definition } from '../model/registry.ts';

/**
 * @param registry  where to look
 * @param id        id of an entry; callers check input before, so an unknown one is a bug
 */
export function entryOf<T extends Definition>(registry: readonly T[], id: string): T {
  const entry = registry.find((candidate) => candidate.id === id);
  assert(entry !== undefined, `no entry ${id}; the registry holds ${registry.map((each) => each.id).join(', ')}`);
  return entry;
}
