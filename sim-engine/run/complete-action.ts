/** @module Completes an action: what it chooses from a registry gets every parameter, so that its record says it all. */
import type { LinkTerms } from '../model/link-terms.ts';
import { type Choice, chosen, type Definition } from '../model/registry.ts';
import type { Action } from '../model/scenario.ts';
import { BACKOFFS } from '../policies/backoff/index.ts';
import { BREAKERS } from '../policies/breaker/index.ts';
import { FAULTS } from '../policies/fault/index.ts';
import { ISOLATION } from '../policies/isolation/index.ts';
import { LIMITERS } from '../policies/limiting/index.ts';
import { entryOf } from '../policies/lookup.ts';
import { NOISE } from '../policies/noise/index.ts';
import { RETRY_BUDGETS } from '../policies/retry-budget/index.ts';

/**
 * @param action  one that `checkAction` has no issue with
 * @returns the same with every parameter and table; what was not given has its default
 */
export function completeAction(action: Action): Action {
  switch (action.type) {
    case 'inject-noise':
      return { ...action, noise: complete(NOISE, action.noise) };
    case 'inject-fault':
      return { ...action, fault: complete(FAULTS, action.fault) };
    case 'switch-isolation':
      return { ...action, model: complete(ISOLATION, action.model) };
    case 'set-limiter':
      return { ...action, limiter: complete(LIMITERS, action.limiter) };
    case 'set-client':
      return { ...action, client: completeTerms(action.client) };
    default:
      return action;
  }
}

function completeTerms({ backoff, budget, breaker, ...terms }: LinkTerms): LinkTerms {
  return {
    ...terms,
    ...(backoff === undefined ? {} : { backoff: complete(BACKOFFS, backoff) }),
    ...(budget === undefined ? {} : { budget: complete(RETRY_BUDGETS, budget) }),
    ...(breaker === undefined ? {} : { breaker: complete(BREAKERS, breaker) }),
  };
}

function complete(registry: readonly Definition[], { id, params, table }: Choice): Choice {
  return chosen(entryOf(registry, id), params, table);
}
