/** @module Operating failures: what went wrong outside the program's own logic, with a stable code. */
import type { Issue } from '../../sim-engine/kernel/result.ts';

/** Every code, whether the thing asked for certainly did not happen, and what it means. */
export const LAB_ERRORS = {
  'data-in-use': { definite: true, meaning: 'Another server owns the data directory.' },
  'data-unusable': { definite: true, meaning: 'The data directory cannot be created, read or written.' },
  'key-unusable': { definite: true, meaning: 'The key that certificates are signed with cannot be used.' },
  'document-missing': { definite: true, meaning: 'A stored document is not there.' },
  'document-damaged': { definite: true, meaning: 'A stored document cannot be read as what it should be.' },
  'journal-damaged': { definite: true, meaning: 'A journal holds a line that was changed after it was written.' },
  'journal-write-failed': { definite: true, meaning: 'The disk refused a journal entry; it was taken back.' },
  'journal-unsure': { definite: false, meaning: 'The disk refused a journal entry and would not take it back either.' },
  'folder-unusable': { definite: true, meaning: 'A folder of scenarios cannot be read or watched.' },
  'listen-failed': { definite: true, meaning: 'The port cannot be listened on.' },
  'worker-lost': { definite: false, meaning: 'A simulation thread ended before it answered.' },
  'worker-late': { definite: false, meaning: 'A simulation thread did not answer in time and was ended.' },
  'record-diverged': { definite: true, meaning: 'Executing a finished run again gave another digest.' },
  busy: { definite: true, meaning: 'The server has no room for the request just now.' },
} as const;

/** One of the codes. */
export type LabErrorCode = keyof typeof LAB_ERRORS;

/** An operating failure with its code, a sentence that says what to do, and the cause. */
export class LabError extends Error {
  override readonly name = 'LabError';
  readonly code: LabErrorCode;

  /**
   * @param code     one of {@link LAB_ERRORS}
   * @param message  what was found, what was expected and what to do
   * @param cause    the error underneath, if there is one
   */
  constructor(code: LabErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }

  /** The error as the value that goes to a client. */
  toIssue(): Issue {
    return { code: this.code, path: '', message: this.message };
  }
}

/**
 * Text of anything that was thrown.
 *
 * @param thrown  any value
 */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * System error code of anything that was thrown, for example `ENOENT`.
 *
 * @param thrown  any value
 * @returns the code, or empty
 */
export function systemCodeOf(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown)) return '';
  return typeof thrown.code === 'string' ? thrown.code : '';
}
