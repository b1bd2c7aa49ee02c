/** @module Victim: who waited longest. */
import { MARGIN } from './margin.ts';
import type { Question } from './question.ts';

export const victim: Question = {
  id: 'victim',
  title: 'Who waited longest',
  summary: 'The tenant of the scope whose requests waited longest in the window, all of them together.',
  source:
    'Ousterhout et al., Making sense of performance in data analytics frameworks, NSDI 2015 (blocked time analysis)',
  params: [MARGIN],
  names: 'victim',
  nameOf: (charge) => charge.victim,
};
