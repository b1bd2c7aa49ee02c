/** @module Entry of the grading threads: reads a file and grades it. */
import { workerData } from 'piscina';
import { loadContent } from '../content/held-content.ts';
import { type FileGrade, gradeFile } from '../headless/grade-file.ts';
import type { GradeOptions } from '../headless/grade-record.ts';

/** What every thread is told once. */
export interface GraderSetup {
  /** Scenario files beside the library's. */
  readonly content: readonly string[];
  readonly options: GradeOptions;
}

const setup = workerData as GraderSetup;
const library = loadContent(setup.content);

/** @param file  path of a run record or a submission */
export default function answer(file: string): FileGrade {
  return gradeFile(file, library, setup.options);
}
