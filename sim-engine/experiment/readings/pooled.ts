/** @module Response time over the requests of several tenants together: what a dashboard without tenants shows. */
import { answersOf, statistic } from '../executed.ts';
import type { ReadingKind } from './reading.ts';

export const pooled: ReadingKind<'pooled'> = {
  id: 'pooled',
  summary: 'Mean or percentile of the response time over all requests of some tenants together.',
  blameInstants: () => [],
  read: ({ tenants, percent, fromUs, toUs }, executed) => {
    const within = answersOf(executed, tenants).filter(({ endUs }) => endUs >= fromUs && endUs < toUs);
    return statistic(
      within.map(({ latencyUs }) => latencyUs),
      percent,
    );
  },
};
