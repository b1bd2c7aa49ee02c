/** @module From a class's grades and events to its gradebook: a pure function. */
import type { Assignment } from '../../scenarios/schema/parse-assignment.ts';
import type { GradebookCheck, GradebookRow, GradebookView } from '../../sim-engine/protocol/gradebook.ts';
import type { Grade, GradedRecord } from '../headless/grade-record.ts';
import { type Mark, markOf, type TimedAttempt } from './assignment-mark.ts';
import type { ClassEvent } from './class-events.ts';
import { type ClassFile, learnerOfGrade } from './class-file.ts';
import { ITEMS_MIN, itemAnalysis } from './item-analysis.ts';
import { signalsOf } from './signals.ts';

/** What holds where a class has no assignment: the best of all attempts, whenever they came. */
const ANY: Omit<Assignment, 'id' | 'title' | 'scenarioId'> = {
  attempts: null,
  counts: 'best',
  dueMs: null,
  late: null,
  practice: false,
  accommodations: [],
};
const STUCK_RULE = 'two attempts or more, none passes, and the last earned no more than the one before';

/**
 * @param file    what was graded
 * @param events  in the order in which they were written
 */
export function gradebookView(file: ClassFile, events: readonly ClassEvent[]): GradebookView {
  const scenarioId = file.assignment?.scenarioId ?? mostGraded(file.grades);
  const grades = file.grades.filter((grade) => !('scenarioId' in grade) || grade.scenarioId === scenarioId);
  const policy = file.assignment ?? { ...ANY, id: file.id, title: file.title, scenarioId };
  const first = grades.find((grade): grade is GradedRecord => grade.state === 'graded');
  const checks = first === undefined ? [] : checksOf(first);
  const byLearner = new Map<string, Grade[]>();
  for (const grade of grades) {
    const learner = learnerOfGrade(grade);
    byLearner.set(learner, [...(byLearner.get(learner) ?? []), grade]);
  }
  const names = new Map<string, string>();
  for (const event of events)
    if (event.type === 'roster') for (const { learner, name } of event.learners) names.set(learner, name);
  for (const learner of names.keys()) if (!byLearner.has(learner)) byLearner.set(learner, []);
  const rows = [...byLearner]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([learner, own]) => rowOf(learner, names.get(learner) ?? '', own, policy, checks, events));
  return {
    id: file.id,
    title: file.title,
    scenarioId,
    gradedAt: file.gradedAt,
    engineVersion: first?.engineVersion ?? '',
    files: file.grades.length,
    pointsMax: first?.pointsMax ?? 100,
    passPoints: first?.passPoints ?? 100,
    policy: file.assignment === null ? null : policyWords(file.assignment),
    practice: policy.practice,
    checks,
    rows,
    items: itemAnalysis(checks, rows),
    itemsMin: ITEMS_MIN,
    stuck: stuckOf(byLearner),
    stuckRule: STUCK_RULE,
    signals: signalsOf(grades, file.worldOf),
  };
}

function mostGraded(grades: readonly Grade[]): string {
  const counts = new Map<string, number>();
  for (const grade of grades)
    if ('scenarioId' in grade) counts.set(grade.scenarioId, (counts.get(grade.scenarioId) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

function checksOf({ objectives, guards }: GradedRecord): GradebookCheck[] {
  return [
    ...objectives.map(({ id, title, pointsMax, bound, threshold, unit }) => ({
      id,
      title,
      points: pointsMax,
      bound,
      threshold,
      unit,
    })),
    ...guards.map(({ id, title, bound, threshold, unit }) => ({ id, title, points: null, bound, threshold, unit })),
  ];
}

/** @returns the attempts of one learner as a policy sees them */
export function timedAttempts(grades: readonly Grade[]): TimedAttempt[] {
  return grades.map((grade, at) => ({
    attempt: grade.submission?.attempt ?? at + 1,
    submittedMs: grade.submission?.submittedAt == null ? null : Date.parse(grade.submission.submittedAt),
    mark: grade.state === 'graded' ? grade.mark : null,
    reason: grade.state === 'graded' ? grade.remarks.join('; ') : grade.reason,
  }));
}

function rowOf(
  learner: string,
  name: string,
  own: readonly Grade[],
  policy: Assignment,
  checks: readonly GradebookCheck[],
  events: readonly ClassEvent[],
): GradebookRow {
  const rule: Mark = markOf(policy, learner, timedAttempts(own));
  const shown =
    own.find((grade, at) => (grade.submission?.attempt ?? at + 1) === rule.attempt) ??
    [...own].reverse().find((grade) => grade.state === 'graded') ??
    own.at(-1);
  const overrides = events.flatMap((event) =>
    event.type === 'override' && event.learner === learner
      ? [{ at: event.at, by: event.by, reason: event.reason, oldMark: event.oldMark, newMark: event.newMark }]
      : [],
  );
  const comments = events.flatMap((event) =>
    event.type === 'comment' && event.learner === learner ? [{ at: event.at, by: event.by, text: event.text }] : [],
  );
  const last = overrides.at(-1);
  const graded = shown?.state === 'graded' ? shown : null;
  return {
    learner,
    name,
    state: shown?.state ?? 'not-handed-in',
    reason: shown === undefined || shown.state === 'graded' ? '' : shown.reason,
    attempts: own.length,
    attempt: shown === undefined ? null : (shown.submission?.attempt ?? own.indexOf(shown) + 1),
    file: shown?.file ?? null,
    cells: graded === null ? [] : cellsOf(graded, checks),
    worlds: graded?.generalisation?.runs ?? [],
    points: graded?.points ?? null,
    ruleMark: rule.mark,
    ruleWhy: rule.why,
    mark: last === undefined ? rule.mark : last.newMark,
    remarks: graded?.remarks ?? [],
    overrides,
    comments,
    worths: graded?.attribution?.actions.map(({ atUs, type, points }) => ({ atUs, type, points })) ?? null,
  };
}

function cellsOf({ objectives, guards }: GradedRecord, checks: readonly GradebookCheck[]): GradebookRow['cells'] {
  return checks.flatMap(({ id }) => {
    const found = [...objectives, ...guards].find((each) => each.id === id);
    if (found === undefined) return [];
    const { passed, measured, sentence, evidence } = found;
    return [{ passed, measured, sentence, evidence }];
  });
}

function stuckOf(byLearner: ReadonlyMap<string, readonly Grade[]>): GradebookView['stuck'] {
  return [...byLearner].flatMap(([learner, grades]) => {
    const graded = grades
      .filter((grade): grade is GradedRecord => grade.state === 'graded')
      .sort((a, b) => (a.submission?.attempt ?? 0) - (b.submission?.attempt ?? 0));
    const [before, last] = graded.slice(-2);
    if (before === undefined || last === undefined || graded.some(({ passed }) => passed)) return [];
    if (last.points > before.points) return [];
    const missed = [...last.objectives, ...last.guards].filter(({ passed }) => !passed).map(({ title }) => title);
    return [{ learner, attempts: graded.length, words: `${last.points} points; misses ${missed.join(', ')}` }];
  });
}

function policyWords({ attempts, counts, dueMs, late, practice, accommodations }: Assignment): string {
  if (practice) return 'practice, without marks';
  const parts = [attempts === null ? `${counts} attempt counts` : `${counts} of the first ${attempts} attempts counts`];
  if (dueMs !== null) parts.push(`due ${new Date(dueMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`);
  if (late !== null) {
    parts.push(`${Number((100 * late.perDay).toFixed(2))} % off per day begun`);
    if (late.cutoffMs !== null) parts.push(`nothing after ${late.cutoffMs / 3_600_000} h`);
  }
  if (accommodations.length > 0) parts.push(`${accommodations.length} with accommodations`);
  return parts.join(', ');
}
