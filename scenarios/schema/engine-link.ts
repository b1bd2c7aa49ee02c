/** @module Terms of a link, in engine form. */
import { z } from 'zod';
import { catalogue } from '../../sim-engine/index.ts';
import type { LinkTerms } from '../../sim-engine/model/link-terms.ts';
import { engineChoice } from './engine-choice.ts';
import { ATTEMPTS, PATIENCE_US } from './limits.ts';

const patience = z.int().min(0).max(PATIENCE_US.max).exactOptional();
const attempts = z.int().min(ATTEMPTS.min).max(ATTEMPTS.max).exactOptional();

/** What stands between a caller and its attempts. */
export const engineLink = z.strictObject({
  timeoutUs: patience,
  cancels: z.boolean().exactOptional(),
  retries: attempts,
  backoff: engineChoice(catalogue.backoffs).exactOptional(),
  budget: engineChoice(catalogue.retryBudgets).exactOptional(),
  breaker: engineChoice(catalogue.breakers).exactOptional(),
  hedgeAfterUs: patience,
  hedges: attempts,
}) satisfies z.ZodType<LinkTerms>;
