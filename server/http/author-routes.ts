/** @module `/api/author`: drafts, checking a text, publishing, and the folder that is watched. */
import { type Response, Router } from 'express';
import { z } from 'zod';
import { scaffoldScenario } from '../../scenarios/authoring/scaffold-scenario.ts';
import { TEXT_BYTES_MAX } from '../../scenarios/schema/check-text.ts';
import { printPath } from '../../scenarios/schema/located.ts';
import { type Issue, issue, type Result } from '../../sim-engine/kernel/result.ts';
import type { AuthorDesk } from '../authoring/author-desk.ts';
import type { FolderWatch } from '../authoring/folder-watch.ts';
import { ID_PATTERN } from '../data/data-layout.ts';
import type { AuthorThreads } from '../workers/author-threads.ts';
import { type HttpLimits, jsonBody, learnerOf, perMinute, requireLearner } from './guards.ts';
import { sendIssues } from './problem.ts';
import type { Sessions } from './sessions.ts';

/** A text of the largest size, every character of it escaped. */
const BODY_BYTES_MAX = 2 * TEXT_BYTES_MAX + 4_096;

const text = z.string().max(TEXT_BYTES_MAX + 1);
const revision = z.int().min(1);
const createBody = z.strictObject({ text });
const saveBody = z.strictObject({ text, revision });
const publishBody = z.strictObject({ revision });
const checkBody = z.strictObject({ file: z.string().min(1).max(200), text });
const newBody = z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]{0,47}$/) });

/** What the routes work with. */
export interface AuthorRouteOptions {
  readonly desk: AuthorDesk;
  readonly threads: AuthorThreads;
  readonly watch: FolderWatch | undefined;
  readonly sessions: Sessions;
  readonly limits: HttpLimits;
}

/** @param options  what the routes work with */
export function authorRoutes({ desk, threads, watch, sessions, limits }: AuthorRouteOptions): Router {
  const router = Router();
  router.use(requireLearner(sessions), jsonBody({ ...limits, bodyBytesMax: BODY_BYTES_MAX }));
  const me = (response: Response): string => learnerOf(response).learnerId;
  router.get('/drafts', async (_request, response) => {
    response.json(await desk.list(me(response)));
  });
  router.post('/drafts', perMinute(limits.draftsPerMinute), async (request, response) => {
    const body = read(createBody, request.body, response);
    if (body) answer(response, await desk.create(me(response), body.text), 201);
  });
  router.post('/drafts/new', perMinute(limits.draftsPerMinute), async (request, response) => {
    const body = read(newBody, request.body, response);
    if (body) answer(response, await desk.create(me(response), scaffoldScenario(body.id)), 201);
  });
  router.param('id', (_request, response, next, id) => {
    if (typeof id === 'string' && ID_PATTERN.test(id)) return next();
    sendIssues(response, [issue('not-found', '', 'There is no draft of yours under this address.')]);
  });
  router.get<{ id: string }>('/drafts/:id', async (request, response) => {
    answer(response, await desk.open(me(response), request.params.id));
  });
  router.put<{ id: string }>('/drafts/:id', async (request, response) => {
    const body = read(saveBody, request.body, response);
    if (body) answer(response, await desk.save(me(response), request.params.id, body.text, body.revision));
  });
  router.delete<{ id: string }>('/drafts/:id', async (request, response) => {
    answer(response, await desk.putAway(me(response), request.params.id));
  });
  router.post<{ id: string }>(
    '/drafts/:id/publish',
    perMinute(limits.publicationsPerMinute),
    async (request, response) => {
      const body = read(publishBody, request.body, response);
      if (body) answer(response, await desk.publish(me(response), request.params.id, body.revision), 201);
    },
  );
  router.get<{ id: string; sha256: string }>('/drafts/:id/versions/:sha256', async (request, response) => {
    const found = await desk.version(me(response), request.params.id, request.params.sha256);
    answer(response, found.ok ? { ok: true, value: { text: found.value } } : found);
  });
  router.post('/check', perMinute(limits.textChecksPerMinute), async (request, response) => {
    const body = read(checkBody, request.body, response);
    if (!body) return;
    const { told, content } = await threads.read(body.file, body.text);
    const named = content === null ? {} : { id: content.scenario.id, sha256: content.sha256 };
    response.json({ valid: content !== null, ...named, told });
  });
  router.get('/folder', (_request, response) => {
    response.json({ folder: watch?.state() ?? null });
  });
  router.get('/folder/changes', (request, response) => {
    if (watch === undefined) return sendIssues(response, [issue('not-found', '', 'This server watches no folder.')]);
    response.set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    const send = (): void => void response.write(`data: ${JSON.stringify(watch.state())}\n\n`);
    send();
    const stop = watch.subscribe(send);
    request.on('close', stop);
  });
  return router;
}

function answer(response: Response, result: Result<unknown>, status = 200): void {
  if (result.ok) response.status(status).json(result.value);
  else sendIssues(response, result.issues);
}

function read<T>(schema: z.ZodType<T>, body: unknown, response: Response): T | undefined {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issues: Issue[] = parsed.error.issues.slice(0, 10).map((found) => {
    const code = found.code === 'unrecognized_keys' ? 'unknown-field' : 'bad-field';
    return issue(code, printPath(found.path), found.message);
  });
  sendIssues(response, issues);
  return undefined;
}
