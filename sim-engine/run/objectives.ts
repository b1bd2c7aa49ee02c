/** @module Objectives and guards: where each stands, from what the run has measured so far. */
import { conditionResult, isAsked } from '../grading/condition.ts';
import { askedResult, sharesOf } from '../grading/question-answer.ts';
import type { Span } from '../grading/span.ts';
import type { Asked, Bounded, Goal, Guard, Objective, Scope } from '../model/objective.ts';
import type { ConditionResult, GuardResult, ObjectiveResult } from '../model/run-result.ts';
import type { Action } from '../model/scenario.ts';
import { tenantsOf } from '../model/scope-tenants.ts';
import type { SaasSystem } from '../system/saas-system.ts';
import { blameCharges } from './blame-charges.ts';
import { spendsMove } from './check-action.ts';
import { previewIsolation } from './preview-isolation.ts';
import type { Segments, Stretch } from './segments.ts';
import { tierSums } from './tier-readings.ts';

/** An action that took effect. */
export interface TakenAction {
  readonly atUs: number;
  readonly type: Action['type'];
  /** Of an answer. */
  readonly given?: { readonly question: string; readonly answer: string };
}

/** How a run stands. */
export interface Graded {
  readonly objectives: readonly ObjectiveResult[];
  readonly guards: readonly GuardResult[];
}

/** What was measured, for the board. */
export interface Measured {
  readonly system: SaasSystem;
  readonly segments: Segments;
  /** In the order of their times. */
  readonly taken: readonly TakenAction[];
}

/**
 * @param measured  of a run
 * @param scope     whom or what it is taken over
 * @param stretch   between two cuts
 */
export function spanOf({ system, segments, taken }: Measured, scope: Scope, stretch: Stretch): Span {
  const { world, scenario } = system;
  const { fromUs, toUs } = stretch;
  return {
    passedUs: Math.max(0, Math.min(world.nowUs, toUs) - fromUs),
    costMicroUsd: segments.costMicroUsd(stretch, system.cost.totalMicroUsd(world.nowUs)),
    firstPriceMicroUsdPerHour: previewIsolation(scenario, scenario.isolation).priceMicroUsdPerHour,
    tenants: segments.tenants(stretch, tenantsOf(scenario, scope), world.accounts),
    tier: scope.kind === 'tier' ? segments.tier(stretch, scope.tier, tierSums(system)) : null,
    actions: taken
      .filter(({ atUs }) => atUs >= fromUs && atUs < toUs)
      .map(({ type }) => ({ type, isMove: spendsMove({ type }) })),
  };
}

/** Where a run's objectives stand; what is closed is computed once, because it cannot change any more. */
export class ObjectiveBoard {
  private readonly closed = new Map<string, ConditionResult>();

  /**
   * @param measured  what the run has measured
   * @returns every objective and guard; points count once the objective's window is over, and while no guard is broken
   */
  results(measured: Measured): Graded {
    const { objectives, guards = [] } = measured.system.scenario;
    const guarded = guards.map((guard) => ({ ...named(guard), ...this.resultOf('guard', guard, measured) }));
    const isVoid = guarded.some(({ state, passed }) => state === 'closed' && !passed);
    return {
      guards: guarded,
      objectives: objectives.map((objective) => {
        const result = this.resultOf('objective', objective, measured);
        const isWon = result.passed && result.state === 'closed' && !isVoid;
        const { state, passed, ...figures } = result;
        const points = isWon ? objective.points : 0;
        return { ...named(objective), state, passed, points, pointsMax: objective.points, ...figures };
      }),
    };
  }

  private resultOf(kind: string, condition: Goal & { readonly id: string }, measured: Measured): ConditionResult {
    const key = `${kind} ${condition.id}`;
    const known = this.closed.get(key);
    if (known !== undefined) return known;
    const { nowUs } = measured.system.world;
    const span = (bounded: Bounded) => spanOf(measured, bounded.scope, bounded);
    const result = isAsked(condition) ? askedOf(condition, measured) : conditionResult(condition, span, nowUs);
    if (result.state === 'closed') this.closed.set(key, result);
    return result;
  }
}

function askedOf(asked: Asked & { readonly id: string }, { system, segments, taken }: Measured): ConditionResult {
  const { scenario, world } = system;
  const given = taken.flatMap((each) => (each.given?.question === asked.id ? [each.given.answer] : [])).at(-1) ?? null;
  const shares = () =>
    sharesOf(
      asked,
      scenario,
      segments.blame(asked, () => blameCharges(system)),
    );
  return askedResult(asked, given, shares, world.nowUs, scenario.durationUs);
}

function named({ id, title }: Objective | Guard): { id: string; title: string } {
  return { id, title };
}
