/** @module One text for one value: keys in code-unit order, so that the order in which somebody wrote them does not matter. */

/** Plain data as actions and choices are made of. */
type Plain = string | number | boolean | null | undefined | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * @param value  plain data; fields that are undefined count as absent
 * @returns a text that is equal exactly when the values are
 */
export function canonicalText(value: Plain | object): string {
  if (Array.isArray(value)) return `[${value.map((item: Plain) => canonicalText(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value as Record<string, Plain>)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalText(field ?? null)}`);
  return `{${fields.join(',')}}`;
}
