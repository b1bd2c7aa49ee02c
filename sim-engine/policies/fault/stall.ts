/** @module Stall: a part stands still with all it has, and goes on as if nothing had been. */
import { onParts } from './fault.ts';
import { DETECT, out } from './outage.ts';

export const stall = onParts({
  id: 'stall',
  title: 'Stall',
  summary: 'It stands still: what it has, and what is sent there until balancers know, hangs until it goes on.',
  source: 'Jones, Hosking, Moss, The Garbage Collection Handbook, 2012, chapter 1 (stop-the-world pauses)',
  params: [DETECT],
  tiers: ['app', 'database', 'jobs'],
  phases: (params, forUs) => [
    ...out('stalled', params.detectMs! * 1000, forUs),
    { afterUs: forUs, state: 'well', slowdown: 1, known: false },
  ],
});
