/** @module Any of them: holds when at least one part holds. */
import type { Combination } from './combination.ts';

export const any: Combination = {
  id: 'any',
  title: 'Any of them',
  summary: 'Holds when at least one part holds.',
  source: 'Threshold function: Muroga, Threshold Logic and its Applications, 1971, chapter 2',
  params: [],
  needed: () => 1,
};
