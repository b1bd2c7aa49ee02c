/** @module Checks of the simulated world: tenants, system and timeline fit together and are not too much work. */
import { branchesOf, catalogue } from '../../sim-engine/index.ts';
import { type Choice, type Definition, tableOrDefault } from '../../sim-engine/model/registry.ts';
import type { Workload } from '../../sim-engine/model/scenario.ts';
import { ARRIVALS } from '../../sim-engine/policies/arrival/index.ts';
import { checkTarget } from '../../sim-engine/policies/fault/check-target.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { targetOf } from './action-schema.ts';
import { checkAutoscaling } from './check-autoscaling.ts';
import { checkCacheSharing } from './check-cache-sharing.ts';
import { checkOperations } from './check-operations.ts';
import { mostAttempts } from './client-schema.ts';
import { expandTenant, missingKeys } from './expand-tenants.ts';
import { checkReference, type KnownIds } from './known-ids.ts';
import { KEYS_TOTAL_MAX, MEMBER_KEYS_MAX, REQUESTS_MAX, TENANTS_MAX } from './limits.ts';
import { compileOperation } from './operation-schema.ts';
import { printQuantity } from './quantity.ts';
import { type Draft, tell } from './read-sections.ts';
import { capsNobody } from './tier-terms.ts';

/**
 * @param draft  receives what does not fit
 * @param known  the ids of the file
 */
export function checkWorld(draft: Draft, known: KnownIds): void {
  checkTenants(draft, known);
  checkOperations(draft);
  checkSystem(draft);
  checkAutoscaling(draft);
  checkCacheSharing(draft);
  checkTimeline(draft, known);
  checkWork(draft);
}

function checkTenants(draft: Draft, known: KnownIds): void {
  const { tenantDefaults, tenants } = draft.sections;
  const defaults = tenantDefaults ?? {};
  if (defaults.plan !== undefined)
    checkReference(draft, ['tenantDefaults', 'plan'], 'plan', defaults.plan, known.plans);
  for (const share of defaults.mix ?? []) {
    checkReference(draft, ['tenantDefaults', 'mix', share.operation], 'operation', share.operation, known.operations);
  }
  // Defaults that could not be read are told already; what a tenant lacks because of them is not.
  const defaultsBroken = tenantDefaults === undefined && draft.plain.tenantDefaults !== undefined;
  let total = 0;
  for (const { index, value } of tenants) {
    total += value.count ?? 1;
    if (value.plan !== undefined) checkReference(draft, ['tenants', index, 'plan'], 'plan', value.plan, known.plans);
    for (const share of value.mix ?? []) {
      checkReference(draft, ['tenants', index, 'mix', share.operation], 'operation', share.operation, known.operations);
    }
    if (value.rate !== undefined && value.arrivals !== undefined) {
      tell(
        draft,
        ['tenants', index, 'rate'],
        'two-rates',
        'found both rate and arrivals, expected one of them: delete the other',
      );
    }
    const keysEach = (value.keys ?? defaults.keys)?.count ?? 0;
    if ((value.members ?? 1) * keysEach > MEMBER_KEYS_MAX) {
      const message = `found ${value.members} members with ${keysEach} keys each, expected at most ${MEMBER_KEYS_MAX} keys together: lower one of them`;
      tell(draft, ['tenants', index, 'members'], 'too-many-keys', message);
    }
    for (const key of defaultsBroken ? [] : missingKeys(value, defaults)) {
      const what = key === 'rate' ? 'rate, arrivals or users' : key;
      tell(
        draft,
        ['tenants', index],
        'missing-key',
        `found no ${what} for tenant ${value.id}: add it here or under tenantDefaults`,
      );
    }
  }
  if (total > TENANTS_MAX) {
    tell(
      draft,
      ['tenants'],
      'too-many-tenants',
      `found ${total} tenants, expected at most ${TENANTS_MAX}: lower the counts`,
    );
  }
}

function checkSystem(draft: Draft): void {
  const { system } = draft.sections;
  if (system === undefined) return;
  const { app, cache, connections, database, jobs } = system;
  const notMore = (part: string, key: string, least: number, all: number): void => {
    if (least <= all) return;
    const message = `found a least of ${least}, expected at most the whole, ${all}: lower it`;
    tell(draft, ['system', part, key], 'min-above-whole', message);
  };
  notMore('app', 'instancesMin', app.instancesMin, app.instances);
  notMore('cache', 'entriesMin', cache.entriesMin, cache.entries);
  notMore('connections', 'countMin', connections.countMin, connections.count);
  notMore('database', 'unitsMin', database.unitsMin, database.units);
  notMore('jobs', 'workersMin', jobs.workersMin, jobs.workers);
  for (const part of ['app', 'database'] as const) {
    if (!capsNobody(system[part])) continue;
    const message = 'found a cap where servers are shared by all present, expected one of them: delete one';
    tell(draft, ['system', part, 'capPerTenant'], 'cap-of-shared-servers', message);
  }
  if (app.boundPerInstance < app.threadsPerInstance) {
    const message = `found room for ${app.boundPerInstance} requests at a server of ${app.threadsPerInstance} threads, expected at least one each: raise it`;
    tell(draft, ['system', 'app', 'boundPerInstance'], 'bound-below-threads', message);
  }
}

function checkTimeline(draft: Draft, known: KnownIds): void {
  const { duration, timeline } = draft.sections;
  for (const { index, value } of timeline) {
    if ('noise' in value) {
      checkReference(draft, ['timeline', index, 'tenant'], 'tenant', value.tenant, known.tenants);
    } else checkFault(draft, ['timeline', index], value, known);
    if (duration === undefined || value.at + value.for <= duration) continue;
    const end = printQuantity('duration', value.at + value.for);
    const message = `found an event that ends at ${end}, expected an end within the duration of ${printQuantity('duration', duration)}: shorten it`;
    tell(draft, ['timeline', index, value.at >= duration ? 'at' : 'for'], 'outside-duration', message);
  }
}

/** A fault is aimed at what its kind strikes. */
export function checkFault(
  draft: Draft,
  path: readonly (string | number)[],
  written: { readonly fault: Choice } & Parameters<typeof targetOf>[0],
  known: KnownIds,
): void {
  for (const { code, path: field, message } of checkTarget(written.fault, targetOf(written), known.tenants)) {
    const at = field in written ? [...path, field] : path;
    tell(draft, at, code, message);
  }
}

/** @returns the most requests per second that a choice can send: its largest rate */
function peakRate(registry: readonly Definition[], chosen: Choice): number {
  const specs = registry.find((each) => each.id === chosen.id)?.params ?? [];
  return Math.max(0, ...specs.filter((spec) => spec.unit === '/s').map((spec) => chosen.params[spec.name] ?? 0));
}

/** @returns the most requests of a time: arrivals at their largest rate, or as often as their table says, and users answered at once */
function mostRequests({ arrivals, users }: Workload, durationUs: number): number {
  const law = entryOf(ARRIVALS, arrivals.id);
  const table = tableOrDefault(law, arrivals.table);
  const ratePerSec = Math.max(peakRate(ARRIVALS, arrivals), law.meanRatePerSec(arrivals.params, table));
  const byUsers = users === undefined ? 0 : users.count * (1 + durationUs / users.think.mean);
  return (ratePerSec * durationUs) / 1e6 + table.length + byUsers;
}

function checkWork(draft: Draft): void {
  const { duration, operations, plans, tenants, tenantDefaults, timeline } = draft.sections;
  if (duration === undefined) return;
  // A branch of a fan-out is as much work as a request.
  const each = Math.max(1, ...operations.map(({ value }) => 1 + branchesOf(compileOperation(value))));
  const readPlans = plans.map(({ value }) => value);
  const all = tenants.flatMap(({ value }) =>
    (value.count ?? 1) <= TENANTS_MAX ? expandTenant(value, tenantDefaults ?? {}, readPlans) : [],
  );
  let requests = 0;
  let keys = 0;
  for (const tenant of all) {
    requests += each * mostAttempts(tenant.client) * mostRequests(tenant.workload, duration);
    keys += tenant.workload.keys.count;
  }
  for (const { value } of timeline) {
    const attempts = mostAttempts(all.find(({ id }) => id === value.tenant)?.client);
    const rate = 'noise' in value ? peakRate(catalogue.noise, value.noise) : peakRate(catalogue.faults, value.fault);
    requests += (each * attempts * rate * value.for) / 1e6;
  }
  if (requests > REQUESTS_MAX) {
    const message = `found up to ${Math.round(requests)} requests in one run, retries, hedges and branches included, expected at most ${REQUESTS_MAX}: lower the rates, the retries or the duration`;
    tell(draft, ['tenants'], 'too-much-work', message);
  }
  if (keys > KEYS_TOTAL_MAX) {
    tell(
      draft,
      ['tenants'],
      'too-many-keys',
      `found ${keys} keys of all tenants, expected at most ${KEYS_TOTAL_MAX}: lower the key counts`,
    );
  }
}
