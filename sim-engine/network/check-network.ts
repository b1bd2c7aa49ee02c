/** @module Checks a network spec: every unknown part and impossible number is a named issue. */
import { type Issue, issue } from '../kernel/result.ts';
import { MEMBERS_MAX } from '../measure/member-accounts.ts';
import { ARRIVALS } from '../policies/arrival/index.ts';
import { DISCIPLINES } from '../policies/discipline/index.ts';
import { LIMITERS } from '../policies/limiting/index.ts';
import { checkChoice, type NumberCheck, numberChecks } from './check-choice.ts';
import { checkDemand, checkSteps, type Names } from './check-steps.ts';
import { limiterChoice } from './edge-limiters.ts';
import type { NetworkFault, NetworkRoute, NetworkSpec, NetworkStation } from './network-spec.ts';

const USERS_MAX = 1_000_000;
const PRIORITY_MAX = 1_000_000;

/** @returns every issue; empty when the network can be built */
export function checkNetwork(spec: NetworkSpec): Issue[] {
  const issues: Issue[] = [];
  const { number, whole } = numberChecks(issues);
  whole(spec.seed, 0, Number.MAX_SAFE_INTEGER, 'seed');
  const stations = new Set<string>();
  spec.stations.forEach((station, at) => {
    const path = `stations.${at}`;
    if (stations.has(station.id)) issues.push(issue('duplicate-id', path, `two stations are called ${station.id}`));
    stations.add(station.id);
    issues.push(...checkStation(station, path));
  });
  const locks = new Set(spec.locks ?? []);
  if (locks.size < (spec.locks ?? []).length) issues.push(issue('duplicate-id', 'locks', 'two locks have the same id'));
  issues.push(...checkFaults(spec.faults ?? [], stations));
  if (spec.routes.length === 0) issues.push(issue('missing-part', 'routes', 'found no route, expected at least one'));
  const sharing = new Set(spec.stations.filter(sharesServers).map((station) => station.id));
  spec.routes.forEach((route, at) => {
    issues.push(...checkRoute(route, `routes.${at}`, { stations, sharing, locks, number, whole }));
  });
  issues.push(...checkTenants(spec, number, whole));
  const { steps, memoryBytes } = spec.budget ?? {};
  if (steps !== undefined) whole(steps, 1, Number.MAX_SAFE_INTEGER, 'budget.steps');
  if (memoryBytes !== undefined) whole(memoryBytes, 1, Number.MAX_SAFE_INTEGER, 'budget.memoryBytes');
  return issues;
}

function checkStation(station: NetworkStation, path: string): Issue[] {
  const issues: Issue[] = [];
  const { whole } = numberChecks(issues);
  whole(station.servers, 1, 1_000_000, `${path}.servers`);
  if (station.bound !== undefined) whole(station.bound, station.servers, 1e9, `${path}.bound`);
  if (station.cap !== undefined) whole(station.cap, 1, 1e9, `${path}.cap`);
  if (station.cap !== undefined && sharesServers(station)) {
    const message = 'found a cap where all present are served at once: nobody can be held back';
    issues.push(issue('contradiction', `${path}.cap`, message));
  }
  if (station.discipline !== undefined) {
    issues.push(...checkChoice(DISCIPLINES, station.discipline.id, station.discipline.params, `${path}.discipline`));
  }
  return issues;
}

function sharesServers({ discipline }: NetworkStation): boolean {
  return DISCIPLINES.find((each) => each.id === discipline?.id)?.service === 'shared';
}

/** Faults of one station may overlap: their factors multiply. */
function checkFaults(faults: readonly NetworkFault[], stations: ReadonlySet<string>): Issue[] {
  const issues: Issue[] = [];
  const { number, whole } = numberChecks(issues);
  faults.forEach((fault, at) => {
    const path = `faults.${at}`;
    if (!stations.has(fault.station)) issues.push(issue('unknown-part', path, `no station is called ${fault.station}`));
    whole(fault.fromUs, 0, 1e15, `${path}.fromUs`);
    whole(fault.toUs, fault.fromUs + 1, 1e15, `${path}.toUs`);
    if (fault.slowdown !== undefined) number(fault.slowdown, 1, 1e6, `${path}.slowdown`);
  });
  return issues;
}

function checkRoute(route: NetworkRoute, path: string, names: Names): Issue[] {
  const issues: Issue[] = [];
  if ('users' in route.arrivals) {
    names.whole(route.arrivals.users, 1, USERS_MAX, `${path}.arrivals.users`);
    // Users who think for no time at all would ask again within the same instant, for ever, where they are turned away.
    names.number(route.arrivals.think.meanUs, 1, 1e12, `${path}.arrivals.think.meanUs`);
    issues.push(...checkDemand(route.arrivals.think, `${path}.arrivals.think`, names.number));
  } else {
    const { id, params, table } = route.arrivals;
    issues.push(...checkChoice(ARRIVALS, id, params, `${path}.arrivals`, table));
  }
  if (route.members !== undefined) names.whole(route.members, 1, MEMBERS_MAX, `${path}.members`);
  return [...issues, ...checkSteps(route.steps, `${path}.steps`, names, 0)];
}

/** What is said of tenants by name. */
function checkTenants(spec: NetworkSpec, number: NumberCheck, whole: NumberCheck): Issue[] {
  const issues: Issue[] = [];
  const members = new Map<string, number>();
  spec.routes.forEach((route, at) => {
    const count = route.members ?? 1;
    const before = members.get(route.tenant) ?? count;
    if (before !== count) {
      const message = `found ${count} members of ${route.tenant}, expected ${before} as on its route before: say the same on each`;
      issues.push(issue('contradiction', `routes.${at}.members`, message));
    }
    members.set(route.tenant, before);
  });
  const known = (tenant: string, path: string): void => {
    if (members.has(tenant)) return;
    issues.push(issue('unknown-part', path, `no route has tenant ${tenant}`));
  };
  for (const [tenant, limit] of Object.entries(spec.limits ?? {})) {
    known(tenant, `limits.${tenant}`);
    const { id, params } = limiterChoice(limit);
    issues.push(...checkChoice(LIMITERS, id, params, `limits.${tenant}`));
  }
  for (const [tenant, weight] of Object.entries(spec.weights ?? {})) {
    known(tenant, `weights.${tenant}`);
    number(weight, 1e-6, 1e6, `weights.${tenant}`);
  }
  for (const [tenant, priority] of Object.entries(spec.priorities ?? {})) {
    known(tenant, `priorities.${tenant}`);
    whole(priority, 0, PRIORITY_MAX, `priorities.${tenant}`);
  }
  return issues;
}
