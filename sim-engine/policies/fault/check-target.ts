/** @module Checks what a fault is aimed at: a kind that strikes parts needs a tier and a number, others need a tenant or nothing. */
import { type Issue, issue } from '../../kernel/result.ts';
import type { Choice } from '../../model/registry.ts';
import type { FaultTarget } from '../../model/scenario.ts';
import { FAULTS } from './index.ts';

/** Most parts that a fault may be aimed at. */
export const PARTS_MAX = 10_000;

/**
 * @param fault    a kind; one that the registry does not hold is told elsewhere
 * @param target   what it is aimed at
 * @param tenants  ids of the scenario's tenants
 * @returns issues `bad-target` and `unknown-tenant`, by field of the target
 */
export function checkTarget(fault: Choice, target: FaultTarget, tenants: readonly string[]): Issue[] {
  const kind = FAULTS.find((each) => each.id === fault.id);
  if (kind === undefined) return [];
  const issues: Issue[] = [];
  const bad = (path: string, message: string): void => {
    issues.push(issue('bad-target', path, message));
  };
  const { tier, count, tenant } = target;
  if (kind.aim === 'parts') {
    if (tier === undefined || !kind.tiers.includes(tier))
      bad('tier', `found ${tier ?? 'no tier'}, expected one of ${kind.tiers.join(', ')} for ${kind.id}`);
    if (count === undefined || !Number.isInteger(count) || count < 1 || count > PARTS_MAX)
      bad('count', `found ${count ?? 'no number'}, expected how many parts ${kind.id} strikes, 1 to ${PARTS_MAX}`);
  } else {
    if (tier !== undefined) bad('tier', `found ${tier}, but ${kind.id} aims by itself: leave the tier out`);
    if (count !== undefined) bad('count', `found ${count}, but ${kind.id} aims by itself: leave the number out`);
  }
  if (kind.aim === 'zone' && tenant !== undefined)
    bad('tenant', `found ${tenant}, but ${kind.id} strikes everybody's parts: leave the tenant out`);
  if (kind.aim === 'tenant' && tenant === undefined)
    bad('tenant', `found no tenant, expected whose work ${kind.id} is`);
  if (tenant !== undefined && kind.aim !== 'zone' && !tenants.includes(tenant)) {
    const known = tenants.join(', ');
    issues.push(issue('unknown-tenant', 'tenant', `found ${JSON.stringify(tenant)}, expected one of ${known}`));
  }
  return issues;
}
