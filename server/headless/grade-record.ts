/**
 * @module Grades a run record or a submission: what the engine makes of it, beside what is known of its content and its owner.
 *
 * What cannot be graded has no points: not zero, none.
 */
import { attribute, gradeAttempt, shrink } from '../../sim-engine/index.ts';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { Attempt, Attribution, GradedAttempt, ShrunkLog, UngradedAttempt } from '../../sim-engine/model/grade.ts';
import { canonicalJson, contentHash } from '../content/canonical-json.ts';
import type { Library } from '../content/library.ts';
import { hiddenSeeds, worldSeed } from './hidden-seeds.ts';
import type { RunRecord } from './run-record.ts';
import { readSubmission, type Submission, type SubmissionHead } from './submission.ts';

/** What is known of a file before it is executed. */
interface OfFile {
  readonly file: string;
  /** Whose attempt it is; null for a record that names nobody, and for what cannot be read. */
  readonly submission: SubmissionHead | null;
}

/** A run with its grade. */
export type GradedRecord = OfFile &
  GradedAttempt & {
    /** `own`: the world that the attempt was given; `unchecked`: without the grader's key, or the learner's name, nobody can tell. */
    readonly world: 'own' | 'unchecked';
    /** sha256 (hex) of what was done and when: equal for equal logs. */
    readonly trajectory: string;
    /** The same of the log after normalisation: whole seconds, two digits of every number. */
    readonly shape: string;
    /** How many actions were taken. */
    readonly actionCount: number;
    readonly durationUs: number;
    /** What each action was worth; only where it was asked for. */
    readonly attribution?: Attribution;
    /** The shortest log that misses the same; null where nothing is missed; only where it was asked for. */
    readonly shrunk?: ShrunkLog | null;
  };

/** A file without a grade. */
export type UngradedRecord = OfFile &
  (
    | UngradedAttempt
    | {
        readonly state: 'not-own-world';
        readonly code: string;
        readonly reason: string;
        readonly scenarioId: string;
        /** Of the world that it is of. */
        readonly seed: number;
      }
  );

/** What became of one file. */
export type Grade = GradedRecord | UngradedRecord;

/** How to grade. */
export interface GradeOptions {
  /** Hidden worlds per attempt; what the scenario says without it. */
  readonly seeds?: number;
  /** The grader's secret; null: worlds are not checked, and hidden seeds are no secret. */
  readonly key: string | null;
  /** Say what each action was worth. */
  readonly attribute?: boolean;
  /** Look for the shortest log that misses the same. */
  readonly shrink?: boolean;
}

export const WITHOUT_KEY: GradeOptions = { key: null };

/**
 * @param file     name of the file, for the report
 * @param text     its content
 * @param library  the exercises' own scenarios
 * @param options  how to grade
 */
export function gradeRecord(file: string, text: string, library: Library, options = WITHOUT_KEY): Grade {
  const read = readSubmission(text);
  if (!read.ok) return ungraded(file, null, read.issues);
  const { head, record } = read.value;
  const foreign = options.key === null ? null : whyForeign(read.value, options.key);
  if (foreign !== null)
    return {
      file,
      submission: head,
      state: 'not-own-world',
      ...foreign,
      scenarioId: record.scenario.id,
      seed: record.seed,
    };
  const attempt = attemptOf(record);
  const grade = gradeAttempt(attempt, null, seedsOf(record, options));
  if (grade.state !== 'graded') return { file, submission: head, ...grade };
  const remarks = [...contentRemarks(record, library), ...grade.remarks];
  return {
    file,
    submission: head,
    ...grade,
    mark: remarks.length > 0 ? null : grade.mark,
    passed: remarks.length === 0 && grade.passed,
    remarks,
    world: options.key === null ? 'unchecked' : 'own',
    trajectory: contentHash(record.actions.map(({ atUs, action }) => ({ atUs, action }))),
    shape: contentHash(record.actions.map(({ atUs, action }) => [Math.round(atUs / 1e6), roundly(action)])),
    actionCount: record.actions.length,
    durationUs: record.scenario.durationUs,
    ...(options.attribute === true ? { attribution: attribute(attempt) } : {}),
    ...(options.shrink === true ? { shrunk: shrink(attempt) } : {}),
  };
}

/** @returns the grade of a file that could not be read */
export function ungraded(file: string, submission: SubmissionHead | null, issues: readonly Issue[]): UngradedRecord {
  const reason = issues.map((each) => `${each.path === '' ? '' : `${each.path}: `}${each.message}`).join('; ');
  return { file, submission, state: 'not-gradable', code: issues[0]?.code ?? 'bad-record', reason };
}

/** @returns the record as an attempt that claims to have come to its digest */
export function attemptOf(record: RunRecord): Attempt {
  const { scenario, scenarioSha256, engineVersion, seed, isolation, actions, untilUs, digest, trail, result } = record;
  const claimed = { digest, trail, result };
  return { scenario, scenarioSha256, engineVersion, seed, isolation, actions, untilUs, claimed };
}

/** @returns seeds of the worlds in which the record's final configuration is tried */
export function seedsOf({ scenario, scenarioSha256, seed }: RunRecord, { seeds, key }: GradeOptions): number[] {
  return hiddenSeeds(key ?? '', scenarioSha256, seed, seeds ?? scenario.hidden?.count ?? 0);
}

/** @returns the value with two digits left of every number in it, so that small changes do not hide what was copied */
function roundly(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(2));
  if (Array.isArray(value)) return value.map(roundly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, roundly(inner)]));
}

function whyForeign({ head, record }: Submission, key: string): { code: string; reason: string } | null {
  if (head === null) {
    const reason =
      'the record names no learner, so that nobody can tell whose world it is of: hand it in as a submission';
    return { code: 'no-learner', reason };
  }
  const expected = worldSeed(key, head, record.scenario.id);
  if (record.seed === expected) return null;
  const { learner, course, attempt } = head;
  const reason = `found the world of seed ${record.seed}, which is not that of ${learner}, attempt ${attempt} of ${course}: hand in a run of the world that was given`;
  return { code: 'other-world', reason };
}

/** The library's own text is what counts; a scenario of the same name may ask for less. */
function contentRemarks({ scenario, scenarioSha256 }: RunRecord, library: Library): string[] {
  const own = library.get(scenario.id);
  if (own === undefined) return [`the scenario ${scenario.id} is not in the library`];
  const isSame =
    own.sha256 === scenarioSha256 && canonicalJson({ ...own.scenario, proofs: [] }) === canonicalJson(scenario);
  return isSame ? [] : [`the scenario differs from the library's ${scenario.id}`];
}
