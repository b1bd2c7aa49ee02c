/** @module Guards in front of the API: who asks, from which page, how often, and how much. */
import express, { type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { issue } from '../../sim-engine/kernel/result.ts';
import { isWithinDepth } from '../core/json-depth.ts';
import type { Metrics } from '../core/metrics.ts';
import type { LearnerDocument } from '../store/store.ts';
import { comesFromUs, type Origins } from './origins.ts';
import { sendIssues } from './problem.ts';
import type { Sessions } from './sessions.ts';

/** Limits of the API. */
export interface HttpLimits {
  readonly bodyBytesMax: number;
  readonly bodyDepthMax: number;
  /** Requests of one address per minute; a class of thirty shares one. */
  readonly requestsPerMinute: number;
  /** New guests of one address per minute; each leaves a file. */
  readonly guestsPerMinute: number;
  /** New runs of one address per minute. */
  readonly runsPerMinute: number;
  /** New certificates of one address per minute; each executes runs again. */
  readonly certificatesPerMinute: number;
  /** Certificates looked at from one address per minute. */
  readonly certificateChecksPerMinute: number;
  /** New drafts of one address per minute; each leaves a file. */
  readonly draftsPerMinute: number;
  /** Publications of one address per minute; each executes a scenario's solutions. */
  readonly publicationsPerMinute: number;
  /** Texts that are checked for one address per minute. */
  readonly textChecksPerMinute: number;
}

/** @returns the learner that {@link requireLearner} found */
export function learnerOf(response: Response): LearnerDocument {
  return response.locals.learner as LearnerDocument;
}

/** Lets only learners pass. */
export function requireLearner(sessions: Sessions): RequestHandler {
  return async (request, response, next) => {
    const learner = await sessions.learnerOf(request);
    if (!learner) {
      return sendIssues(response, [issue('no-session', '', 'There is no session: ask GET /api/session for one.')]);
    }
    response.locals.learner = learner;
    next();
  };
}

/** Lets changes pass only when a page of this server asks for them. */
export function refuseForeignChanges(origins: () => Origins, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    if (comesFromUs(request, origins())) return next();
    metrics.originsRefused.inc();
    const found = request.headers.origin === undefined ? 'no Origin header' : 'an Origin that is not on the list';
    const message = `Changes are made by the lab's own pages only: found ${found}, expected one of ${origins().list.join(', ')}.`;
    sendIssues(response, [issue('foreign-origin', '', message)]);
  };
}

/** Reads a JSON body within the limits. */
export function jsonBody(limits: HttpLimits): RequestHandler[] {
  return [
    (request, response, next) => {
      const hasBody = request.method === 'POST' || request.method === 'PATCH' || request.method === 'PUT';
      if (!hasBody || request.is('application/json')) return next();
      sendIssues(response, [issue('not-json', '', 'Expected a body of type application/json.')]);
    },
    express.json({ limit: limits.bodyBytesMax, strict: true, inflate: false }),
    (request, response, next) => {
      if (isWithinDepth(request.body, limits.bodyDepthMax)) return next();
      sendIssues(response, [issue('too-deep', '', `The body is nested deeper than ${limits.bodyDepthMax} levels.`)]);
    },
  ];
}

/** Refuses an address that asks more often than a minute allows. */
export function perMinute(max: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: max,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => {
      const message = `More than ${max} such requests a minute from one address; try again in a minute.`;
      sendIssues(response, [issue('too-many-requests', '', message)], 60);
    },
  });
}
