/** @module A course as it was read: everything a server needs to show it and to grade its checks. */
import type { Experiment } from '../../../sim-engine/model/experiment.ts';
import type { Block, CourseOutline, LessonSource } from '../../../sim-engine/protocol/course.ts';
import type { PlacedIssue } from '../placed-issue.ts';
import type { Check } from './checks/index.ts';

/** A number in prose that a run has to bear out. */
export interface Claim {
  /** As it stands in the prose. */
  readonly text: string;
  readonly line: number;
  readonly reading: string;
  /** Index of the setting. */
  readonly at: number;
  readonly is: number;
  readonly within: number;
}

/** A lesson with everything that belongs to it. */
export interface Lesson {
  readonly id: string;
  readonly blocks: readonly Block[];
  readonly sources: readonly LessonSource[];
  readonly claims: readonly Claim[];
  readonly experiment: Experiment;
  readonly checks: readonly Check[];
  /** Words of its prose. */
  readonly words: number;
}

/** A course pack. */
export interface Course {
  readonly outline: CourseOutline;
  /** By id, in the order of the course. */
  readonly lessons: ReadonlyMap<string, Lesson>;
}

/** An issue in one of a course's files. */
export interface CourseIssue extends PlacedIssue {
  /** Path inside the course's folder. */
  readonly file: string;
}

/** A course exactly when there are no issues. */
export interface ParsedCourse {
  readonly course?: Course;
  readonly issues: readonly CourseIssue[];
}
