/** @module Checks a network spec: every unknown part and impossible number is a named issue. */
import { type Issue, issue } from '../kernel/result.ts';
import type { Definition, ParamValues } from '../model/registry.ts';
import { ARRIVALS } from '../policies/arrival/index.ts';
import { BALANCING } from '../policies/balancing/index.ts';
import { checkTable, checkValue } from '../policies/check-table.ts';
import { DISCIPLINES } from '../policies/discipline/index.ts';
import { LAWS } from '../policies/law/index.ts';
import type { NetworkRoute, NetworkSpec } from './network-spec.ts';

const BRANCHES_MAX = 30;

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
    if (station.discipline !== undefined) {
      issues.push(...checkChoice(DISCIPLINES, station.discipline.id, station.discipline.params, `${path}.discipline`));
    }
  });
  if (spec.routes.length === 0) issues.push(issue('missing-part', 'routes', 'found no route, expected at least one'));
  spec.routes.forEach((route, at) => {
    issues.push(...checkRoute(route, `routes.${at}`, ids, number));
  });
  for (const tenant of Object.keys(spec.limits ?? {})) {
    if (!spec.routes.some((route) => route.tenant === tenant)) {
      issues.push(issue('unknown-part', `limits.${tenant}`, `no route has tenant ${tenant}`));
    }
  }
  return issues;
}

function checkRoute(
  route: NetworkRoute,
  path: string,
  stations: ReadonlySet<string>,
  number: (value: number, low: number, high: number, path: string) => void,
): Issue[] {
  const issues = checkChoice(
    ARRIVALS,
    route.arrivals.id,
    route.arrivals.params,
    `${path}.arrivals`,
    route.arrivals.table,
  );
  if (route.steps.filter((each) => 'branch' in each).length > BRANCHES_MAX) {
    issues.push(issue('too-many', `${path}.steps`, `expected at most ${BRANCHES_MAX} branches`));
  }
  route.steps.forEach((each, at) => {
    const here = `${path}.steps.${at}`;
    if ('visit' in each) {
      for (const id of typeof each.visit === 'string' ? [each.visit] : each.visit) {
        if (!stations.has(id)) issues.push(issue('unknown-part', here, `no station is called ${id}`));
      }
      if (typeof each.visit !== 'string' && each.visit.length === 0) {
        issues.push(issue('missing-part', here, 'found no station to visit, expected at least one'));
      }
      if (each.balancing !== undefined) issues.push(...checkChoice(BALANCING, each.balancing, {}, `${here}.balancing`));
      number(each.demand.meanUs, 0, 1e12, `${here}.demand.meanUs`);
      const { law, params, table } = each.demand;
      issues.push(...checkChoice(LAWS, law, params ?? {}, `${here}.demand`, table));
    } else {
      number(each.branch, 0, 1, `${here}.branch`);
      if (each.to !== 'end') number(each.to, 0, route.steps.length - 1, `${here}.to`);
    }
  });
  return issues;
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
