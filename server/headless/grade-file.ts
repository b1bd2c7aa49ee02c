/** @module Grades one file: what a grading thread does, and nothing else touches. */
import { createHash } from 'node:crypto';
import type { Library } from '../content/library.ts';
import { readTextFile } from '../content/read-text-file.ts';
import { type Grade, type GradeOptions, gradeRecord, ungraded } from './grade-record.ts';
import { RECORD_BYTES_MAX } from './run-record.ts';

/** A grade, and what it is the grade of. */
export interface FileGrade {
  /** sha256 (hex) of the file's text; empty for one that cannot be read. */
  readonly sha256: string;
  readonly grade: Grade;
}

/**
 * @param file     path of a run record or a submission
 * @param library  the exercises' own scenarios
 * @param options  how to grade
 */
export function gradeFile(file: string, library: Library, options: GradeOptions): FileGrade {
  const text = readTextFile(file, RECORD_BYTES_MAX);
  if (!text.ok) return { sha256: '', grade: ungraded(file, null, text.issues) };
  return { sha256: textHash(text.value), grade: gradeRecord(file, text.value, library, options) };
}

/** @returns sha256 (hex) of a file's text, or empty when it cannot be read */
export function fileHash(file: string): string {
  const text = readTextFile(file, RECORD_BYTES_MAX);
  return text.ok ? textHash(text.value) : '';
}

function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
