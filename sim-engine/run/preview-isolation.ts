/** @module Preview of an isolation model: how it divides the tiers and what it costs, before anything runs. */
import type { Choice } from '../model/registry.ts';
import type { Scenario } from '../model/scenario.ts';
import { ISOLATION } from '../policies/isolation/index.ts';
import { type Group, planOf } from '../policies/isolation/isolation.ts';
import { entryOf } from '../policies/lookup.ts';
import { placedTenants } from '../system/placed-tenants.ts';
import { PLACED } from '../system/pool.ts';
import { poolSize } from '../system/pool-sizing.ts';

/** What the isolation ladder shows. */
export interface IsolationPreview {
  /** Into how many parts each tier is divided. */
  readonly parts: { readonly app: number; readonly cache: number; readonly database: number };
  readonly priceMicroUsdPerHour: number;
}

/** @param choice  a model of the registry and its parameters */
export function previewIsolation(scenario: Scenario, choice: Choice): IsolationPreview {
  const model = entryOf(ISOLATION, choice.id);
  const plan = planOf(model, placedTenants(scenario), choice);
  const price = (tier: number, groups: readonly Group[]): number =>
    groups.reduce((sum, group) => sum + poolSize(scenario.system, tier, group.share).priceMicroUsdPerHour, 0);
  return {
    parts: { app: plan.app.length, cache: plan.cache.length, database: plan.connections.length },
    priceMicroUsdPerHour:
      price(PLACED.app, plan.app) +
      price(PLACED.cache, plan.cache) +
      price(PLACED.connections, plan.connections) +
      price(PLACED.database, plan.database) +
      price(PLACED.jobs, plan.jobs),
  };
}
