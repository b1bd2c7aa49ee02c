/** @module `/api/runs`: making runs, listing them, what one is made of, and the record of a finished one. */
import { type Response, Router } from 'express';
import { issue } from '../../sim-engine/kernel/result.ts';
import type { RunDesk } from '../runs/run-desk.ts';
import { FieldReader } from '../socket/parse-fields.ts';
import { ladderOf } from './content-routes.ts';
import { type HttpLimits, learnerOf, perMinute, requireLearner } from './guards.ts';
import type { Library } from './library.ts';
import { sendIssues } from './problem.ts';
import type { Sessions } from './sessions.ts';

const ID_CHARACTERS_MAX = 64;

/** What the routes work with. */
export interface RunRouteOptions {
  readonly desk: RunDesk;
  readonly library: Library;
  readonly sessions: Sessions;
  readonly limits: HttpLimits;
  /** What a learner is told to wait when the server is full, seconds. */
  readonly busyRetryS: number;
}

/** @param options  what the routes work with */
export function runRoutes(options: RunRouteOptions): Router {
  const { desk, library, sessions, limits, busyRetryS } = options;
  const router = Router();
  router.use(requireLearner(sessions));
  router.get('/', (_request, response) => {
    response.json(desk.list(learnerOf(response).learnerId));
  });
  router.post('/', perMinute(limits.runsPerMinute), async (request, response) => {
    const reader = new FieldReader();
    const fields = reader.object(request.body, '', ['scenarioId', 'seed', 'branchOf']);
    if (!fields) return sendIssues(response, reader.issues);
    if (fields.branchOf !== undefined) return branch(fields, reader, response);
    const scenarioId = reader.text(fields, 'scenarioId', '', ID_CHARACTERS_MAX);
    const seedGiven = Object.hasOwn(fields, 'seed') && fields.seed !== undefined;
    const seedRange = { min: 0, max: Number.MAX_SAFE_INTEGER, integer: true };
    const seed = seedGiven ? reader.number(fields, 'seed', '', seedRange) : undefined;
    if (reader.issues.length > 0) return sendIssues(response, reader.issues);
    const content = library.get(scenarioId);
    if (!content) {
      const known = library.list().map(({ id }) => id);
      return sendIssues(response, [issue('scenario-not-found', 'scenarioId', `Expected one of ${known.join(', ')}.`)]);
    }
    const made = await desk.create(learnerOf(response).learnerId, content, seed);
    if (!made.ok) return sendIssues(response, made.issues, busyRetryS);
    response.status(201).json({ runId: made.value.runId });
  });
  const branch = async (fields: Readonly<Record<string, unknown>>, reader: FieldReader, response: Response) => {
    const from = reader.object(fields.branchOf, 'branchOf', ['runId', 'atUs']);
    if (fields.scenarioId !== undefined || fields.seed !== undefined) {
      const message = 'A branch has the scenario and the seed of the run it leaves: send branchOf alone.';
      return sendIssues(response, [issue('bad-field', 'branchOf', message)]);
    }
    if (!from) return sendIssues(response, reader.issues);
    const runId = reader.text(from, 'runId', 'branchOf', ID_CHARACTERS_MAX);
    const atUs = reader.number(from, 'atUs', 'branchOf', { min: 0, max: Number.MAX_SAFE_INTEGER, integer: true });
    if (reader.issues.length > 0) return sendIssues(response, reader.issues);
    const made = await desk.branch(learnerOf(response).learnerId, runId, atUs);
    if (!made.ok) return sendIssues(response, made.issues, busyRetryS);
    response.status(201).json({ runId: made.value.runId });
  };
  router.get('/:id/record', async (request, response) => {
    const runId = request.params.id;
    const made = await desk.record(learnerOf(response).learnerId, runId);
    if (!made.ok) return sendIssues(response, made.issues);
    response.set('Content-Disposition', `attachment; filename="run-${runId}.json"`);
    response.set('Cache-Control', 'private, no-store');
    response.type('application/json').send(made.value);
  });
  // What a run began with: its scenario may have been published anew, or taken away, since.
  router.get('/:id/scenario', async (request, response) => {
    const made = await desk.inputs(learnerOf(response).learnerId, request.params.id);
    if (!made.ok) return sendIssues(response, made.issues);
    const { scenario, scenarioSha256 } = made.value;
    response.json({ scenario, sha256: scenarioSha256, ladder: ladderOf(scenario) });
  });
  router.get('/:id/inputs', async (request, response) => {
    const made = await desk.inputs(learnerOf(response).learnerId, request.params.id);
    if (!made.ok) return sendIssues(response, made.issues);
    response.set('Cache-Control', 'private, no-store');
    response.json(made.value);
  });
  return router;
}
