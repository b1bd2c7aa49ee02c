/** @module The gradebook of a class as pages show it. */
import type { Evidence } from '../model/grade.ts';

/** One check of the exercise: an objective, or a guard, which has no points. */
export interface GradebookCheck {
  readonly id: string;
  readonly title: string;
  /** Null of a guard. */
  readonly points: number | null;
  readonly bound: 'at-most' | 'at-least';
  readonly threshold: number;
  readonly unit: string;
}

/** A check of one learner. */
export interface GradebookCell {
  readonly passed: boolean;
  readonly measured: number | null;
  readonly sentence: string;
  readonly evidence: Evidence | null;
}

/** The learner's final configuration in one hidden world. */
export interface GradebookWorld {
  readonly seed: number;
  readonly points: number;
  readonly passed: boolean;
  readonly measured: Readonly<Record<string, number | null>>;
  readonly failed: readonly { readonly id: string; readonly evidence: Evidence | null }[];
}

export interface GradebookComment {
  readonly at: string;
  readonly by: string;
  readonly text: string;
}

/** A mark set by a person. */
export interface GradebookOverride {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly oldMark: number | null;
  readonly newMark: number | null;
}

export type GradebookState = 'graded' | 'not-reproducible' | 'not-own-world' | 'not-gradable' | 'not-handed-in';

/** One learner. */
export interface GradebookRow {
  readonly learner: string;
  /** Of the roster; empty without one. */
  readonly name: string;
  readonly state: GradebookState;
  /** Why there is no grade; empty where there is one. */
  readonly reason: string;
  /** Files handed in. */
  readonly attempts: number;
  /** The attempt that is shown: the one that counts. */
  readonly attempt: number | null;
  readonly file: string | null;
  /** In the order of the checks; empty without a grade. */
  readonly cells: readonly GradebookCell[];
  readonly worlds: readonly GradebookWorld[];
  readonly points: number | null;
  /** By the rules of exercise and assignment. */
  readonly ruleMark: number | null;
  readonly ruleWhy: string;
  /** What counts: the last override, else `ruleMark`. */
  readonly mark: number | null;
  readonly remarks: readonly string[];
  readonly overrides: readonly GradebookOverride[];
  readonly comments: readonly GradebookComment[];
  /** What each action was worth; null where nobody asked. */
  readonly worths: readonly { readonly atUs: number; readonly type: string; readonly points: number }[] | null;
}

/** How a check tells strong from weak. */
export interface GradebookItem {
  readonly id: string;
  readonly title: string;
  /** Graded learners. */
  readonly n: number;
  readonly held: number;
  /** Correlation with the other points, -1..1; null with too few learners, or where all did the same. */
  readonly discrimination: number | null;
  /** 95 % interval (Fisher's z); null as above. */
  readonly low: number | null;
  readonly high: number | null;
  /** Why there is none. */
  readonly why: string;
}

/** Something to look at; never a verdict. */
export interface GradebookSignal {
  readonly kind: 'same-log' | 'same-shape' | 'same-world' | 'other-world' | 'pace';
  readonly learners: readonly string[];
  readonly files: readonly string[];
  /** What was seen, in one sentence. */
  readonly seen: string;
}

/** A class in the list. */
export type GradebookListing =
  | {
      readonly state: 'readable';
      readonly id: string;
      readonly title: string;
      readonly gradedAt: string;
      readonly learners: number;
    }
  /** What is wrong with it, and what to do. */
  | { readonly state: 'damaged'; readonly id: string; readonly message: string };

/** A class. */
export interface GradebookView {
  readonly id: string;
  readonly title: string;
  readonly scenarioId: string;
  readonly gradedAt: string;
  readonly engineVersion: string;
  readonly files: number;
  readonly pointsMax: number;
  readonly passPoints: number;
  /** Rules of the assignment in one line; null without one. */
  readonly policy: string | null;
  readonly practice: boolean;
  readonly checks: readonly GradebookCheck[];
  readonly rows: readonly GradebookRow[];
  readonly items: readonly GradebookItem[];
  /** Least number of graded learners for a discrimination. */
  readonly itemsMin: number;
  readonly stuck: readonly { readonly learner: string; readonly words: string; readonly attempts: number }[];
  readonly stuckRule: string;
  readonly signals: readonly GradebookSignal[];
}
