/** @module Objectives: where each stands, from what the run has measured so far. */
import { METRICS } from '../grading/metrics/index.ts';
import type { ObjectiveResult } from '../model/run-result.ts';
import type { Objective, Scenario, Scope } from '../model/scenario.ts';
import { entryOf } from '../policies/lookup.ts';
import type { SaasSystem } from '../system/saas-system.ts';
import type { Segments } from './segments.ts';

/** @returns tenant indices of a scope */
export function tenantsOf(scenario: Scenario, scope: Scope): number[] {
  const indices = scenario.tenants.map((_, index) => index);
  switch (scope.kind) {
    case 'all':
      return indices;
    case 'tenant':
      return indices.filter((index) => scenario.tenants[index]!.id === scope.tenant);
    case 'plan':
      return indices.filter((index) => scenario.tenants[index]!.plan === scope.plan);
    case 'except':
      return indices.filter((index) => !scope.tenants.includes(scenario.tenants[index]!.id));
  }
}

/** Where a run's objectives stand; what is closed is computed once, because it cannot change any more. */
export class ObjectiveBoard {
  private readonly closed = new Map<string, ObjectiveResult>();

  /**
   * @param system    the system now
   * @param segments  what was measured when
   * @returns every objective; points count once its window is over
   */
  results(system: SaasSystem, segments: Segments): ObjectiveResult[] {
    return system.scenario.objectives.map((objective) => {
      const known = this.closed.get(objective.id);
      if (known !== undefined) return known;
      const result = resultOf(objective, system, segments);
      if (result.state === 'closed') this.closed.set(objective.id, result);
      return result;
    });
  }
}

function resultOf(objective: Objective, system: SaasSystem, segments: Segments): ObjectiveResult {
  const { world, scenario } = system;
  const metric = entryOf(METRICS, objective.metric);
  const now = world.nowUs;
  const state = now <= objective.fromUs ? 'waiting' : now < objective.toUs ? 'open' : 'closed';
  const measured =
    state === 'waiting'
      ? null
      : metric.measure(
          segments.span(
            objective,
            tenantsOf(scenario, objective.scope),
            world.accounts,
            now,
            system.cost.totalMicroUsd(now),
          ),
        );
  const holds =
    measured !== null &&
    (objective.bound === 'at-most' ? measured <= objective.threshold : measured >= objective.threshold);
  return {
    id: objective.id,
    title: objective.title,
    state,
    passed: holds,
    points: holds && state === 'closed' ? objective.points : 0,
    pointsMax: objective.points,
    measured,
    threshold: objective.threshold,
    bound: objective.bound,
    unit: metric.unit,
  };
}
