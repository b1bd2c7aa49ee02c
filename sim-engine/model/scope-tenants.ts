/** @module Which tenants a scope means. */
import type { Scope } from './objective.ts';
import type { Scenario } from './scenario.ts';

/** @returns tenant indices of a scope; of a tier, those of all */
export function tenantsOf(scenario: Scenario, scope: Scope): number[] {
  const indices = scenario.tenants.map((_, index) => index);
  switch (scope.kind) {
    case 'all':
    case 'tier':
      return indices;
    case 'tenant':
      return indices.filter((index) => scenario.tenants[index]!.id === scope.tenant);
    case 'plan':
      return indices.filter((index) => scenario.tenants[index]!.plan === scope.plan);
    case 'except':
      return indices.filter((index) => !scope.tenants.includes(scenario.tenants[index]!.id));
  }
}
