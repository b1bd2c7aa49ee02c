/** @module Deterministic demand: every visit asks for the mean. */
import type { ServiceLaw } from './law.ts';

export const deterministic: ServiceLaw = {
  id: 'deterministic',
  title: 'Deterministic',
  summary: 'Every request asks for exactly the mean.',
  source: 'Kleinrock, Queueing Systems I, 1975, section 5.5 (M/D/1)',
  params: [],
  sampler: (mean) => ({ sample: () => mean }),
};
