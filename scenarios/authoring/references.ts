/** @module Values that name something of the same document: tenants, plans, operations, windows of its timeline. */

type Path = readonly (string | number)[];
type Plain = Readonly<Record<string, unknown>>;

/** What the document itself defines. */
export interface Names {
  readonly id: string;
  /** Name or title, for the list. */
  readonly title: string;
}

const isMap = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function named(plain: unknown, key: string, titleKey: string): Names[] {
  const list = isMap(plain) ? plain[key] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown) =>
    isMap(each) && text(each.id) !== '' ? [{ id: text(each.id), title: text(each[titleKey]) }] : [],
  );
}

/** Groups are counted out, as the reader of scenarios does. */
function tenants(plain: unknown): Names[] {
  const list = isMap(plain) && Array.isArray(plain.tenants) ? plain.tenants : [];
  return named(plain, 'tenants', 'name').flatMap(({ id, title }) => {
    const entry: unknown = list.find((each: unknown) => isMap(each) && each.id === id);
    const count = isMap(entry) ? Number(entry.count) : Number.NaN;
    if (!(count >= 1 && count <= 500)) return [{ id, title }];
    return Array.from({ length: count }, (_, at) => ({ id: `${id}${at + 1}`, title: `${title} ${at + 1}` }));
  });
}

function windows(plain: unknown): Names[] {
  return named(plain, 'timeline', 'label').flatMap(({ id, title }) =>
    ['before', 'during', 'after'].map((when) => ({ id: `${when} ${id}`, title: `${when} ${title.toLowerCase()}` })),
  );
}

/**
 * @param path   of a value
 * @param plain  the document's values
 * @returns the names that may stand there, or null where the value is no reference
 */
export function namesFor(path: Path, plain: unknown): readonly Names[] | null {
  const last = path.at(-1);
  const above = path.at(-2);
  if (last === 'tenant' || above === 'except') return tenants(plain);
  if (last === 'plan' && above !== 'isolation' && above !== 'policy') return named(plain, 'plans', 'title');
  if (last === 'window') return windows(plain);
  return null;
}

/** @returns the keys that a map takes from the document, or null: a mix names operations */
export function keysFor(path: Path, plain: unknown): readonly Names[] | null {
  return path.at(-1) === 'mix' ? named(plain, 'operations', 'title') : null;
}
