/** @module `/api/certificates`: a learner's shelf and issuing; for everybody, checking, the file and the certified runs. */
import { Router } from 'express';
import { z } from 'zod';
import { printPath } from '../../scenarios/schema/located.ts';
import { issue } from '../../sim-engine/kernel/result.ts';
import type { CertificateDesk } from '../certificates/certificate-desk.ts';
import { CERTIFICATE_BYTES_MAX, certificateName, MODULES_MAX } from '../certificates/certificate-file.ts';
import { ID_PATTERN } from '../data/data-layout.ts';
import { type HttpLimits, learnerOf, perMinute, requireLearner } from './guards.ts';
import { sendIssues } from './problem.ts';
import type { Sessions } from './sessions.ts';

const issueBody = z.strictObject({
  name: z
    .string()
    .max(400)
    // Two ways to write one name must not be two names; outer blanks are nobody's.
    .transform((name) => name.normalize('NFC').trim())
    .pipe(certificateName),
  runIds: z.array(z.string().regex(ID_PATTERN)).min(1).max(MODULES_MAX).optional(),
});
const checkBody = z.strictObject({ text: z.string().max(CERTIFICATE_BYTES_MAX) });

/**
 * @param desk      the certificates
 * @param sessions  who has which cookie
 * @param limits    certificates and checks per minute
 */
export function certificateRoutes(desk: CertificateDesk, sessions: Sessions, limits: HttpLimits): Router {
  const router = Router();
  const checks = perMinute(limits.certificateChecksPerMinute);
  router.get('/', requireLearner(sessions), async (_request, response) => {
    response.json(await desk.shelf(learnerOf(response).learnerId));
  });
  router.post('/', requireLearner(sessions), perMinute(limits.certificatesPerMinute), async (request, response) => {
    const body = issueBody.safeParse(request.body);
    if (!body.success) return sendIssues(response, bodyIssues(body.error));
    const { name, runIds } = body.data;
    const issued = await desk.issue(learnerOf(response).learnerId, name, runIds);
    if (!issued.ok) return sendIssues(response, issued.issues);
    response.status(201).json({ id: issued.value.id });
  });
  router.post('/check', checks, async (request, response) => {
    const body = checkBody.safeParse(request.body);
    if (!body.success) return sendIssues(response, bodyIssues(body.error));
    response.json(await desk.checkText(body.data.text, 'Given as a file'));
  });
  // An id that was never given out and one that is malformed are answered alike, so that ids cannot be felt for.
  router.get<{ id: string }>('/:id', checks, async (request, response) => {
    response.json(await desk.check(request.params.id));
  });
  router.get<{ id: string }>('/:id/file', checks, async (request, response) => {
    const text = await desk.file(request.params.id);
    if (text === undefined) return sendIssues(response, [issue('not-found', '', 'There is no certificate here.')]);
    const name = `certificate-${request.params.id}.json`;
    // As bytes: not one may be added on the way.
    response.attachment(name).type('application/json').send(Buffer.from(text, 'utf8'));
  });
  router.get<{ id: string; index: string }>('/:id/records/:index', checks, async (request, response) => {
    const { id, index } = request.params;
    const made = await desk.record(id, /^\d{1,3}$/.test(index) ? Number(index) : -1);
    if (!made.ok) return sendIssues(response, made.issues);
    response.attachment(`certified-run-${index}.json`).type('application/json').send(made.value);
  });
  return router;
}

function bodyIssues(error: z.ZodError): ReturnType<typeof issue>[] {
  return error.issues.slice(0, 10).map((found) => {
    const code = found.code === 'unrecognized_keys' ? 'unknown-field' : 'bad-field';
    return issue(code, printPath(found.path), found.message);
  });
}
