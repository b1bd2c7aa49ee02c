/** @module Compiles a link of plain choices into what calls use; what is absent is not done. */
import type { StreamBank } from '../kernel/random-stream.ts';
import { withDefaults } from '../model/registry.ts';
import { BACKOFFS } from '../policies/backoff/index.ts';
import { BREAKERS } from '../policies/breaker/index.ts';
import { entryOf } from '../policies/lookup.ts';
import { RETRY_BUDGETS } from '../policies/retry-budget/index.ts';
import type { LinkSpec } from '../system/link.ts';
import type { NetworkLink } from './network-spec.ts';

/**
 * @returns finds the links of one route by their places, each made on first use: all who call at a place share its budget
 *   and its breaker
 */
export function linksOfRoute(bank: StreamBank): (link: NetworkLink, place: string) => LinkSpec {
  const byPlace = new Map<string, LinkSpec>();
  return (link, place) => {
    const known = byPlace.get(place) ?? compileLink(link, place, bank);
    byPlace.set(place, known);
    return known;
  };
}

/**
 * @param link  checked
 * @param name  of the route's streams and the link
 * @returns the link, with a stream of its own
 */
function compileLink(link: NetworkLink, name: string, bank: StreamBank): LinkSpec {
  const backoff = entryOf(BACKOFFS, link.backoff?.id ?? BACKOFFS[0]!.id);
  const budget = entryOf(RETRY_BUDGETS, link.budget?.id ?? RETRY_BUDGETS[0]!.id);
  const breaker = entryOf(BREAKERS, link.breaker?.id ?? BREAKERS[0]!.id);
  return {
    id: name,
    timeoutUs: link.timeoutUs ?? 0,
    cancels: link.cancels ?? false,
    retriesMax: link.retries ?? 0,
    backoff: backoff.backoff(withDefaults(backoff, link.backoff?.params ?? {})),
    budget: budget.budget(withDefaults(budget, link.budget?.params ?? {}), 0),
    breaker: breaker.breaker(withDefaults(breaker, link.breaker?.params ?? {})),
    hedgeAfterUs: link.hedgeAfterUs ?? 0,
    hedgesMax: link.hedges ?? 1,
    stream: bank.open(`link/${name}`),
  };
}
