/** @module Submissions: a run record with the name of whose attempt it is, or a record alone. */
import { z } from 'zod';
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type { AttemptName } from './hidden-seeds.ts';
import { parseRecordJson, type RunRecord, readRunRecord } from './run-record.ts';

/** Name of the format. */
export const SUBMISSION_FORMAT = 'tenantlab-submission';

/** Who hands in what, and when. */
export interface SubmissionHead extends AttemptName {
  /** ISO 8601 in UTC, as the server stamped it; null where nobody did. */
  readonly submittedAt: string | null;
}

/** What a file held. */
export interface Submission {
  /** Null for a record that names nobody. */
  readonly head: SubmissionHead | null;
  readonly record: RunRecord;
}

const name = z.string().regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,120}$/u);
const shape = z.strictObject({
  format: z.literal(SUBMISSION_FORMAT),
  formatVersion: z.literal(1),
  course: name,
  learner: name,
  attempt: z.int().min(1).max(1_000_000),
  submittedAt: z.iso.datetime().nullable(),
  record: z.unknown(),
});

/** @returns the text of a submission; `record` is the text of a run record */
export function makeSubmission({ course, learner, attempt, submittedAt }: SubmissionHead, record: string): string {
  const head = { format: SUBMISSION_FORMAT, formatVersion: 1, course, learner, attempt, submittedAt };
  return `${JSON.stringify({ ...head, record: JSON.parse(record) as unknown }, null, 1)}\n`;
}

/**
 * @param text  the whole file
 * @returns what it holds, or issues: those of {@link readRunRecord} and `bad-submission`
 */
export function readSubmission(text: string): Result<Submission> {
  const parsed = parseRecordJson(text);
  if (!parsed.ok) return parsed;
  if (parsed.value.format !== SUBMISSION_FORMAT) {
    const read = readRunRecord(text);
    return read.ok ? ok({ head: null, record: read.value }) : read;
  }
  const read = shape.safeParse(parsed.value);
  if (!read.success) {
    const first = read.error.issues[0]!;
    const message = `${first.message}: use the submission as it was handed in`;
    return fail(issue('bad-submission', first.path.join('.'), message));
  }
  const record = readRunRecord(JSON.stringify(read.data.record));
  if (!record.ok) return record;
  const { course, learner, attempt, submittedAt } = read.data;
  return ok({ head: { course, learner, attempt, submittedAt }, record: record.value });
}
