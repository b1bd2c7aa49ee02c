/** @module Regrading: the same log under today's content, beside what it was worth under the content that it recorded. */
import { gradeAttempt } from '../../sim-engine/index.ts';
import { contentHash } from '../content/canonical-json.ts';
import type { Library } from '../content/library.ts';
import { attemptOf, type Grade, type GradeOptions, gradeRecord, seedsOf } from './grade-record.ts';
import type { RunRecord } from './run-record.ts';
import { readSubmission } from './submission.ts';

/** What becomes of one file. */
export interface Regrade {
  readonly file: string;
  readonly before: Grade;
  /** Null where there is nothing to grade anew: the file has no grade, or its exercise is no longer held. */
  readonly after: Standing | null;
  readonly moves: boolean;
  /** Why, in sentences; what changed in the content, then what that does to the points. */
  readonly why: readonly string[];
}

/** What a mark comes to. */
export interface Standing {
  readonly state: string;
  readonly points: number | null;
  readonly mark: number | null;
  readonly passed: boolean;
}

/**
 * @param file     name of the file, for the report
 * @param text     its content
 * @param library  today's content
 * @param options  how to grade, then and now
 */
export function regradeRecord(file: string, text: string, library: Library, options: GradeOptions): Regrade {
  const read = readSubmission(text);
  const recorded = read.ok ? libraryOf(read.value.record) : library;
  const before = gradeRecord(file, text, recorded, options);
  if (before.state !== 'graded' || !read.ok) {
    const why = before.state === 'graded' ? [] : [`no grade to begin with: ${before.reason}`];
    return { file, before, after: null, moves: false, why };
  }
  const { record } = read.value;
  const today = library.get(record.scenario.id);
  if (today === undefined) {
    const why = [`the scenario ${record.scenario.id} is not in the library any more`];
    return { file, before, after: null, moves: false, why };
  }
  const scenario = { ...today.scenario, proofs: [] };
  const untilUs = record.untilUs === record.scenario.durationUs ? scenario.durationUs : record.untilUs;
  const attempt = { ...attemptOf(record), scenario, scenarioSha256: today.sha256, untilUs, claimed: null };
  const seeds = options.seeds ?? scenario.hidden?.count ?? 0;
  const after = gradeAttempt(attempt, null, seedsOf(record, { ...options, seeds }));
  const changed = Object.keys({ ...record.scenario, ...scenario }).filter(
    (key) => hashOf(record.scenario, key) !== hashOf(scenario, key),
  );
  const why = changed.length === 0 ? [] : [`changed since: ${changed.sort().join(', ')}`];
  if (after.state !== 'graded') {
    const standing = { state: after.state, points: null, mark: null, passed: false };
    return { file, before, after: standing, moves: true, why: [...why, after.reason] };
  }
  const { points, mark, passed } = after;
  for (const now of after.objectives) {
    const then = before.objectives.find(({ id }) => id === now.id);
    if (then?.points !== now.points || then.pointsMax !== now.pointsMax)
      why.push(
        `${now.id}: ${then === undefined ? 'none' : `${then.points} of ${then.pointsMax}`} then, ${now.points} of ${now.pointsMax} now. ${now.sentence}`,
      );
  }
  for (const { id, points: had } of before.objectives)
    if (!after.objectives.some((now) => now.id === id)) why.push(`${id}: ${had} points then, not asked for now`);
  for (const remark of after.remarks) if (!before.remarks.includes(remark)) why.push(remark);
  const moves = before.mark !== mark || before.passed !== passed;
  return { file, before, after: { state: 'graded', points, mark, passed }, moves, why };
}

/** A library that holds what the record says of itself: the content that it was made with. */
function libraryOf({ scenario, scenarioSha256 }: RunRecord): Library {
  const loaded = { scenario, sha256: scenarioSha256, text: '' };
  return { get: (id) => (id === scenario.id ? loaded : undefined), list: () => [loaded] };
}

function hashOf(scenario: object, key: string): string {
  return contentHash({ value: (scenario as Record<string, unknown>)[key] });
}
