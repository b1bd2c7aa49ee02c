/** @module Checks a link: its times, its counts and the policies it names. */
import type { Issue } from '../kernel/result.ts';
import type { Choice, Definition } from '../model/registry.ts';
import { BACKOFFS } from '../policies/backoff/index.ts';
import { BREAKERS } from '../policies/breaker/index.ts';
import { RETRY_BUDGETS } from '../policies/retry-budget/index.ts';
import { checkChoice, numberChecks } from './check-choice.ts';
import type { NetworkLink } from './network-spec.ts';

/** Most retries, and hedges, of one call. */
const ATTEMPTS_MAX = 100;

/**
 * @param most  retries, and hedges, that one call may have
 * @returns every issue of a link
 */
export function checkLink(link: NetworkLink, path: string, most = ATTEMPTS_MAX): Issue[] {
  const issues: Issue[] = [];
  const { whole } = numberChecks(issues);
  if (link.timeoutUs !== undefined) whole(link.timeoutUs, 0, 1e12, `${path}.timeoutUs`);
  if (link.retries !== undefined) whole(link.retries, 0, most, `${path}.retries`);
  if (link.hedgeAfterUs !== undefined) whole(link.hedgeAfterUs, 0, 1e12, `${path}.hedgeAfterUs`);
  if (link.hedges !== undefined) whole(link.hedges, 0, most, `${path}.hedges`);
  const choice = (registry: readonly Definition[], chosen: Choice | undefined, part: string): Issue[] =>
    chosen === undefined ? [] : checkChoice(registry, chosen.id, chosen.params, `${path}.${part}`);
  return [
    ...issues,
    ...choice(BACKOFFS, link.backoff, 'backoff'),
    ...choice(RETRY_BUDGETS, link.budget, 'budget'),
    ...choice(BREAKERS, link.breaker, 'breaker'),
  ];
}
