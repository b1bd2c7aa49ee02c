/** @module The HTTP side of the server, typed: every answer is a value or the issues that prevented it. */
import { fail, type Issue, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type { AnswerNames } from '../../sim-engine/model/answers.ts';
import type { Choice, Definition } from '../../sim-engine/model/registry.ts';
import type { FaultTier, Scenario } from '../../sim-engine/model/scenario.ts';
import type { CertificateReport, CertificateShelf } from '../../sim-engine/protocol/certificates.ts';
import type {
  CheckAnswer,
  CheckVerdict,
  CourseOutline,
  CourseProgress,
  LessonAnswer,
  ProgressReport,
} from '../../sim-engine/protocol/course.ts';
import type { GradebookListing, GradebookView } from '../../sim-engine/protocol/gradebook.ts';
import type { Learner, RunInputs, RunListing } from '../../sim-engine/protocol/messages.ts';
import type { IsolationRung } from '../state/bench-data.ts';

/** A kind of fault: what it strikes, and the tiers that it may be aimed at. */
export interface FaultDefinition extends Definition {
  readonly aim: 'parts' | 'zone' | 'tenant';
  readonly tiers: readonly FaultTier[];
}

/** What the registries hold, as far as the bench builds controls from it. */
export interface Catalogue {
  readonly isolation: readonly (Definition & { readonly meaning: string; readonly finer: boolean })[];
  readonly noise: readonly Definition[];
  readonly faults: readonly FaultDefinition[];
  readonly balancing: readonly Definition[];
  readonly limiters: readonly Definition[];
  readonly backoffs: readonly Definition[];
  readonly retryBudgets: readonly Definition[];
  readonly breakers: readonly Definition[];
  readonly metrics: readonly (Definition & { readonly unit: string })[];
  readonly questions: readonly (Definition & { readonly names: AnswerNames })[];
}

/** A scenario in the library's list. */
export interface ScenarioListing {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

/** A scenario with what the isolation ladder shows of it. */
export interface ScenarioAnswer {
  readonly scenario: Scenario;
  readonly sha256: string;
  readonly ladder: readonly IsolationRung[];
}

/** What an isolation model with these parameters would be, or why it cannot be switched to. */
export interface PreviewAnswer {
  readonly preview: Pick<IsolationRung, 'parts' | 'priceMicroUsdPerHour'> | null;
  readonly issues: readonly Issue[];
}

/** Where a run's record is downloaded from. */
export function recordUrl(runId: string): string {
  return `/api/runs/${encodeURIComponent(runId)}/record`;
}

/** Where a certificate's file is downloaded from. */
export function certificateUrl(id: string): string {
  return `/api/certificates/${encodeURIComponent(id)}/file`;
}

/** Where the record of a certified run is downloaded from; the index is that of its module. */
export function certifiedRecordUrl(id: string, index: number): string {
  return `/api/certificates/${encodeURIComponent(id)}/records/${index}`;
}

function coursePath(id: string): string {
  return `/api/courses/${encodeURIComponent(id)}`;
}

function lessonPath(courseId: string, lessonId: string): string {
  return `${coursePath(courseId)}/lessons/${encodeURIComponent(lessonId)}`;
}

/** Where a class is, or a part of what can be asked of it. */
export function classPath(id: string, part = ''): string {
  return `/api/gradebook/${encodeURIComponent(id)}${part}`;
}

/** The calls the lab makes; each resolves, none rejects. */
export const api = {
  session: () => call<Learner>('GET', '/api/session'),
  changeSession: (change: { name?: string; guideDone?: boolean }) => call<Learner>('PATCH', '/api/session', change),
  catalogue: () => call<Catalogue>('GET', '/api/catalogue'),
  scenarios: () => call<readonly ScenarioListing[]>('GET', '/api/scenarios'),
  scenario: (id: string) => call<ScenarioAnswer>('GET', `/api/scenarios/${encodeURIComponent(id)}`),
  /** The scenario that a run began with; it may have been published anew since. */
  scenarioOfRun: (runId: string) => call<ScenarioAnswer>('GET', `/api/runs/${encodeURIComponent(runId)}/scenario`),
  previewIsolation: (scenarioId: string, model: Choice) =>
    call<PreviewAnswer>('POST', `/api/scenarios/${encodeURIComponent(scenarioId)}/isolation`, model),
  runs: () => call<readonly RunListing[]>('GET', '/api/runs'),
  branchRun: (runId: string, atUs: number) =>
    call<{ readonly runId: string }>('POST', '/api/runs', { branchOf: { runId, atUs } }),
  runInputs: (runId: string) => call<RunInputs>('GET', `/api/runs/${encodeURIComponent(runId)}/inputs`),
  certificates: () => call<CertificateShelf>('GET', '/api/certificates'),
  issueCertificate: (name: string) => call<{ readonly id: string }>('POST', '/api/certificates', { name }),
  certificate: (id: string) => call<CertificateReport>('GET', `/api/certificates/${encodeURIComponent(id)}`),
  checkCertificate: (text: string) => call<CertificateReport>('POST', '/api/certificates/check', { text }),
  courses: () => call<readonly CourseOutline[]>('GET', '/api/courses'),
  course: (id: string) => call<CourseOutline>('GET', coursePath(id)),
  lesson: (courseId: string, lessonId: string) => call<LessonAnswer>('GET', lessonPath(courseId, lessonId)),
  courseProgress: (id: string) => call<CourseProgress>('GET', `${coursePath(id)}/progress`),
  /** Goes out even when the page is being left. */
  reportProgress: (id: string, report: ProgressReport) =>
    call<CourseProgress>('POST', `${coursePath(id)}/progress`, report, true),
  verdicts: (courseId: string, lessonId: string) =>
    call<Readonly<Record<string, CheckVerdict>>>('GET', `${lessonPath(courseId, lessonId)}/verdicts`),
  answerCheck: (courseId: string, lessonId: string, checkId: string, answer: CheckAnswer) =>
    call<CheckVerdict>('POST', `${lessonPath(courseId, lessonId)}/checks/${encodeURIComponent(checkId)}`, { answer }),
  classes: () => call<readonly GradebookListing[]>('GET', '/api/gradebook'),
  classView: (id: string) => call<GradebookView>('GET', classPath(id)),
  commentClass: (id: string, learner: string, text: string) =>
    call<GradebookView>('POST', classPath(id, '/comments'), { learner, text }),
  overrideClass: (id: string, learner: string, mark: number | null, reason: string) =>
    call<GradebookView>('POST', classPath(id, '/overrides'), { learner, mark, reason }),
  importClass: (id: string, text: string) => call<GradebookView>('POST', classPath(id, '/import'), { text }),
  replayClass: (id: string, wish: { readonly file: string; readonly seed: number | null; readonly atUs: number }) =>
    call<{ readonly runId: string; readonly scenarioId: string }>('POST', classPath(id, '/replays'), wish),
  createRun: (scenarioId: string, seed?: number) =>
    call<{ readonly runId: string }>('POST', '/api/runs', seed === undefined ? { scenarioId } : { scenarioId, seed }),
};

/** @returns the answer to a call of the API, or the issues that prevented it; never rejects */
export async function call<T>(method: string, path: string, body?: object, keepalive = false): Promise<Result<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: body
        ? { 'content-type': 'application/json', accept: 'application/json' }
        : { accept: 'application/json' },
      credentials: 'same-origin',
      keepalive,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return fail(
      issue(
        'server-unreachable',
        '',
        `No answer from the lab server (${cause}). See that it runs, then load this page again.`,
      ),
    );
  }
  const text = await response.text();
  const value = parseJson(text);
  if (response.ok && value !== undefined) return ok(value as T);
  return fail<T>(...issuesIn(value, `${method} ${path} was answered ${response.status} ${response.statusText}.`));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Reads the issues out of an error answer; an answer without any becomes one that says what came instead. */
export function issuesIn(value: unknown, otherwise: string): readonly Issue[] {
  if (typeof value === 'object' && value !== null && 'issues' in value && Array.isArray(value.issues)) {
    const found = value.issues.filter(isIssue);
    if (found.length > 0) return found;
  }
  return [issue('unexpected-answer', '', `${otherwise} Load this page again; if it stays, read the server's log.`)];
}

function isIssue(value: unknown): value is Issue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    typeof value.message === 'string' &&
    'code' in value &&
    typeof value.code === 'string'
  );
}
