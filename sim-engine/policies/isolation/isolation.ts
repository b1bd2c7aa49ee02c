/** @module The isolation interface: a placement rule per tier, plus mechanisms over the same parts. */
import { type Choice, type Definition, type ParamValues, tableOrDefault, withDefaults } from '../../model/registry.ts';

/** Tenants that share a pool, and their part of the tier's capacity. */
export interface Group {
  /** "Cell 3", "Enterprise", "One system". */
  readonly title: string;
  /** Tenant indices, ascending. */
  readonly tenants: readonly number[];
  /** Part of the shared system's capacity, 0..1; the pool gets it rounded up to whole units. */
  readonly share: number;
}

/** What the rule may know of a tenant. */
export interface PlacedTenant {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** Id and title of its plan. */
  readonly plan: string;
  readonly planTitle: string;
  /** Place of its plan in the scenario, from 1. */
  readonly planNumber: number;
  /** Requests per second that it sends on average when nobody interferes. */
  readonly ratePerSec: number;
}

/**
 * Where everybody is, tier by tier; in each tier every tenant is in exactly one group.
 * Each group of `connections` lies within one group of `database`.
 */
export interface IsolationPlan {
  readonly app: readonly Group[];
  readonly cache: readonly Group[];
  readonly connections: readonly Group[];
  readonly database: readonly Group[];
  readonly jobs: readonly Group[];
  /** How the lab draws it: tenants that share a row. */
  readonly rows: readonly Group[];
  /** True when every tenant is held to its plan's rate limit. */
  readonly planLimits: boolean;
  /** Tenants that are held to it where it is not everybody; absent: as `planLimits` says. */
  readonly limited?: readonly number[];
  /** Id of the discipline at app servers, connection pools and job workers, and its parameters; `fifo` leaves each tier its own. */
  readonly discipline: string;
  readonly disciplineParams: ParamValues;
  /** Tiers whose queues follow a discipline of their own in place of it. */
  readonly disciplineAt?: Readonly<Partial<Record<'app' | 'connections' | 'jobs', Choice>>>;
  /** Part of a pool's connections or workers that one tenant may hold at once, where its plan says no number; null: no caps. */
  readonly capShare: number | null;
  /** Balancing at the app tier, which the learner's choice then does not change; null: as the learner chose. */
  readonly appBalancing: Choice | null;
}

/** An isolation model. */
export interface IsolationModel extends Definition {
  /** What it means, in two or three words. */
  readonly meaning: string;
  /** True for a step between the main ones; the lab shows it on request. */
  readonly finer: boolean;
  /**
   * @param tenants  all tenants, in order
   * @param params   every parameter of the definition
   * @param table    rows of its table, one after the other; empty where it takes none
   */
  plan(tenants: readonly PlacedTenant[], params: ParamValues, table: readonly number[]): IsolationPlan;
  /**
   * @param tenants  as for `plan`
   * @param params   as for `plan`
   * @param table    as for `plan`
   * @returns what of the parameters cannot be done with these tenants (found, expected, what to do), or null; absent: nothing
   */
  contradiction?(tenants: readonly PlacedTenant[], params: ParamValues, table: readonly number[]): string | null;
}

/** @returns what is wrong with the number of a plan, 0 for none, or null */
export function unknownPlan(tenants: readonly PlacedTenant[], plan: number): string | null {
  if (plan === 0 || tenants.some((tenant) => tenant.planNumber === plan)) return null;
  const known = [...new Set(tenants.map((tenant) => tenant.planNumber))].sort((a, b) => a - b).join(', ');
  return `found plan ${plan}, which no tenant has; expected 0 or one of ${known}`;
}

/** @returns the plan of a chosen model, defaults filled in */
export function planOf(model: IsolationModel, tenants: readonly PlacedTenant[], choice: Choice): IsolationPlan {
  return model.plan(tenants, withDefaults(model, choice.params), tableOrDefault(model, choice.table));
}

/** @returns one group of everybody */
export function together(tenants: readonly PlacedTenant[]): Group[] {
  return [{ title: 'One system', tenants: tenants.map((tenant) => tenant.index), share: 1 }];
}

/** @returns one group per tenant, with equal shares */
export function apart(tenants: readonly PlacedTenant[]): Group[] {
  return tenants.map((tenant) => ({ title: tenant.name, tenants: [tenant.index], share: 1 / tenants.length }));
}

/** @returns one group per plan in order of first appearance, with shares by head count */
export function byPlan(tenants: readonly PlacedTenant[]): Group[] {
  const plans = [...new Set(tenants.map((tenant) => tenant.plan))];
  return plans.map((plan) => {
    const members = tenants.filter((tenant) => tenant.plan === plan);
    return {
      title: members[0]!.planTitle,
      tenants: members.map((tenant) => tenant.index),
      share: members.length / tenants.length,
    };
  });
}

/** @returns blocks of tenants in order, as even as possible, `wanted` of them or as many as there are tenants */
export function inBlocks(tenants: readonly PlacedTenant[], wanted: number, title: string): Group[] {
  const count = Math.min(wanted, tenants.length);
  return Array.from({ length: count }, (_, block) => {
    const from = Math.floor((block * tenants.length) / count);
    const to = Math.floor(((block + 1) * tenants.length) / count);
    return {
      title: `${title} ${block + 1}`,
      tenants: tenants.slice(from, to).map((tenant) => tenant.index),
      share: 1 / count,
    };
  });
}

/**
 * @param groups  made of some of the tenants
 * @param rest    the others
 * @returns those groups with shares by head count of all, and one group of the others, if there are any
 */
export function besides(groups: readonly Group[], rest: readonly PlacedTenant[]): Group[] {
  if (rest.length === 0) return [...groups];
  const inside = groups.reduce((sum, group) => sum + group.tenants.length, 0);
  const all = inside + rest.length;
  const others = { title: 'Everybody else', tenants: rest.map((tenant) => tenant.index), share: rest.length / all };
  return [...groups.map((group) => ({ ...group, share: (group.share * inside) / all })), others];
}

/** @returns the groups, cut where two of their tenants are in different groups of the other division */
export function cutBy(groups: readonly Group[], others: readonly Group[]): Group[] {
  return groups.flatMap((group) =>
    others.flatMap((other) => {
      const tenants = group.tenants.filter((tenant) => other.tenants.includes(tenant));
      if (tenants.length === 0) return [];
      const title = tenants.length === group.tenants.length ? group.title : other.title;
      return [{ title, tenants, share: (group.share * tenants.length) / group.tenants.length }];
    }),
  );
}

/** @returns a plan in which everybody shares every part, first come, first served; models change what they change */
export function sharedPlan(tenants: readonly PlacedTenant[]): IsolationPlan {
  const all = together(tenants);
  return {
    app: all,
    cache: all,
    connections: all,
    database: all,
    jobs: all,
    rows: all,
    planLimits: false,
    discipline: 'fifo',
    disciplineParams: {},
    capShare: null,
    appBalancing: null,
  };
}
