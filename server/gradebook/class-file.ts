/** @module What is kept of a class: its grades as they came out, beside the submissions that they are of. */
import type { Assignment } from '../../scenarios/schema/parse-assignment.ts';
import type { Grade } from '../headless/grade-record.ts';

export const CLASS_FORMAT = 'tenantlab-class';

/** The file `class.json` of a class folder. */
export interface ClassFile {
  readonly format: typeof CLASS_FORMAT;
  readonly formatVersion: 1;
  readonly id: string;
  readonly title: string;
  /** ISO 8601; for people only. */
  readonly gradedAt: string;
  readonly assignment: Assignment | null;
  readonly grades: readonly Grade[];
  /** File (as the grades name it) to its number in the folder `submissions`. */
  readonly kept: Readonly<Record<string, number>>;
  /** File to the learner whose world it is of, where that is another's. */
  readonly worldOf: Readonly<Record<string, string>>;
}

/** @returns whose file it is: the learner that it names, else its own name */
export function learnerOfGrade({ submission, file }: Grade): string {
  return submission?.learner ?? file.split(/[\\/]/).at(-1)!;
}
