/** @module Culprit: who held most of what was waited for. */
import { MARGIN } from './margin.ts';
import type { Question } from './question.ts';

export const culprit: Question = {
  id: 'culprit',
  title: 'Who held it',
  summary: 'The tenant, or the system itself, that held most of what the scope waited for in the window.',
  source:
    'Ousterhout et al., Making sense of performance in data analytics frameworks, NSDI 2015 (blocked time analysis)',
  params: [MARGIN],
  names: 'culprit',
  nameOf: (charge) => charge.culprit,
};
