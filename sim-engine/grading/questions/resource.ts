/** @module Resource: where the time was waited. */
import { MARGIN } from './margin.ts';
import type { Question } from './question.ts';

export const resource: Question = {
  id: 'resource',
  title: 'Where they waited',
  summary: 'The resource at which the scope waited longest in the window.',
  source: 'Gregg, Systems Performance, 2nd edition, 2020, chapter 2 (USE method)',
  params: [MARGIN],
  names: 'resource',
  nameOf: (charge) => charge.resource,
};
