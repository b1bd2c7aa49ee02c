/** @module Makes a class of what was graded: whose worlds foreign runs are of, and which submissions are kept for replays. */
import type { Assignment } from '../../scenarios/schema/parse-assignment.ts';
import type { Grade } from '../headless/grade-record.ts';
import { type AttemptName, worldSeed } from '../headless/hidden-seeds.ts';
import { CLASS_FORMAT, type ClassFile, learnerOfGrade } from './class-file.ts';

interface ClassHead {
  readonly id: string;
  readonly title: string;
  readonly gradedAt: string;
  readonly assignment: Assignment | null;
  /** The grader's secret; null: nobody can tell whose world a run is of. */
  readonly key: string | null;
}

/** @param grades  in the order of their files */
export function makeClass({ key, ...head }: ClassHead, grades: readonly Grade[]): ClassFile {
  const kept: Record<string, number> = {};
  grades.forEach(({ file, state }, number) => {
    if (state === 'graded') kept[file] = number;
  });
  return {
    format: CLASS_FORMAT,
    formatVersion: 1,
    ...head,
    grades,
    kept,
    worldOf: key === null ? {} : foreignWorlds(key, grades),
  };
}

/** A seed names its attempt, so that with the key every foreign world of the class can be told. */
function foreignWorlds(key: string, grades: readonly Grade[]): Record<string, string> {
  const foreign = grades.flatMap((grade) => (grade.state === 'not-own-world' ? [grade] : []));
  if (foreign.length === 0) return {};
  const names = grades.flatMap(({ submission }): AttemptName[] => (submission === null ? [] : [submission]));
  const owners = new Map<string, string>();
  for (const scenarioId of new Set(foreign.map((grade) => grade.scenarioId)))
    for (const name of names) owners.set(`${scenarioId} ${worldSeed(key, name, scenarioId)}`, name.learner);
  const found: Record<string, string> = {};
  for (const grade of foreign) {
    const owner = owners.get(`${grade.scenarioId} ${grade.seed}`);
    if (owner !== undefined && owner !== learnerOfGrade(grade)) found[grade.file] = owner;
  }
  return found;
}
