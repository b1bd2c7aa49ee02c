/** @module `/api/session`: a learner is a name and a cookie. */
import { Router } from 'express';
import type { Learner } from '../../sim-engine/protocol/messages.ts';
import { FieldReader } from '../socket/parse-fields.ts';
import type { LearnerDocument, Store } from '../store/store.ts';
import { sessionCookie } from './cookies.ts';
import { type HttpLimits, learnerOf, perMinute, requireLearner } from './guards.ts';
import { sendIssues } from './problem.ts';
import type { Sessions } from './sessions.ts';

/** Longest name. */
const NAME_CHARACTERS_MAX = 80;

/**
 * @param sessions  who has which cookie
 * @param store     where learners are kept
 * @param limits    guests per minute
 */
export function sessionRoutes(sessions: Sessions, store: Store, limits: HttpLimits): Router {
  const router = Router();
  router.get(
    '/',
    async (request, response, next) => {
      const learner = await sessions.learnerOf(request);
      if (!learner) return next();
      response.json(shown(learner));
    },
    perMinute(limits.guestsPerMinute),
    async (request, response) => {
      const { learner, claim } = await sessions.admitGuest();
      response.append('Set-Cookie', sessionCookie(claim, request.secure));
      response.json(shown(learner));
    },
  );
  router.patch('/', requireLearner(sessions), async (request, response) => {
    const reader = new FieldReader();
    const fields = reader.object(request.body, '', ['name', 'guideDone']);
    const has = (key: string): boolean => fields !== undefined && Object.hasOwn(fields, key);
    const name = fields && has('name') ? reader.text(fields, 'name', '', NAME_CHARACTERS_MAX).trim() : undefined;
    if (name === '' && reader.issues.length === 0) reader.add('bad-text', 'name', 'found only blanks, expected a name');
    const guideDone = has('guideDone') ? fields?.guideDone : undefined;
    if (has('guideDone') && typeof guideDone !== 'boolean') {
      reader.add('bad-flag', 'guideDone', 'expected true or false');
    }
    if (reader.issues.length > 0) return sendIssues(response, reader.issues);
    const changed = await store.learners.update(learnerOf(response).learnerId, (learner) => ({
      ...learner,
      ...(name === undefined ? {} : { name: name.normalize('NFC') }),
      ...(typeof guideDone === 'boolean' ? { guideDone } : {}),
    }));
    response.json(shown(changed));
  });
  return router;
}

/** What a learner may see of themselves; never the secret's hash. */
function shown({ learnerId, name, guideDone }: LearnerDocument): Learner {
  return { learnerId, name, guideDone };
}
