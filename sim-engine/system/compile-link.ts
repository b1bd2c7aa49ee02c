/** @module Compiles a link of plain choices into what calls use; what is absent is not done. */
import type { StreamBank } from '../kernel/random-stream.ts';
import type { LinkTerms } from '../model/link-terms.ts';
import { withDefaults } from '../model/registry.ts';
import { BACKOFFS } from '../policies/backoff/index.ts';
import { BREAKERS } from '../policies/breaker/index.ts';
import { entryOf } from '../policies/lookup.ts';
import { RETRY_BUDGETS } from '../policies/retry-budget/index.ts';
import type { LinkSpec } from './link.ts';

/**
 * @param link  checked
 * @param name  of the link and its stream
 * @param nowUs  when it begins to be used
 * @returns the link, with a stream of its own
 */
export function compileLink(link: LinkTerms, name: string, bank: StreamBank, nowUs: number): LinkSpec {
  const backoff = entryOf(BACKOFFS, link.backoff?.id ?? BACKOFFS[0]!.id);
  const budget = entryOf(RETRY_BUDGETS, link.budget?.id ?? RETRY_BUDGETS[0]!.id);
  const breaker = entryOf(BREAKERS, link.breaker?.id ?? BREAKERS[0]!.id);
  return {
    id: name,
    timeoutUs: link.timeoutUs ?? 0,
    cancels: link.cancels ?? false,
    retriesMax: link.retries ?? 0,
    backoff: backoff.backoff(withDefaults(backoff, link.backoff?.params ?? {})),
    budget: budget.budget(withDefaults(budget, link.budget?.params ?? {}), nowUs),
    breaker: breaker.breaker(withDefaults(breaker, link.breaker?.params ?? {})),
    hedgeAfterUs: link.hedgeAfterUs ?? 0,
    hedgesMax: link.hedges ?? 1,
    stream: bank.open(`link/${name}`),
  };
}
