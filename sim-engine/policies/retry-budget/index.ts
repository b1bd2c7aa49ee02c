/** @module REGISTRY of retry budgets: one line per kind. */
import type { RetryBudgetKind } from './retry-budget.ts';
import { tokenRatio } from './token-ratio.ts';
import { unlimited } from './unlimited.ts';

/** The first entry is the registry's default: what a link has that names none. */
export const RETRY_BUDGETS: readonly RetryBudgetKind[] = [unlimited, tokenRatio];
