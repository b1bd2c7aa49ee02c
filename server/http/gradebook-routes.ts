/**
 * @module `/api/gradebook`: the classes that were graded into this data directory.
 *
 * Until there are accounts, whoever may use this machine is the instructor; a server that others can reach shows no classes.
 */
import { type Response, Router } from 'express';
import { z } from 'zod';
import type { Result } from '../../sim-engine/index.ts';
import { issue } from '../../sim-engine/kernel/result.ts';
import { classCsv } from '../gradebook/class-csv.ts';
import type { ClassDesk } from '../gradebook/class-desk.ts';
import { type HttpLimits, learnerOf, perMinute, requireLearner } from './guards.ts';
import { sendIssues } from './problem.ts';
import type { Sessions } from './sessions.ts';

const learner = z.string().min(1).max(200);
const text = z.string().trim().min(1).max(2_000);
const commentBody = z.strictObject({ learner, text });
const overrideBody = z.strictObject({ learner, mark: z.number().min(0).max(100).nullable(), reason: text });
const importBody = z.strictObject({ text: z.string().max(60_000) });
const replayBody = z.strictObject({
  file: z.string().max(4_096),
  seed: z.int().min(0).nullable(),
  atUs: z.int().min(0),
});

/**
 * @param desk      the classes
 * @param sessions  who has which cookie
 * @param limits    runs per minute
 * @param isLocal   true when only this machine can connect
 */
export function gradebookRoutes(desk: ClassDesk, sessions: Sessions, limits: HttpLimits, isLocal: boolean): Router {
  const router = Router();
  router.use((_request, response, next) => {
    if (isLocal) return next();
    const message = 'Classes are shown by a lab that only this machine can reach, until there are accounts.';
    sendIssues(response, [issue('not-found', '', message)]);
  });
  router.use(requireLearner(sessions));
  router.get('/', async (_request, response) => {
    response.json(await desk.list());
  });
  router.get<{ id: string }>('/:id', async (request, response) => {
    send(response, await desk.view(request.params.id));
  });
  router.get<{ id: string }>('/:id/csv', async (request, response) => {
    const view = await desk.view(request.params.id);
    if (!view.ok) return sendIssues(response, view.issues);
    response.attachment(`${request.params.id}.csv`).type('text/csv').send(classCsv(view.value));
  });
  router.post<{ id: string }>('/:id/comments', async (request, response) => {
    const body = commentBody.safeParse(request.body);
    if (!body.success) return refuse(response, body.error);
    send(response, await desk.comment(request.params.id, nameOf(response), body.data.learner, body.data.text));
  });
  router.post<{ id: string }>('/:id/overrides', async (request, response) => {
    const body = overrideBody.safeParse(request.body);
    if (!body.success) return refuse(response, body.error);
    const { learner: whose, mark, reason } = body.data;
    send(response, await desk.override(request.params.id, nameOf(response), whose, mark, reason));
  });
  router.post<{ id: string }>('/:id/import', async (request, response) => {
    const body = importBody.safeParse(request.body);
    if (!body.success) return refuse(response, body.error);
    send(response, await desk.bring(request.params.id, nameOf(response), body.data.text));
  });
  router.post<{ id: string }>('/:id/replays', perMinute(limits.runsPerMinute), async (request, response) => {
    const body = replayBody.safeParse(request.body);
    if (!body.success) return refuse(response, body.error);
    send(response, await desk.replay(request.params.id, learnerOf(response).learnerId, body.data));
  });
  return router;
}

function nameOf(response: Response): string {
  return learnerOf(response).name || 'instructor';
}

function send<T>(response: Response, result: Result<T>): void {
  if (result.ok) response.json(result.value);
  else sendIssues(response, result.issues);
}

function refuse(response: Response, error: z.ZodError): void {
  const first = error.issues[0]!;
  sendIssues(response, [issue('bad-field', first.path.join('.'), first.message)]);
}
