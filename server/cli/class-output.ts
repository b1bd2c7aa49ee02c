/** @module What `grade` reads of an assignment, and where it keeps a class. */
import { resolve } from 'node:path';
import { TEXT_BYTES_MAX } from '../../scenarios/schema/check-text.ts';
import { type Assignment, parseAssignment } from '../../scenarios/schema/parse-assignment.ts';
import { systemClock } from '../core/clock.ts';
import { nodeDisk } from '../core/node-disk.ts';
import { dataLayout } from '../data/data-layout.ts';
import { CLASS_ID, ClassStore } from '../gradebook/class-store.ts';
import { makeClass } from '../gradebook/make-class.ts';
import type { Grade } from '../headless/grade-record.ts';
import { RECORD_BYTES_MAX } from '../headless/run-record.ts';
import { withData } from './certificate-data.ts';
import { UnusableInput } from './command.ts';
import { textInput } from './inputs.ts';

/** Where a class is kept. */
export interface ClassTarget {
  readonly data: string;
  readonly id: string;
}

/**
 * @param path  an assignment file
 * @throws UnusableInput with every issue of the file
 */
export function assignmentInput(path: string): Assignment {
  const { assignment, issues } = parseAssignment(textInput(path, TEXT_BYTES_MAX));
  if (assignment === undefined) throw new UnusableInput(...issues.map((each) => ({ ...each, file: path })));
  return assignment;
}

/** @throws UnusableInput for an id that no folder may have */
export function classTarget(data: string, id: string): ClassTarget {
  if (CLASS_ID.test(id)) return { data, id };
  const message = `found the class id ${id}, expected a lower-case letter, then letters, digits and hyphens, at most 48: give another with --class`;
  throw new UnusableInput({ code: 'bad-id', path: 'class', message });
}

/**
 * @param target      where to
 * @param grades      in the order of their files
 * @param assignment  that they are of, or null
 * @param key         the grader's secret, or null
 */
export async function keepClass(
  { data, id }: ClassTarget,
  grades: readonly Grade[],
  assignment: Assignment | null,
  key: string | null,
): Promise<void> {
  const gradedAt = new Date(systemClock.wallMs()).toISOString();
  const file = makeClass({ id, title: assignment?.title ?? id, gradedAt, assignment, key }, grades);
  const texts = Object.entries(file.kept).map(([path, number]): [number, string] => [
    number,
    textInput(path, RECORD_BYTES_MAX),
  ]);
  await withData(data, () => new ClassStore(nodeDisk, dataLayout(resolve(data)).classes).keep(file, new Map(texts)));
}
