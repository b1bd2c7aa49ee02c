/** @module Grades files on threads; whatever their number, and in whichever order they come to an end, the grades are the same. */
import { Piscina } from 'piscina';
import type { FileGrade } from '../headless/grade-file.ts';
import type { GraderSetup } from './grade-worker.ts';
import { workerFile } from './worker-file.ts';

/** Largest heap of one thread, MiB; a record of 32 MiB takes some 300. */
const HEAP_MIB = 1_024;

/**
 * @param files    what to grade
 * @param setup    how
 * @param workers  threads, >= 1
 * @param done     is told each grade as it comes
 * @returns the grades in the order of the files
 */
export async function gradeOnThreads(
  files: readonly string[],
  setup: GraderSetup,
  workers: number,
  done: (graded: FileGrade) => void,
): Promise<FileGrade[]> {
  if (files.length === 0) return [];
  const pool = new Piscina<string, FileGrade>({
    filename: workerFile('grade-worker'),
    minThreads: 1,
    maxThreads: Math.min(workers, files.length),
    concurrentTasksPerWorker: 1,
    workerData: setup,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  try {
    return await Promise.all(
      files.map(async (file) => {
        const graded = await pool.run(file);
        done(graded);
        return graded;
      }),
    );
  } finally {
    await pool.destroy();
  }
}
