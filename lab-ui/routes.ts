/** @module The lab's addresses by name, as the router reads them: one list for the pages and for whoever has to visit them all. */

/** Pattern of each page; those with more parts come first where two would fit. */
export const ROUTES = {
  home: '/',
  blame: '/lab/:scenarioId/:runId/blame',
  bench: '/lab/:scenarioId/:runId',
  truth: '/truth',
  compare: '/compare/:a/:b',
  verify: '/verify',
  author: '/author',
  draft: '/author/:draftId',
  certificate: '/verify/:id',
  lesson: '/course/:courseId/:lessonId',
  course: '/course/:courseId',
  gradebook: '/gradebook',
  gradebookClass: '/gradebook/:id',
} as const;
