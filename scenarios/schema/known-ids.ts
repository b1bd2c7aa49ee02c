/** @module The ids of a file: what may be referred to, and ids that are used twice. */
import { tenantIds } from './expand-tenants.ts';
import { findKey, printPath } from './located.ts';
import type { Draft } from './read-sections.ts';
import { tell } from './read-sections.ts';
import { didYouMean } from './suggest.ts';

/** Ids that exist, even those of entries that are otherwise broken: one error should not look like two. */
export interface KnownIds {
  readonly plans: readonly string[];
  readonly operations: readonly string[];
  readonly tenants: readonly string[];
}

/** Lists whose entries have ids of their own. */
const NAMED = ['plans', 'operations', 'timeline', 'objectives', 'guards', 'proofs'] as const;

/** @param draft  the file; receives `duplicate-id` */
export function knownIds(draft: Draft): KnownIds {
  const ids = new Map(NAMED.map((key) => [key, uniqueIds(draft, key)]));
  return { plans: ids.get('plans') ?? [], operations: ids.get('operations') ?? [], tenants: uniqueTenantIds(draft) };
}

/** @returns the written ids of a list, undefined where an entry has none */
function writtenIds(draft: Draft, key: string): (string | undefined)[] {
  const list = draft.plain[key];
  if (!Array.isArray(list)) return [];
  return list.map((entry: unknown) => {
    const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
    return typeof id === 'string' ? id : undefined;
  });
}

function uniqueIds(draft: Draft, key: string): string[] {
  const seen = new Set<string>();
  writtenIds(draft, key).forEach((id, index) => {
    if (id === undefined) return;
    if (seen.has(id))
      tell(draft, [key, index, 'id'], 'duplicate-id', `found the id ${id} a second time in ${key}: choose another`);
    seen.add(id);
  });
  return [...seen];
}

function uniqueTenantIds(draft: Draft): string[] {
  const seen = new Set<string>();
  const read = new Map(draft.sections.tenants.map(({ index, value }) => [index, value]));
  writtenIds(draft, 'tenants').forEach((id, index) => {
    const tenant = read.get(index) ?? (id === undefined ? undefined : { id });
    if (tenant === undefined) return;
    const twice = tenantIds(tenant).find((id) => seen.has(id));
    if (twice !== undefined)
      tell(
        draft,
        ['tenants', index, 'id'],
        'duplicate-id',
        `found the id ${twice} a second time in tenants: choose another`,
      );
    for (const id of tenantIds(tenant)) seen.add(id);
  });
  return [...seen];
}

/**
 * Checks that something that is referred to exists.
 *
 * @param draft    receives `unknown-plan`, `unknown-operation` or `unknown-tenant`
 * @param path     where the reference stands
 * @param kind     what is referred to
 * @param id       the reference
 * @param allowed  the ids that exist
 * @returns true when it exists
 */
export function checkReference(
  draft: Draft,
  path: readonly (string | number)[],
  kind: 'plan' | 'operation' | 'tenant',
  id: string,
  allowed: readonly string[],
): boolean {
  if (allowed.includes(id)) return true;
  const message = `found the ${kind} ${id}, which the file does not define: ${didYouMean(id, allowed)}`;
  // In a mix the operation is the key, and a wrong key is marked itself.
  if (kind === 'operation')
    draft.issues.add(findKey(draft.root, path.slice(0, -1), id), 'unknown-operation', printPath(path), message);
  else tell(draft, path, `unknown-${kind}`, message);
  return false;
}
