/** @module A metric of the grading registry, over a scope and a stretch. */
import type { ReadingKind } from './reading.ts';

export const metric: ReadingKind<'metric'> = {
  id: 'metric',
  summary: 'Any metric that objectives can bound.',
  blameInstants: () => [],
  read: ({ id }, { metrics }) => metrics.get(id) ?? null,
};
