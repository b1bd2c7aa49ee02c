/** @module Scan: each key in turn, then from the first again; the load that an LRU cache is worst at. */
import type { PopularityKind } from './popularity.ts';

export const scan: PopularityKind = {
  id: 'scan',
  title: 'Scan',
  summary: 'Each key in turn, then from the first again: an LRU cache that does not hold them all never hits.',
  source:
    'Sleator and Tarjan, Amortized efficiency of list update and paging rules, CACM 28(2), 1985 (cyclic requests)',
  params: [],
  popularity: (count) => ({ draw: (_stream, turn) => turn % count }),
};
