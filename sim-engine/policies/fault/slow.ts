/** @module Slow: a gray failure. Everything takes longer, and no health check sees it. */
import { onParts } from './fault.ts';

export const slow = onParts({
  id: 'slow',
  title: 'Slow (gray)',
  summary: 'Every service takes so many times as long, while balancers go on to believe that all is well.',
  source: 'Huang et al., Gray failure: the Achilles’ heel of cloud-scale systems, HotOS 2017',
  params: [
    {
      name: 'factor',
      label: 'Slower',
      unit: '×',
      min: 1.1,
      max: 1000,
      default: 5,
      doc: 'How many times as long a service takes.',
    },
  ],
  tiers: ['app', 'database', 'jobs'],
  phases: (params, forUs) => [
    { afterUs: 0, state: 'slow', slowdown: params.factor!, known: false },
    { afterUs: forUs, state: 'well', slowdown: 1, known: false },
  ],
});
