/** @module Query of death: a request of one tenant that crashes the app instance that serves it. */
import type { FaultKind } from './fault.ts';
import { DETECT, out } from './outage.ts';

export const queryOfDeath: FaultKind = {
  id: 'query-of-death',
  title: 'Query of death',
  summary:
    'One tenant sends a request that crashes the app instance that serves it, again and again, always for the same key.',
  source: 'MacCárthaigh, Workload isolation using shuffle-sharding, Amazon Builders’ Library, 2019',
  params: [
    {
      name: 'ratePerSec',
      label: 'Size',
      unit: '/s',
      min: 0.01,
      max: 100,
      default: 1,
      doc: 'Deadly requests per second, at random (Poisson).',
    },
    {
      name: 'workMs',
      label: 'Crashes after',
      unit: 'ms',
      min: 1,
      max: 60_000,
      default: 5,
      integer: true,
      doc: 'Thread time until the crash.',
    },
    {
      name: 'restartMs',
      label: 'Restart',
      unit: 'ms',
      min: 1,
      max: 600_000,
      default: 4000,
      integer: true,
      doc: 'Time until an instance that crashed answers again.',
    },
    DETECT,
  ],
  aim: 'tenant',
  tiers: [],
  phases: (params) => {
    const restartUs = params.restartMs! * 1000;
    return [
      ...out('down', params.detectMs! * 1000, restartUs),
      { afterUs: restartUs, state: 'well', slowdown: 1, known: false },
    ];
  },
  bait: (params) => ({ kind: 'queries', ratePerSec: params.ratePerSec!, workUs: params.workMs! * 1000 }),
  zones: () => 0,
};
