/** @module Courses on the wire: outline, lessons as trees of blocks, checks without their answers, and a learner's progress. */
import type { Experiment } from '../model/experiment.ts';

/** Text in a line. */
export type Inline =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'strong' | 'emphasis'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly value: string }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly Inline[] }
  /** A fact of the world, or a number that the course's tests hold against a run. */
  | { readonly type: 'figure'; readonly text: string }
  | { readonly type: 'tenant'; readonly index: number; readonly id: string; readonly name: string }
  /** Number of a source, from 1. */
  | { readonly type: 'cite'; readonly source: number }
  /** Read off the reader's own runs; nothing before they are there. */
  | { readonly type: 'measured'; readonly reading: string; readonly at: number }
  /** How many times the first is the second. */
  | {
      readonly type: 'ratio';
      readonly reading: string;
      readonly at: number;
      readonly toReading: string;
      readonly toAt: number;
    };

/** A block of a lesson. */
export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'heading'; readonly depth: 2 | 3; readonly children: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly type: 'quote' | 'note'; readonly children: readonly Block[] }
  | { readonly type: 'code-block'; readonly value: string }
  | { readonly type: 'formula'; readonly text: string; readonly meaning: string }
  | { readonly type: 'experiment' }
  /** What stands after the run, because it is about it. */
  | { readonly type: 'reveal'; readonly children: readonly Block[] }
  | { readonly type: 'check'; readonly id: string };

/** A source as cited. */
export interface LessonSource {
  readonly text: string;
  /** Empty for what has no address. */
  readonly href: string;
}

/** A question without its answer. */
export type ShownCheck = {
  readonly id: string;
  /** Question. */
  readonly ask: string;
  readonly skill: string;
} & (
  | { readonly kind: 'choice'; readonly options: readonly { readonly id: string; readonly text: string }[] }
  | {
      readonly kind: 'tenant';
      readonly options: readonly { readonly id: string; readonly text: string; readonly index: number }[];
    }
  | { readonly kind: 'number'; readonly unit: string }
  | { readonly kind: 'order'; readonly items: readonly { readonly id: string; readonly text: string }[] }
);

/** What a learner answers: an option's id, a number, or the ids in order. */
export type CheckAnswer = string | number | readonly string[];

/** What the server says of an answer. */
export interface CheckVerdict {
  readonly correct: boolean;
  /** Why; never the right answer to a wrong one. */
  readonly feedback: string;
  /** The attempts so far, this one included, in their order. */
  readonly attempts: readonly CheckAttempt[];
}

/** A part of a chapter. */
export type CourseModule =
  | {
      readonly kind: 'lesson';
      readonly id: string;
      readonly title: string;
      readonly idea: string;
      readonly minutes: number;
      /** Ids of its checks. */
      readonly checks: readonly string[];
    }
  | {
      readonly kind: 'lab';
      readonly id: string;
      readonly title: string;
      readonly idea: string;
      readonly scenario: string;
      readonly passPoints: number;
    };

/** A chapter; one without modules is outlined only. */
export interface CourseChapter {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** What it teaches, or will. */
  readonly teaches: readonly string[];
  readonly modules: readonly CourseModule[];
}

/** `GET /api/courses/:id` */
export interface CourseOutline {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly outcomes: readonly string[];
  readonly skills: readonly { readonly id: string; readonly title: string; readonly checks: readonly string[] }[];
  readonly chapters: readonly CourseChapter[];
}

/** `GET /api/courses/:id/lessons/:lesson` */
export interface LessonAnswer {
  readonly courseId: string;
  readonly courseTitle: string;
  /** From 1. */
  readonly chapterNumber: number;
  readonly chapter: CourseChapter;
  readonly lesson: Extract<CourseModule, { kind: 'lesson' }>;
  readonly blocks: readonly Block[];
  readonly sources: readonly LessonSource[];
  readonly experiment: Experiment;
  /** sha256 (hex) of the experiment's canonical JSON: names what a bet and a place are about. */
  readonly experimentSha256: string;
  readonly checks: readonly ShownCheck[];
}

/** One attempt at a check. */
export interface CheckAttempt {
  /** Generated. */
  readonly id: string;
  /** Of the server, milliseconds since 1970. */
  readonly at: number;
  readonly answer: CheckAnswer;
  readonly correct: boolean;
}

/** What was committed to before the run: a number, or the index of an option. */
export interface Bet {
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Where a lesson's run stands. */
export interface Place {
  /** Experiment it is a run of. */
  readonly of: string;
  /** Index of the setting. */
  readonly setting: number;
  /** Simulated time shown, microseconds. */
  readonly atUs: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** One lesson of one learner. */
export interface LessonProgress {
  /** By sha256 of the experiment that each was about. */
  readonly bets: Readonly<Record<string, Bet>>;
  readonly place: Place | null;
  /** True once the run was seen to its end. */
  readonly revealed: boolean;
  /** By id of the check. */
  readonly checks: Readonly<Record<string, readonly CheckAttempt[]>>;
}

/** One course of one learner. */
export interface CourseProgress {
  /** By id. */
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  /** The module opened last. */
  readonly last: { readonly module: string; readonly at: number } | null;
}

/** What a page reports: only what it knows is new. */
export interface ProgressReport {
  readonly module: string;
  /** `of`: sha256 of the experiment. */
  readonly bet?: { readonly value: number; readonly of: string };
  readonly place?: Omit<Place, 'at'>;
  readonly revealed?: true;
}
