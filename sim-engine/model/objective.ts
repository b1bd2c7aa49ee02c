/**
 * @module Objectives: what is graded about a run, as plain data. A condition bounds one measure or combines conditions; an
 * objective is a condition with points, a guard one without which there are none.
 */
import type { Choice, ParamValues } from './registry.ts';

/** Tiers that conditions can be about, as results name them: `database` is its connections. */
export const MEASURED_TIERS = ['app', 'database', 'database-cpu', 'database-io', 'jobs'] as const;
export type MeasuredTier = (typeof MEASURED_TIERS)[number];

/** Whom, or what, a measure is taken over. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'tenant'; readonly tenant: string }
  | { readonly kind: 'plan'; readonly plan: string }
  /** Everybody except these tenants. */
  | { readonly kind: 'except'; readonly tenants: readonly string[] }
  | { readonly kind: 'tier'; readonly tier: MeasuredTier };

/** A stretch of the run, and a bound on what is measured in it. */
interface Bounds {
  readonly fromUs: number;
  readonly toUs: number;
  readonly bound: 'at-most' | 'at-least';
  readonly threshold: number;
}

/** Bounds one measure; the threshold is in the metric's own unit. */
export interface Bounded extends Bounds {
  /** Id in the metric registry. */
  readonly metric: string;
  /** Every parameter of the metric; absent where it has none. */
  readonly params?: ParamValues;
  readonly scope: Scope;
}

/** Holds when enough of its parts do: the threshold is how many, and the stretch is that of all parts together. */
export interface Combined extends Bounds {
  /** Id and parameters in the registry `combinations`. */
  readonly combine: Choice;
  readonly bound: 'at-least';
  readonly parts: readonly Condition[];
}

/** Asks the learner something about the window; holds when the answer given is the one that exact blame gives. */
export interface Asked extends Bounds {
  /** Id and parameters in the registry `questions`. */
  readonly ask: Choice;
  /** Whose waits are meant; no tier. */
  readonly scope: Scope;
  /** Only waits at this resource of the ledger; at all of them without it. */
  readonly resource?: string;
  readonly bound: 'at-least';
  readonly threshold: 1;
}

/** Something that holds of a run or does not. */
export type Condition = Bounded | Combined;

/** What an objective may be. */
export type Goal = Condition | Asked;

interface Named {
  readonly id: string;
  readonly title: string;
}

/** One graded statement about a run. */
export type Objective = Named & { readonly points: number } & Goal;

/** A statement that must hold for the run to have any points. */
export type Guard = Named & Condition;

/** How the final configuration has to fare in worlds that the learner has not seen. */
export interface HiddenSeeds {
  /** How many worlds, >= 1. */
  readonly count: number;
  /** Share of them in which it has to reach the pass mark, 0..1. */
  readonly passShare: number;
}
