/** @module Checks a network spec: every unknown part and impossible number is a named issue. */
import { type Issue, issue } from '../kernel/result.ts';
import type { Choice, Definition, ParamValues } from '../model/registry.ts';
import { ARRIVALS } from '../policies/arrival/index.ts';
import { BACKOFFS } from '../policies/backoff/index.ts';
import { BALANCING } from '../policies/balancing/index.ts';
import { BREAKERS } from '../policies/breaker/index.ts';
import { checkTable, checkValue } from '../policies/check-table.ts';
import { DISCIPLINES } from '../policies/discipline/index.ts';
import { LAWS } from '../policies/law/index.ts';
import { LIMITERS } from '../policies/limiting/index.ts';
import { RETRY_BUDGETS } from '../policies/retry-budget/index.ts';
import { HOLDS_MAX } from '../system/request-table.ts';
import { limiterChoice } from './edge-limiters.ts';
import type {
  NetworkDemand,
  NetworkLink,
  NetworkRoute,
  NetworkSpec,
  NetworkStation,
  NetworkStep,
} from './network-spec.ts';

const BRANCHES_MAX = 30;
const CALL_DEPTH_MAX = 8;
const RETRIES_MAX = 100;
const USERS_MAX = 1_000_000;

/** @returns every issue; empty when the network can be built */
export function checkNetwork(spec: NetworkSpec): Issue[] {
  const issues: Issue[] = [];
  const number = (value: number, low: number, high: number, path: string): void => {
    if (!(value >= low && value <= high)) {
      issues.push(issue('impossible-number', path, `found ${value}, expected ${low} to ${high}`));
    }
  };
  const whole = (value: number, low: number, high: number, path: string): void => {
    number(value, low, high, path);
    if (!Number.isInteger(value))
      issues.push(issue('impossible-number', path, `found ${value}, expected a whole number`));
  };
  whole(spec.seed, 0, Number.MAX_SAFE_INTEGER, 'seed');
  const ids = new Set<string>();
  spec.stations.forEach((station, at) => {
    const path = `stations.${at}`;
    if (ids.has(station.id)) issues.push(issue('duplicate-id', path, `two stations are called ${station.id}`));
    ids.add(station.id);
    whole(station.servers, 1, 1_000_000, `${path}.servers`);
    if (station.bound !== undefined) whole(station.bound, station.servers, 1e9, `${path}.bound`);
    if (station.cap !== undefined) whole(station.cap, 1, 1e9, `${path}.cap`);
    if (station.discipline !== undefined) {
      issues.push(...checkChoice(DISCIPLINES, station.discipline.id, station.discipline.params, `${path}.discipline`));
    }
  });
  const shared = new Set(spec.stations.filter(sharesServers).map((station) => station.id));
  const locks = new Set(spec.locks ?? []);
  (spec.faults ?? []).forEach((fault, at) => {
    const path = `faults.${at}`;
    if (!ids.has(fault.station)) issues.push(issue('unknown-part', path, `no station is called ${fault.station}`));
    whole(fault.fromUs, 0, 1e15, `${path}.fromUs`);
    whole(fault.toUs, fault.fromUs + 1, 1e15, `${path}.toUs`);
    if (fault.slowdown !== undefined) number(fault.slowdown, 1, 1e6, `${path}.slowdown`);
  });
  if (spec.routes.length === 0) issues.push(issue('missing-part', 'routes', 'found no route, expected at least one'));
  spec.routes.forEach((route, at) => {
    issues.push(...checkRoute(route, `routes.${at}`, { stations: ids, shared, locks, number }));
  });
  for (const [tenant, limit] of Object.entries(spec.limits ?? {})) {
    if (!spec.routes.some((route) => route.tenant === tenant)) {
      issues.push(issue('unknown-part', `limits.${tenant}`, `no route has tenant ${tenant}`));
    }
    const { id, params } = limiterChoice(limit);
    issues.push(...checkChoice(LIMITERS, id, params, `limits.${tenant}`));
  }
  return issues;
}

function sharesServers({ discipline }: NetworkStation): boolean {
  return DISCIPLINES.some((each) => each.id === discipline?.id && each.service === 'shared');
}

type NumberCheck = (value: number, low: number, high: number, path: string) => void;

/** What steps may name. */
interface Names {
  readonly stations: ReadonlySet<string>;
  /** Stations of which nobody has a server for himself. */
  readonly shared: ReadonlySet<string>;
  readonly locks: ReadonlySet<string>;
  readonly number: NumberCheck;
}

function checkRoute(route: NetworkRoute, path: string, names: Names): Issue[] {
  const issues: Issue[] = [];
  if ('users' in route.arrivals) {
    names.number(route.arrivals.users, 1, USERS_MAX, `${path}.arrivals.users`);
    issues.push(...checkDemand(route.arrivals.think, `${path}.arrivals.think`, names.number));
  } else {
    const { id, params, table } = route.arrivals;
    issues.push(...checkChoice(ARRIVALS, id, params, `${path}.arrivals`, table));
  }
  return [...issues, ...checkSteps(route.steps, `${path}.steps`, names, 0)];
}

function checkSteps(steps: readonly NetworkStep[], path: string, names: Names, depth: number): Issue[] {
  const issues: Issue[] = [];
  if (depth > CALL_DEPTH_MAX) {
    return [issue('too-deep', path, `found calls within calls more than ${CALL_DEPTH_MAX} deep: make them flatter`)];
  }
  if (steps.filter((each) => 'branch' in each).length > BRANCHES_MAX) {
    issues.push(issue('too-many', path, `expected at most ${BRANCHES_MAX} branches`));
  }
  steps.forEach((each, at) => {
    issues.push(...checkStep(each, `${path}.${at}`, steps.length, names, depth));
  });
  return [...issues, ...checkHolds(steps, path)];
}

function checkStep(each: NetworkStep, here: string, count: number, names: Names, depth: number): Issue[] {
  const issues: Issue[] = [];
  const known = (kind: string, among: ReadonlySet<string>, id: string): void => {
    if (!among.has(id)) issues.push(issue('unknown-part', here, `no ${kind} is called ${id}`));
  };
  const patience = (us: number | undefined): void => {
    if (us !== undefined) names.number(us, 1, 1e12, `${here}.patienceUs`);
  };
  if ('visit' in each) {
    for (const id of typeof each.visit === 'string' ? [each.visit] : each.visit) known('station', names.stations, id);
    if (typeof each.visit !== 'string' && each.visit.length === 0) {
      issues.push(issue('missing-part', here, 'found no station to visit, expected at least one'));
    }
    if (each.balancing !== undefined) issues.push(...checkChoice(BALANCING, each.balancing, {}, `${here}.balancing`));
    issues.push(...checkDemand(each.demand, `${here}.demand`, names.number));
  } else if ('branch' in each) {
    names.number(each.branch, 0, 1, `${here}.branch`);
    if (each.to !== 'end') names.number(each.to, 0, count - 1, `${here}.to`);
  } else if ('delay' in each) issues.push(...checkDemand(each.delay, `${here}.delay`, names.number));
  else if ('hold' in each) {
    known('station', names.stations, each.hold);
    if (names.shared.has(each.hold)) {
      const message = `found a hold at ${each.hold}, whose servers are shared by all: nobody can keep one; visit it`;
      issues.push(issue('contradiction', here, message));
    }
    patience(each.patienceUs);
  } else if ('lock' in each) {
    known('lock', names.locks, each.lock);
    patience(each.patienceUs);
  } else if ('call' in each) {
    issues.push(...checkLink(each.link, `${here}.link`, names.number));
    issues.push(...checkSteps(each.call, `${here}.call`, names, depth + 1));
  } else if ('parallel' in each) {
    if (each.parallel.length === 0) issues.push(issue('missing-part', here, 'found nothing to do at once'));
    each.parallel.forEach((branch, at) => {
      issues.push(...checkSteps(branch, `${here}.parallel.${at}`, names, depth + 1));
    });
  }
  return issues;
}

/** What is taken is given back in the same list of steps or at its end; more than that cannot be told apart. */
function checkHolds(steps: readonly NetworkStep[], path: string): Issue[] {
  const issues: Issue[] = [];
  let held = 0;
  let locked = 0;
  steps.forEach((each, at) => {
    if ('hold' in each) held++;
    if ('lock' in each) locked++;
    if ('release' in each && --held < 0)
      issues.push(issue('nothing-held', `${path}.${at}`, 'found release, but nothing is held here'));
    if ('unlock' in each && --locked < 0)
      issues.push(issue('nothing-held', `${path}.${at}`, 'found unlock, but no lock is held here'));
    if (held > HOLDS_MAX || locked > HOLDS_MAX) {
      issues.push(issue('too-many', `${path}.${at}`, `expected at most ${HOLDS_MAX} connections or locks at once`));
    }
  });
  const jumps = steps.some((each) => 'branch' in each) && steps.some((each) => 'hold' in each || 'lock' in each);
  if (jumps)
    issues.push(
      issue(
        'contradiction',
        path,
        'found a branch beside hold or lock: which are held would depend on chance; put them into a call',
      ),
    );
  return issues;
}

function checkDemand(demand: NetworkDemand, path: string, number: NumberCheck): Issue[] {
  number(demand.meanUs, 0, 1e12, `${path}.meanUs`);
  return checkChoice(LAWS, demand.law, demand.params ?? {}, path, demand.table);
}

function checkLink(link: NetworkLink, path: string, number: NumberCheck): Issue[] {
  if (link.timeoutUs !== undefined) number(link.timeoutUs, 1, 1e12, `${path}.timeoutUs`);
  if (link.retries !== undefined) number(link.retries, 0, RETRIES_MAX, `${path}.retries`);
  if (link.hedgeAfterUs !== undefined) number(link.hedgeAfterUs, 1, 1e12, `${path}.hedgeAfterUs`);
  if (link.hedges !== undefined) number(link.hedges, 0, RETRIES_MAX, `${path}.hedges`);
  const choice = (registry: readonly Definition[], chosen: Choice | undefined, part: string): Issue[] =>
    chosen === undefined ? [] : checkChoice(registry, chosen.id, chosen.params, `${path}.${part}`);
  return [
    ...choice(BACKOFFS, link.backoff, 'backoff'),
    ...choice(RETRY_BUDGETS, link.budget, 'budget'),
    ...choice(BREAKERS, link.breaker, 'breaker'),
  ];
}

/** @returns issues with an id that is not in a registry, or parameters or a table that its entry does not take */
export function checkChoice(
  registry: readonly Definition[],
  id: string,
  params: ParamValues,
  path: string,
  table?: readonly number[],
): Issue[] {
  const entry = registry.find((candidate) => candidate.id === id);
  if (entry === undefined) {
    const known = registry.map((candidate) => candidate.id).join(', ');
    return [issue('unknown-part', path, `found ${JSON.stringify(id)}, expected one of ${known}`)];
  }
  const issues: Issue[] = [];
  for (const [name, value] of Object.entries(params)) {
    const spec = entry.params.find((candidate) => candidate.name === name);
    if (spec === undefined) {
      const known = entry.params.map((candidate) => candidate.name).join(', ') || 'no parameter';
      issues.push(issue('unknown-parameter', `${path}.${name}`, `${id} takes ${known}; found ${name}`));
    } else {
      issues.push(...checkValue(spec, value, `${path}.${name}`));
    }
  }
  if (table !== undefined) issues.push(...checkTable(entry, table, `${path}.table`));
  return issues;
}
