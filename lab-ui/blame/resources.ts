/** @module Resources of the ledger in groups, and what they are called. */

/** What can be waited for, in the words of a sentence. */
interface ResourceWords {
  readonly group: string;
  /** "Connections". */
  readonly label: string;
  /** "holds ... for": what a culprit has while others wait. */
  readonly held: string;
}

/** Every resource that the ledger knows, in the order in which a request meets them. */
const RESOURCES: Readonly<Record<string, ResourceWords>> = {
  edge: { group: 'Edge', label: 'Limits at the edge', held: 'its own limit' },
  links: { group: 'Edge', label: 'Pauses between attempts', held: 'the pauses between attempts' },
  app: { group: 'App', label: 'App threads', held: 'the app threads' },
  cache: { group: 'Cache', label: 'Fetches of the same key', held: 'the cache' },
  connections: { group: 'Database', label: 'Connections', held: 'the database connections' },
  locks: { group: 'Locks', label: 'Locks', held: 'the locks' },
  'database-cpu': { group: 'Database', label: 'Cores', held: 'the database cores' },
  'database-io': { group: 'Database', label: 'IO channels', held: 'the IO channels' },
  'buffer-pool': { group: 'Database', label: 'Buffer pool', held: 'the buffer pool' },
  partitions: { group: 'Database', label: 'Partitions', held: 'the partitions' },
  jobs: { group: 'Jobs', label: 'Workers', held: 'the workers' },
  move: { group: 'Moves', label: 'Moves of data', held: 'the gate of a move' },
};

/** Shown when everything is meant. */
export const ALL = 'all';

function wordsOf(resource: string): ResourceWords {
  return RESOURCES[resource] ?? { group: 'Other', label: resource, held: resource };
}

/** @returns "Connections" */
export function resourceLabel(resource: string): string {
  return wordsOf(resource).label;
}

/** One group with those of its resources that were waited for. */
export interface ResourceGroup {
  readonly label: string;
  readonly resources: readonly string[];
}

/** @param resources  of the ledger */
export function resourceGroups(resources: readonly string[]): readonly ResourceGroup[] {
  const order = Object.keys(RESOURCES);
  const place = (resource: string): number => (order.indexOf(resource) + order.length + 1) % (order.length + 1);
  const sorted = [...new Set(resources)].sort((a, b) => place(a) - place(b));
  const labels = [...new Set(sorted.map((each) => wordsOf(each).group))];
  return labels.map((label) => ({ label, resources: sorted.filter((each) => wordsOf(each).group === label) }));
}

/**
 * @param facet     `all`, the label of a group, or a resource
 * @param resource  of the ledger
 */
export function isWithin(facet: string, resource: string): boolean {
  return facet === ALL || facet === resource || facet === wordsOf(resource).group;
}

/** @returns "the server", or what of it the facet means */
export function heldWords(facet: string): string {
  if (facet === ALL) return 'the server';
  return RESOURCES[facet]?.held ?? `the ${facet.toLowerCase()}`;
}
