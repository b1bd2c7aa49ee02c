/** @module Signals: what somebody may want to look at, with what was seen; never a verdict, and never a change of a mark. */
import type { GradebookSignal } from '../../sim-engine/protocol/gradebook.ts';
import { SPEED_MAX } from '../../sim-engine/protocol/messages.ts';
import type { Grade, GradedRecord } from '../headless/grade-record.ts';
import { learnerOfGrade } from './class-file.ts';

/** Logs of fewer actions are alike by chance. */
const ACTIONS_MIN = 2;

/**
 * @param grades   of the class
 * @param worldOf  file to the learner whose world it is of, where that is another's
 */
export function signalsOf(grades: readonly Grade[], worldOf: Readonly<Record<string, string>>): GradebookSignal[] {
  const graded = grades.filter((grade): grade is GradedRecord => grade.state === 'graded');
  const acted = graded.filter(({ actionCount }) => actionCount >= ACTIONS_MIN);
  const exact = grouped(acted, ({ scenarioId, trajectory }) => `${scenarioId} ${trajectory}`);
  const rough = grouped(acted, ({ scenarioId, shape }) => `${scenarioId} ${shape}`);
  const told = new Set(exact.map(keyOf));
  return [
    ...otherWorlds(grades, worldOf),
    ...exact.map((group) =>
      signal('same-log', group, `the same ${group[0]!.actionCount} actions at the same microseconds`),
    ),
    ...rough
      .filter((group) => !told.has(keyOf(group)))
      .map((group) =>
        signal('same-shape', group, `the same ${group[0]!.actionCount} actions within a second, numbers to two digits`),
      ),
    ...grouped(graded, ({ scenarioId, seed }) => `${scenarioId} ${seed}`).map((group) =>
      signal('same-world', group, `runs of one world, seed ${group[0]!.seed}`),
    ),
    ...paces(graded),
  ];
}

function otherWorlds(grades: readonly Grade[], worldOf: Readonly<Record<string, string>>): GradebookSignal[] {
  return grades.flatMap((grade): GradebookSignal[] => {
    const owner = worldOf[grade.file];
    if (grade.state !== 'not-own-world' || owner === undefined) return [];
    const learner = learnerOfGrade(grade);
    const seen = `${learner} handed in a run of the world that was given to ${owner}, seed ${grade.seed}`;
    return [{ kind: 'other-world', learners: [learner, owner], files: [grade.file], seen }];
  });
}

/** Groups of more than one learner. */
function grouped(grades: readonly GradedRecord[], key: (grade: GradedRecord) => string): GradedRecord[][] {
  const groups = new Map<string, GradedRecord[]>();
  for (const grade of grades) groups.set(key(grade), [...(groups.get(key(grade)) ?? []), grade]);
  return [...groups.values()].filter((group) => new Set(group.map(learnerOfGrade)).size > 1);
}

function signal(kind: GradebookSignal['kind'], group: readonly GradedRecord[], what: string): GradebookSignal {
  const learners = [...new Set(group.map(learnerOfGrade))].sort();
  return { kind, learners, files: group.map(({ file }) => file), seen: `${listed(learners)}: ${what}` };
}

/** Attempts that were handed in sooner after the one before than the lab can play a run. */
function paces(graded: readonly GradedRecord[]): GradebookSignal[] {
  const byLearner = new Map<string, GradedRecord[]>();
  for (const grade of graded) {
    if (grade.submission?.submittedAt == null) continue;
    const key = `${learnerOfGrade(grade)} ${grade.scenarioId}`;
    byLearner.set(key, [...(byLearner.get(key) ?? []), grade]);
  }
  return [...byLearner.values()].flatMap((own) => {
    const timed = own
      .map((grade) => ({ grade, ms: Date.parse(grade.submission!.submittedAt!) }))
      .sort((a, b) => a.ms - b.ms);
    return timed.slice(1).flatMap(({ grade, ms }, at): GradebookSignal[] => {
      const least = grade.durationUs / SPEED_MAX / 1_000;
      const took = ms - timed[at]!.ms;
      if (took >= least) return [];
      const learner = learnerOfGrade(grade);
      const seen = `${learner}: attempt ${grade.submission!.attempt} came ${took / 1_000} s after the one before; at ${SPEED_MAX} times the clock a run takes ${least / 1_000} s, unless two ran at once`;
      return [{ kind: 'pace', learners: [learner], files: [grade.file], seen }];
    });
  });
}

function keyOf(group: readonly GradedRecord[]): string {
  return group.map(({ file }) => file).join('\n');
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
