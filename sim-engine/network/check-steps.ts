/** @module Checks the steps of a route: what they name, their numbers, and that what is taken is given back. */
import { type Issue, issue } from '../kernel/result.ts';
import { BALANCING } from '../policies/balancing/index.ts';
import { LAWS } from '../policies/law/index.ts';
import { HOLDS_MAX } from '../system/request-table.ts';
import { checkChoice, type NumberCheck } from './check-choice.ts';
import { checkLink } from './check-link.ts';
import type { NetworkDemand, NetworkStep } from './network-spec.ts';

const BRANCHES_MAX = 30;
const CALL_DEPTH_MAX = 8;

/** What steps may name. */
export interface Names {
  readonly stations: ReadonlySet<string>;
  /** Those among them whose servers are shared by all present. */
  readonly sharing: ReadonlySet<string>;
  readonly locks: ReadonlySet<string>;
  readonly number: NumberCheck;
  readonly whole: NumberCheck;
}

/** @returns every issue of steps and of those within them */
export function checkSteps(steps: readonly NetworkStep[], path: string, names: Names, depth: number): Issue[] {
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
    if (us !== undefined) names.whole(us, 1, 1e12, `${here}.patienceUs`);
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
    if (each.to !== 'end') names.whole(each.to, 0, count - 1, `${here}.to`);
  } else if ('delay' in each) issues.push(...checkDemand(each.delay, `${here}.delay`, names.number));
  else if ('hold' in each) {
    known('station', names.stations, each.hold);
    if (names.sharing.has(each.hold)) {
      const message = `${each.hold} shares its servers among all present: none of them can be held`;
      issues.push(issue('contradiction', here, message));
    }
    patience(each.patienceUs);
  } else if ('lock' in each) {
    known('lock', names.locks, each.lock);
    patience(each.patienceUs);
  } else if ('call' in each) {
    issues.push(...checkLink(each.link, `${here}.link`));
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

/** @returns every issue of a demand */
export function checkDemand(demand: NetworkDemand, path: string, number: NumberCheck): Issue[] {
  number(demand.meanUs, 0, 1e12, `${path}.meanUs`);
  return checkChoice(LAWS, demand.law, demand.params ?? {}, path, demand.table);
}
