/** @module How a request that went wrong is answered: issues, a status, and never a stack trace. */
import type { ErrorRequestHandler, Response } from 'express';
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import { LabError, type LabErrorCode, messageOf } from '../core/lab-error.ts';
import type { Log } from '../core/log.ts';

/** HTTP status of each issue code; 400 for what is not listed. */
const STATUS_OF: Readonly<Record<string, number>> = {
  'no-session': 401,
  'foreign-origin': 403,
  'not-found': 404,
  'run-not-found': 404,
  'class-not-found': 404,
  'scenario-not-found': 404,
  'course-not-found': 404,
  'lesson-not-found': 404,
  'check-not-found': 404,
  'other-experiment': 409,
  'method-not-allowed': 405,
  'draft-changed': 409,
  'id-taken': 409,
  'already-published': 409,
  'proof-failed': 409,
  publishing: 409,
  'too-many-drafts': 409,
  'run-not-finished': 409,
  'not-gradable': 409,
  'broke-the-rules': 409,
  'not-passed': 409,
  'nothing-passed': 409,
  'certificate-in-progress': 409,
  'too-many-certificates': 409,
  'engine-changed': 409,
  'too-large': 413,
  'not-json': 415,
  'too-many-requests': 429,
  'too-many-running': 429,
  'too-many-open': 429,
  'journal-damaged': 500,
  'class-damaged': 500,
  internal: 500,
};

const STATUS_OF_ERROR: Partial<Record<LabErrorCode, number>> = {
  busy: 503,
  'worker-lost': 503,
  'worker-late': 503,
  'journal-write-failed': 503,
  'journal-unsure': 503,
};

/** Sends issues; the first decides the status. */
export function sendIssues(response: Response, issues: readonly Issue[], retryAfterS?: number): void {
  const code = issues[0]?.code ?? 'internal';
  const status = code === 'busy' ? 503 : (STATUS_OF[code] ?? 400);
  if (status === 503 || status === 429) response.set('Retry-After', String(retryAfterS ?? 5));
  response.status(status).json({ issues });
}

/**
 * The one error handler.
 *
 * @param log  where what is not the client's doing is told in full
 */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const bodyIssue = bodyProblem(error);
    if (bodyIssue) return sendIssues(response, [bodyIssue]);
    log.error({ reason: messageOf(error), method: request.method, path: request.path }, 'a request failed');
    if (error instanceof LabError) {
      const status = STATUS_OF_ERROR[error.code] ?? 500;
      if (status === 503) response.set('Retry-After', '5');
      response.status(status).json({ issues: [error.toIssue()] });
      return;
    }
    sendIssues(response, [issue('internal', '', 'The server failed at this and has it in its log. Try again.')]);
  };
}

/** What express's own parts found wrong with a request. */
function bodyProblem(error: unknown): Issue | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  if (error.status < 400 || error.status >= 500) return undefined;
  if (error.status === 413) return issue('too-large', '', 'The body is larger than this server reads: send less.');
  if (error.status === 404) return issue('not-found', '', 'There is nothing under this address.');
  return issue('unreadable-request', '', `The request cannot be read: ${error.message.slice(0, 200)}`);
}
