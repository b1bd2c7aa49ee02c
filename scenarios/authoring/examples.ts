/**
 * @module REGISTRY of examples: for each registry that authors write from, where in the scaffold one of its entries may stand.
 *
 * The author docs print them, the tests execute them, and every completion is asked for at the very same places.
 */
import { catalogue } from '../../sim-engine/index.ts';
import type { Definition } from '../../sim-engine/model/registry.ts';
import { mapSample } from './sample.ts';
import { scaffoldScenario } from './scaffold-scenario.ts';
import type { SchemaWalk } from './schema-walk.ts';

/** Stands where an entry is written. */
const HERE = '¦';

/** Where the entries of one registry may stand. */
export interface ExampleSite {
  readonly title: string;
  readonly registry: readonly Definition[];
  /** Path to the value in the scaffold's data, as it is once the place was made. */
  readonly path: readonly (string | number)[];
  /** Key that names the entry. */
  readonly key: string;
  /** What stands in the scaffold, and what stands there with the place for the entry; undefined where an entry cannot stand there. */
  place(entry: Definition): { readonly from: string; readonly to: string };
  /** Values beside the entry that no default can give. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** Bound of a metric by its unit. */
const BOUNDS: Readonly<Record<string, string>> = {
  ms: '250 ms',
  'req/s': '40/s',
  '%': '50 %',
  'USD/h': '0.3 USD/h',
  USD: '0.3 USD',
  min: '10 min',
};

const NOISE = 'tenant: B, noise: { kind: heavy-query, rate: 200/s, cost: 1 }';
const OBJECTIVE = `metric: latency-p99
    scope: { except: [B] }
    window: { from: 35 s, to: 50 s }
    atMost: 250 ms`;

const always = (from: string, to: string) => () => ({ from, to });
const client = (key: string) =>
  always('  plan: standard\n', `  plan: standard\n  client: { retries: 2, ${key}: ${HERE} }\n`);

function faultPlace(entry: Definition): { from: string; to: string } {
  const { aim } = entry as (typeof catalogue.faults)[number];
  const target = aim === 'parts' ? 'tier: app, count: 1, ' : aim === 'tenant' ? 'tenant: B, ' : '';
  return { from: NOISE, to: `${target}fault: ${HERE}` };
}

function metricPlace(entry: Definition): { from: string; to: string } {
  const { over, unit } = entry as (typeof catalogue.metrics)[number];
  const scope = over === 'tier' ? '{ tier: database-cpu }' : over === 'whole' ? 'all' : '{ except: [B] }';
  return {
    from: OBJECTIVE,
    to: `metric: ${HERE}\n    scope: ${scope}\n    window: during reports\n    atMost: ${BOUNDS[unit] ?? '4'}`,
  };
}

export const EXAMPLE_SITES: readonly ExampleSite[] = [
  {
    title: 'Isolation models',
    registry: catalogue.isolation,
    path: ['isolation'],
    key: 'model',
    place: always('isolation: shared', `isolation: ${HERE}`),
  },
  {
    title: 'Noise',
    registry: catalogue.noise,
    path: ['timeline', 0, 'noise'],
    key: 'kind',
    place: always(NOISE, `tenant: B, noise: ${HERE}`),
  },
  { title: 'Faults', registry: catalogue.faults, path: ['timeline', 0, 'fault'], key: 'kind', place: faultPlace },
  {
    title: 'Balancing policies',
    registry: catalogue.balancing,
    path: ['system', 'balancing'],
    key: 'policy',
    place: always('balancing: round-robin', `balancing: ${HERE}`),
  },
  {
    title: 'Autoscaling policies',
    registry: catalogue.autoscaling,
    path: ['system', 'app', 'autoscaling', 'policy'],
    key: 'kind',
    place: always(
      'instancesMin: 1, boundPerInstance',
      `instancesMin: 1, autoscaling: { policy: ${HERE}, every: 5 s, boot: 5 s, min: 1, max: 20 }, boundPerInstance`,
    ),
  },
  {
    title: 'Disciplines of lines',
    registry: catalogue.disciplines,
    path: ['system', 'database', 'discipline'],
    key: 'kind',
    place: always('coresPerUnit: 4,', `coresPerUnit: 4, discipline: ${HERE},`),
  },
  {
    title: 'Eviction policies of caches',
    registry: catalogue.eviction,
    path: ['system', 'cache', 'policy'],
    key: 'kind',
    place: always('entriesMin: 500,', `entriesMin: 500, policy: ${HERE}, ttl: 30 s,`),
  },
  {
    title: 'Limiters of plans',
    registry: catalogue.limiters,
    path: ['plans', 0, 'limiter'],
    key: 'kind',
    place: always('weight: 1,', `weight: 1, limiter: ${HERE},`),
  },
  {
    title: 'Backoffs of clients',
    registry: catalogue.backoffs,
    path: ['tenantDefaults', 'client', 'backoff'],
    key: 'kind',
    place: client('backoff'),
  },
  {
    title: 'Retry budgets of clients',
    registry: catalogue.retryBudgets,
    path: ['tenantDefaults', 'client', 'budget'],
    key: 'kind',
    place: client('budget'),
  },
  {
    title: 'Circuit breakers of clients',
    registry: catalogue.breakers,
    path: ['tenantDefaults', 'client', 'breaker'],
    key: 'kind',
    place: client('breaker'),
  },
  {
    title: 'Service laws',
    registry: catalogue.laws,
    path: ['operations', 0, 'app'],
    key: 'law',
    place: always('title: Read a page, app: 4 ms', `title: Read a page, app: ${HERE}`),
    beside: { mean: '4 ms' },
  },
  {
    title: 'Arrival processes',
    registry: catalogue.arrivals,
    path: ['tenants', 0, 'arrivals'],
    key: 'process',
    place: always('name: Alpha, rate: 40/s', `name: Alpha, arrivals: ${HERE}`),
  },
  {
    title: 'Popularity of keys',
    registry: catalogue.popularity,
    path: ['tenantDefaults', 'keys'],
    key: 'kind',
    place: always('keys: { count: 2000, alpha: 0.9 }', `keys: ${HERE}`),
    beside: { count: '2000' },
  },
  { title: 'Metrics', registry: catalogue.metrics, path: ['objectives', 0, 'metric'], key: 'kind', place: metricPlace },
  {
    title: 'Combinations',
    registry: catalogue.combinations,
    path: ['objectives', 0, 'combine'],
    key: 'kind',
    place: always(
      OBJECTIVE,
      `combine: ${HERE}\n    of: [{ metric: latency-p99, atMost: 250 ms }, { metric: goodput, atLeast: 1/s }]`,
    ),
  },
  {
    title: 'Questions',
    registry: catalogue.questions,
    path: ['objectives', 0, 'ask'],
    key: 'kind',
    place: always(OBJECTIVE, `ask: ${HERE}\n    scope: { except: [B] }\n    window: during reports`),
  },
];

/** A scaffold with a place in it. */
export interface OpenPlace {
  readonly text: string;
  /** Of the place, UTF-16 code units. */
  readonly offset: number;
}

/** @returns the scaffold with nothing written where an entry may stand */
export function openPlace(site: ExampleSite, entry: Definition): OpenPlace {
  const { from, to } = site.place(entry);
  const scaffold = scaffoldScenario('example');
  const at = scaffold.indexOf(from);
  const text = scaffold.slice(0, at) + to.replace(HERE, '') + scaffold.slice(at + from.length);
  return { text, offset: at + to.indexOf(HERE) };
}

/**
 * @param walk   the published schema
 * @param site   where an entry may stand
 * @param entry  one of the site's registry
 * @returns how it is written with all its parameters, at their defaults
 */
export function exampleOfEntry(walk: SchemaWalk, site: ExampleSite, entry: Definition): string {
  const { text } = openPlace(site, entry);
  const candidates = walk.at(site.path, { text: undefined });
  const node = candidates.find(
    ({ node: each }) => walk.resolve(each.properties?.[site.key] ?? {}).const === entry.id,
  )?.node;
  // Entries of registries that take no parameters are written by their id.
  if (node === undefined || (Object.keys(node.properties ?? {}).length === 1 && text !== '')) return entry.id;
  return mapSample(walk, node, site.beside ?? {}) ?? entry.id;
}

/** @returns the scaffold with an entry written in its place */
export function exampleText(walk: SchemaWalk, site: ExampleSite, entry: Definition): string {
  const { text, offset } = openPlace(site, entry);
  return text.slice(0, offset) + exampleOfEntry(walk, site, entry) + text.slice(offset);
}
