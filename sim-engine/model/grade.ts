/** @module Grades: what a run was worth, why, and where to look. */
import type { StampedAction } from './action-log.ts';
import type { Guard, HiddenSeeds, Objective } from './objective.ts';
import type { Choice } from './registry.ts';
import type { DigestMark, GuardResult, ObjectiveResult } from './run-result.ts';
import type { Action, Scenario } from './scenario.ts';

/** A run that somebody asks to have graded. */
export interface Attempt {
  readonly scenario: Scenario;
  /** sha256 (hex) of the whole scenario's canonical JSON, proofs included. */
  readonly scenarioSha256: string;
  readonly engineVersion: string;
  readonly seed: number;
  /** What held from time 0 in place of the scenario's own model, or null. */
  readonly isolation: Choice | null;
  /** In the order of sequence and time. */
  readonly actions: readonly StampedAction[];
  /** Where the run ended, microseconds. */
  readonly untilUs: number;
  /** What the run is said to have come to; null where it has not been executed before. */
  readonly claimed: {
    readonly digest: string;
    readonly trail: readonly DigestMark[];
    /** A `RunResult`; checked, never believed. */
    readonly result: unknown;
  } | null;
}

/** What is asked of a run. */
export interface Rubric {
  readonly objectives: readonly Objective[];
  readonly guards: readonly Guard[];
  readonly passPoints: number;
  readonly hidden: HiddenSeeds | null;
}

/** A moment of the run to look at: the part of a window in which the measure came nearest to its bound, or went farthest beyond. */
export interface Evidence {
  readonly fromUs: number;
  readonly toUs: number;
  /** What was measured in it, in the criterion's unit. */
  readonly value: number;
  /** Metric that it is a value of. */
  readonly metric: string;
}

/** Why something was decided as it was. */
interface Reason {
  /** Null where nothing was measured. */
  readonly evidence: Evidence | null;
  readonly sentence: string;
}

export type Criterion = ObjectiveResult & Reason;
export type GuardCriterion = GuardResult & Reason;

/** The final configuration in a world that the learner has not seen. */
export interface HiddenRun {
  readonly seed: number;
  readonly digest: string;
  readonly points: number;
  readonly passed: boolean;
  /** What was measured of each objective and guard, by id; questions are about another world. */
  readonly measured: Readonly<Record<string, number | null>>;
  /** Objectives and guards that did not hold. */
  readonly failed: readonly {
    readonly id: string;
    readonly measured: number | null;
    readonly evidence: Evidence | null;
  }[];
}

/** How the final configuration fares in other worlds. */
export interface Generalisation {
  readonly count: number;
  /** Worlds in which it reached the pass mark, and how many it has to. */
  readonly passes: number;
  readonly needed: number;
  readonly mean: number;
  readonly worst: number;
  readonly worstSeed: number;
  /** 95 % interval of the mean; null with one world. */
  readonly low: number | null;
  readonly high: number | null;
  readonly runs: readonly HiddenRun[];
}

/** What one action added to what the others give. */
export interface ActionWorth {
  readonly sequence: number;
  readonly atUs: number;
  readonly type: Action['type'];
  /** Points that would be missing without it; below 0 where it cost some. */
  readonly points: number;
  /** Objectives and guards that hold only with it, and that hold only without it. */
  readonly holds: readonly string[];
  readonly breaks: readonly string[];
}

/** What the actions of a run were worth. */
export interface Attribution {
  readonly points: number;
  /** Points with an empty log. */
  readonly withoutAny: number;
  readonly actions: readonly ActionWorth[];
}

/** A part of a log that fails as the whole does. */
export interface ShrunkLog {
  /** Objectives and guards that are missed, by the whole and by the part. */
  readonly missed: readonly string[];
  readonly actions: readonly StampedAction[];
  /** True when looking for a shorter one was given up. */
  readonly isCut: boolean;
}

/** Where an execution left what was recorded. */
export interface Divergence {
  readonly fromEvents: number;
  readonly fromUs: number;
  readonly events: number;
  readonly atUs: number;
}

/** A run that was executed again and measured. */
export interface GradedAttempt {
  readonly state: 'graded';
  readonly scenarioId: string;
  readonly scenarioSha256: string;
  readonly engineVersion: string;
  readonly seed: number;
  readonly digest: string;
  /** Model events, those of other worlds included. */
  readonly events: number;
  /** What the learner's own run earned. */
  readonly points: number;
  readonly pointsMax: number;
  readonly passPoints: number;
  /**
   * What counts: the points, and no more than other worlds give on average. Null where the run kept to other rules than the
   * exercise's: then somebody has to look.
   */
  readonly mark: number | null;
  /** True when the mark reaches the pass mark, and enough other worlds do. */
  readonly passed: boolean;
  /** What speaks against the run, right as it is; empty when nothing. */
  readonly remarks: readonly string[];
  readonly objectives: readonly Criterion[];
  readonly guards: readonly GuardCriterion[];
  /** Null where no other world was asked for. */
  readonly generalisation: Generalisation | null;
}

/** A run without a grade, which is not a grade of zero. */
export interface UngradedAttempt {
  readonly state: 'not-reproducible' | 'not-gradable';
  readonly code: string;
  readonly reason: string;
  /** Where the execution went another way; absent where only the claimed result differs. */
  readonly at?: Divergence;
}

export type AttemptGrade = GradedAttempt | UngradedAttempt;
