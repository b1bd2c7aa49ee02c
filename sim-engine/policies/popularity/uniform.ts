/** @module Uniform popularity: every key is as likely as every other. */
import type { PopularityKind } from './popularity.ts';

export const uniform: PopularityKind = {
  id: 'uniform',
  title: 'Uniform',
  summary: 'Every key is as likely as every other, so a cache helps only by its share of the keys.',
  source: 'Cooper et al., Benchmarking cloud serving systems with YCSB, SoCC 2010 (uniform)',
  params: [],
  popularity: (count) => ({ draw: (stream) => stream.below(count) }),
};
