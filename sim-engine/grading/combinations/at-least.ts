/** @module At least so many: holds when at least so many parts hold; when there are fewer parts, every one. */
import type { Combination } from './combination.ts';

export const atLeast: Combination = {
  id: 'at-least',
  title: 'At least so many',
  summary: 'Holds when at least so many parts hold; when there are fewer parts, every one.',
  source: 'Threshold function: Muroga, Threshold Logic and its Applications, 1971, chapter 2',
  params: [
    {
      name: 'count',
      label: 'Parts',
      unit: '',
      min: 1,
      max: 50,
      default: 2,
      integer: true,
      doc: 'How many parts have to hold.',
    },
  ],
  needed: (parts, { count }) => Math.min(parts, count!),
};
