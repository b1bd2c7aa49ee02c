/** @module The HTTP side: the built lab, the API, health and metrics, and one place where errors end. */
import express, { type Express } from 'express';
import { issue } from '../../sim-engine/kernel/result.ts';
import type { CertificateDesk } from '../certificates/certificate-desk.ts';
import type { Log } from '../core/log.ts';
import type { Metrics } from '../core/metrics.ts';
import type { CourseDesk } from '../courses/course-desk.ts';
import type { ClassDesk } from '../gradebook/class-desk.ts';
import type { RunDesk } from '../runs/run-desk.ts';
import type { Store } from '../store/store.ts';
import { type AuthorRouteOptions, authorRoutes } from './author-routes.ts';
import { certificateRoutes } from './certificate-routes.ts';
import { contentRoutes } from './content-routes.ts';
import { courseRoutes } from './course-routes.ts';
import { gradebookRoutes } from './gradebook-routes.ts';
import { type HttpLimits, jsonBody, perMinute, refuseForeignChanges } from './guards.ts';
import type { Library } from './library.ts';
import type { Origins } from './origins.ts';
import { problemHandler, sendIssues } from './problem.ts';
import { runRoutes } from './run-routes.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionRoutes } from './session-routes.ts';
import type { Sessions } from './sessions.ts';
import { staticUi } from './static-ui.ts';

/** What the HTTP side works with. */
export interface AppOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly desk: RunDesk;
  readonly certificates: CertificateDesk;
  readonly courses: CourseDesk;
  readonly classes: ClassDesk;
  /** True when only this machine can connect. */
  readonly isLocal: boolean;
  readonly library: Library;
  readonly authoring: Pick<AuthorRouteOptions, 'desk' | 'threads' | 'watch'>;
  readonly origins: () => Origins;
  readonly limits: HttpLimits;
  readonly busyRetryS: number;
  /** Absolute path of the built lab. */
  readonly uiFolder: string;
}

/** @param options  what the HTTP side works with */
export function createApp(options: AppOptions): Express {
  const { log, metrics, store, sessions, desk, certificates, library, origins, limits } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(securityHeaders(origins));
  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok', runs: desk.counts(), damaged: desk.damagedCount() });
  });
  app.get('/metrics', async (_request, response) => {
    for (const [status, count] of Object.entries(desk.counts())) metrics.runs.set({ status }, count);
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  const api = express.Router();
  api.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  api.use(perMinute(limits.requestsPerMinute), refuseForeignChanges(origins, metrics));
  // Before the body's general limit: a scenario file is larger than any other body.
  api.use('/author', authorRoutes({ ...options.authoring, sessions, limits }));
  api.use(jsonBody(limits));
  api.use('/session', sessionRoutes(sessions, store, limits));
  api.use('/runs', runRoutes({ desk, library, sessions, limits, busyRetryS: options.busyRetryS }));
  api.use('/certificates', certificateRoutes(certificates, sessions, limits));
  api.use('/courses', courseRoutes(options.courses, sessions));
  api.use('/gradebook', gradebookRoutes(options.classes, sessions, limits, options.isLocal));
  api.use(contentRoutes(library));
  api.use((_request, response) => {
    sendIssues(response, [issue('not-found', '', 'The API has nothing under this address and method.')]);
  });
  app.use('/api', api);
  app.use(staticUi(options.uiFolder));
  app.use((_request, response) => {
    sendIssues(response, [issue('not-found', '', 'There is nothing under this address.')]);
  });
  app.use(problemHandler(log));
  return app;
}
