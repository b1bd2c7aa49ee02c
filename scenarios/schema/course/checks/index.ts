/** @module REGISTRY of checks: one line per kind. */
import { type ChoiceCheck, choiceCheck } from './choice.ts';
import { type NumberCheck, numberCheck } from './number.ts';
import { type OrderCheck, orderCheck } from './order.ts';
import { type TenantCheck, tenantCheck } from './tenant.ts';

/** A check as written. */
export type Check = ChoiceCheck | NumberCheck | OrderCheck | TenantCheck;

/** By the word behind `kind`. */
export const CHECKS = { choice: choiceCheck, number: numberCheck, order: orderCheck, tenant: tenantCheck } as const;
