/** @module All of them: holds when every part holds. */
import type { Combination } from './combination.ts';

export const all: Combination = {
  id: 'all',
  title: 'All of them',
  summary: 'Holds when every part holds.',
  source: 'Threshold function: Muroga, Threshold Logic and its Applications, 1971, chapter 2',
  params: [],
  needed: (parts) => parts,
};
