/** @module Poison message: a background job that crashes its worker each time it is delivered. */
import type { FaultKind } from './fault.ts';
import { out } from './outage.ts';

export const poisonMessage: FaultKind = {
  id: 'poison-message',
  title: 'Poison message',
  summary:
    'Messages of one tenant crash their worker at each delivery, until they are dead letters or taken out at the end.',
  source:
    'Amazon SQS Developer Guide, Dead-letter queues; Hohpe and Woolf, Enterprise Integration Patterns, 2003 (Dead Letter Channel)',
  params: [
    {
      name: 'messages',
      label: 'Messages',
      unit: '',
      min: 1,
      max: 1000,
      default: 3,
      integer: true,
      doc: 'Poison messages that the tenant enqueues, all at the beginning.',
    },
    {
      name: 'workMs',
      label: 'Crashes after',
      unit: 'ms',
      min: 1,
      max: 60_000,
      default: 50,
      integer: true,
      doc: 'Worker time until the crash.',
    },
    {
      name: 'restartMs',
      label: 'Restart',
      unit: 'ms',
      min: 1,
      max: 600_000,
      default: 5000,
      integer: true,
      doc: 'Time until a worker that crashed works again.',
    },
  ],
  aim: 'tenant',
  tiers: [],
  phases: (params) => {
    const restartUs = params.restartMs! * 1000;
    return [...out('down', 0, restartUs), { afterUs: restartUs, state: 'well', slowdown: 1, known: false }];
  },
  bait: (params) => ({ kind: 'messages', count: params.messages!, workUs: params.workMs! * 1000 }),
  zones: () => 0,
};
