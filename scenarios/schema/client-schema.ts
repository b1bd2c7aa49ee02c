/** @module A tenant's client, as authors write it: `{ timeout: 1 s, retries: 3, backoff: full-jitter }`. */
import { z } from 'zod';
import { catalogue } from '../../sim-engine/index.ts';
import type { LinkTerms } from '../../sim-engine/model/link-terms.ts';
import { choice } from './choice.ts';
import { flag, number, quantity } from './leaf.ts';
import { ATTEMPTS, PATIENCE_US } from './limits.ts';

const count = (what: string) => number(what, ATTEMPTS, true);

/** How a tenant's users call the system; what is absent is not done. */
export const clientSchema = z.strictObject({
  timeout: quantity('duration', 'the longest time an attempt may take', PATIENCE_US).optional(),
  cancel: flag('whether an attempt that is given up is stopped too; else its work goes on for nothing').optional(),
  retries: count('the retries after a first attempt').optional(),
  backoff: choice({
    key: 'kind',
    what: 'how long to wait before a retry; else immediate',
    registry: catalogue.backoffs,
    code: 'unknown-backoff',
  }).optional(),
  budget: choice({
    key: 'kind',
    what: 'how many retries may be made of all calls; else unlimited',
    registry: catalogue.retryBudgets,
    code: 'unknown-budget',
  }).optional(),
  breaker: choice({
    key: 'kind',
    what: 'when to stop calling for a while; else never',
    registry: catalogue.breakers,
    code: 'unknown-breaker',
  }).optional(),
  hedgeAfter: quantity(
    'duration',
    'the time after which a second attempt is made beside the first',
    PATIENCE_US,
  ).optional(),
  hedges: count('how many attempts are made beside the first; else one').optional(),
});

/** A client in the author's notation, values in engine units. */
export type WrittenClient = z.output<typeof clientSchema>;

/** @param written  a read client */
export function compileClient(written: WrittenClient): LinkTerms {
  const { timeout, cancel, retries, backoff, budget, breaker, hedgeAfter, hedges } = written;
  return {
    ...(timeout === undefined ? {} : { timeoutUs: timeout }),
    ...(cancel === undefined ? {} : { cancels: cancel }),
    ...(retries === undefined ? {} : { retries }),
    ...(backoff === undefined ? {} : { backoff }),
    ...(budget === undefined ? {} : { budget }),
    ...(breaker === undefined ? {} : { breaker }),
    ...(hedgeAfter === undefined ? {} : { hedgeAfterUs: hedgeAfter }),
    ...(hedges === undefined ? {} : { hedges }),
  };
}

/** @returns the most attempts that one request can become */
export function mostAttempts({ retries = 0, hedgeAfterUs = 0, hedges = 1 }: LinkTerms = {}): number {
  return 1 + retries + (hedgeAfterUs === 0 ? 0 : hedges);
}
