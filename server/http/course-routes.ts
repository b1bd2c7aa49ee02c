/** @module `/api/courses`: outlines and lessons for everybody; progress and answers for a learner. */
import { type Response, Router } from 'express';
import { z } from 'zod';
import { printPath } from '../../scenarios/schema/located.ts';
import { type Issue, issue, type Result } from '../../sim-engine/kernel/result.ts';
import type { CourseDesk } from '../courses/course-desk.ts';
import { betFields, checkAnswer, placeFields } from '../courses/read-progress.ts';
import { learnerOf, requireLearner } from './guards.ts';
import { sendIssues } from './problem.ts';
import type { Sessions } from './sessions.ts';

const reportBody = z.strictObject({
  module: z.string().max(64),
  bet: z.strictObject(betFields).exactOptional(),
  place: z.strictObject(placeFields).exactOptional(),
  revealed: z.literal(true).exactOptional(),
});
const answerBody = z.strictObject({ answer: checkAnswer });

/**
 * @param desk      the courses
 * @param sessions  who has which cookie
 */
export function courseRoutes(desk: CourseDesk, sessions: Sessions): Router {
  const router = Router();
  const learner = requireLearner(sessions);
  router.get('/', (_request, response) => {
    response.json(desk.outlines());
  });
  router.get<{ course: string }>('/:course', (request, response) => {
    send(response, desk.outline(request.params.course));
  });
  router.get<{ course: string; lesson: string }>('/:course/lessons/:lesson', (request, response) => {
    send(response, desk.lesson(request.params.course, request.params.lesson));
  });
  router.get<{ course: string }>('/:course/progress', learner, async (request, response) => {
    send(response, await desk.progress(learnerOf(response).learnerId, request.params.course));
  });
  router.post<{ course: string }>('/:course/progress', learner, async (request, response) => {
    const body = reportBody.safeParse(request.body);
    if (!body.success) return sendIssues(response, bodyIssues(body.error));
    send(response, await desk.report(learnerOf(response).learnerId, request.params.course, body.data));
  });
  router.get<{ course: string; lesson: string }>(
    '/:course/lessons/:lesson/verdicts',
    learner,
    async (request, response) => {
      const { course, lesson } = request.params;
      send(response, await desk.verdicts(learnerOf(response).learnerId, course, lesson));
    },
  );
  router.post<{ course: string; lesson: string; check: string }>(
    '/:course/lessons/:lesson/checks/:check',
    learner,
    async (request, response) => {
      const body = answerBody.safeParse(request.body);
      if (!body.success) return sendIssues(response, bodyIssues(body.error));
      const { course: courseId, lesson: lessonId, check: checkId } = request.params;
      const place = { courseId, lessonId, checkId };
      send(response, await desk.answer(learnerOf(response).learnerId, place, body.data.answer));
    },
  );
  return router;
}

function send<T>(response: Response, result: Result<T>): void {
  if (result.ok) response.json(result.value);
  else sendIssues(response, result.issues);
}

function bodyIssues(error: z.ZodError): Issue[] {
  return error.issues.slice(0, 10).map((found) => {
    const code = found.code === 'unrecognized_keys' ? 'unknown-field' : 'bad-field';
    return issue(code, printPath(found.path), found.message);
  });
}
