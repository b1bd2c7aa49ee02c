/** @module Located values: the data of a text file with the place of every value and key. */

/** A value and where it stands; offsets are UTF-16 code units. */
export type Located =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly offset: number }
  | { readonly kind: 'list'; readonly items: readonly Located[]; readonly offset: number }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Entry>; readonly offset: number }
  /** Something that was refused already; nothing more is said about it. */
  | { readonly kind: 'hole'; readonly offset: number };

/** One key of a map. */
export interface Entry {
  readonly keyOffset: number;
  readonly value: Located;
}

/** @param path  keys and indices */
export function printPath(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

/**
 * @param located  a value
 * @returns the same as plain data; a hole is undefined, and a key whose value is a hole is left out
 */
export function toPlain(located: Located): unknown {
  switch (located.kind) {
    case 'scalar':
      return located.value;
    case 'list':
      return located.items.map(toPlain);
    case 'map': {
      const plain: Record<string, unknown> = {};
      for (const [key, entry] of located.entries) {
        if (entry.value.kind !== 'hole') plain[key] = toPlain(entry.value);
      }
      return plain;
    }
    case 'hole':
      return undefined;
  }
}

/** Where a path leads: to a value, or as far as the text goes. */
export interface Found {
  readonly offset: number;
  /** Undefined when the path leads to a key that is not there. */
  readonly value: Located | undefined;
}

/**
 * @param root  the whole file
 * @param path  keys and indices
 * @returns the place of the value, or of the nearest value around it; with the key's own place for `keyOffset`
 */
export function find(root: Located, path: readonly PropertyKey[]): Found {
  let at = root;
  let offset = root.offset;
  for (const step of path) {
    let next: Located | undefined;
    if (at.kind === 'map') {
      const entry = at.entries.get(String(step));
      next = entry?.value;
    } else if (at.kind === 'list') {
      next = at.items[Number(step)];
    } else if (at.kind === 'hole') {
      return { offset, value: at };
    }
    if (next === undefined) return { offset, value: undefined };
    at = next;
    offset = next.offset;
  }
  return { offset, value: at };
}

/**
 * @param root  the whole file
 * @param path  path to a map
 * @param key   one of its keys
 * @returns where the key itself stands, or where the map stands
 */
export function findKey(root: Located, path: readonly PropertyKey[], key: string): number {
  const map = find(root, path);
  if (map.value?.kind !== 'map') return map.offset;
  return map.value.entries.get(key)?.keyOffset ?? map.offset;
}
