/** @module Tenants: fills in what is the same for all, and counts groups out. */
import { catalogue } from '../../sim-engine/index.ts';
import type { Choice } from '../../sim-engine/model/registry.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import type { Tenant } from '../../sim-engine/model/scenario.ts';
import { compileClient, type WrittenClient } from './client-schema.ts';
import type { WrittenDefaults, WrittenPlan, WrittenTenant } from './scenario-schema.ts';

/** A key that neither the tenant nor the defaults give. */
export type MissingKey = 'plan' | 'rate' | 'mix' | 'keys' | 'data';

/**
 * @param tenant    one entry of the list
 * @param defaults  what holds for all
 * @returns the keys that are given nowhere
 */
export function missingKeys(tenant: WrittenTenant, defaults: WrittenDefaults): MissingKey[] {
  const merged = mergeDefaults(tenant, defaults);
  const missing: MissingKey[] = [];
  for (const key of ['plan', 'mix', 'keys', 'data'] as const) if (merged[key] === undefined) missing.push(key);
  if (WAYS.every((way) => merged[way] === undefined)) missing.push('rate');
  return missing;
}

/** Ways of arriving; users may stand beside one of the others. */
const WAYS = ['rate', 'arrivals', 'users'] as const;

/** The tenant's own keys win; its own ways of arriving replace all those of the defaults. */
function mergeDefaults(tenant: WrittenTenant, defaults: WrittenDefaults): WrittenTenant {
  const merged = { ...defaults, ...tenant };
  if (WAYS.some((way) => tenant[way] !== undefined))
    // Not deleted: an object that has lost a key is slow to read from then on.
    for (const way of WAYS) if (tenant[way] === undefined) merged[way] = undefined;
  return merged;
}

/**
 * @param tenant  one entry of the list
 * @returns the ids it stands for: its own, or for a group its own with 1, 2, 3, ... behind it
 */
export function tenantIds(tenant: { readonly id: string; readonly count?: number | undefined }): string[] {
  if (tenant.count === undefined) return [tenant.id];
  return Array.from({ length: tenant.count }, (_, index) => `${tenant.id}${index + 1}`);
}

/** @returns Poisson arrivals of a rate: the registry's first process */
function poisson(ratePerSec: number): Choice {
  const process = catalogue.arrivals[0]!;
  return { id: process.id, params: withDefaults(process, { ratePerSec }) };
}

/** @returns the tenant's own client, else that of its plan, else the one of all, if there is any */
function clientOf(
  tenant: WrittenTenant,
  defaults: WrittenDefaults,
  plans: readonly WrittenPlan[],
): WrittenClient | undefined {
  const plan = tenant.plan ?? defaults.plan;
  return tenant.client ?? plans.find((each) => each.id === plan)?.client ?? defaults.client;
}

/**
 * @param tenant    one entry of the list, with nothing missing
 * @param defaults  what holds for all
 * @param plans     where a tenant without a client of its own may find one
 * @returns the tenants it stands for; empty when something is missing
 */
export function expandTenant(
  tenant: WrittenTenant,
  defaults: WrittenDefaults,
  plans: readonly WrittenPlan[],
): Tenant[] {
  const client = clientOf(tenant, defaults, plans);
  const { name, plan, rate, arrivals, users, mix, keys, data } = mergeDefaults(tenant, defaults);
  // Who has users alone sends nothing besides.
  const alone = users === undefined ? undefined : poisson(0);
  const process = arrivals ?? (rate === undefined ? alone : poisson(rate));
  if (plan === undefined || process === undefined || mix === undefined || keys === undefined || data === undefined)
    return [];
  return tenantIds(tenant).map((id, index) => ({
    id,
    name: tenant.count === undefined ? name : `${name} ${index + 1}`,
    plan,
    workload: { arrivals: process, ...(users === undefined ? {} : { users }), mix, keys },
    dataBytes: data,
    ...(client === undefined ? {} : { client: compileClient(client) }),
    ...(tenant.members === undefined ? {} : { members: tenant.members }),
  }));
}
