/** @module The whole distribution: the response time that each share of the answers stays within. */
import { answersOf, ascending, percentileOf } from '../executed.ts';
import type { ViewKind } from './view.ts';

/** Per cent; evenly spread on an axis of nines. */
const PERCENTS = [1, 10, 25, 50, 70, 80, 90, 95, 98, 99, 99.5, 99.8, 99.9];

export const quantiles: ViewKind<'quantiles'> = ({ lines, fromUs, toUs }, executed) => ({
  at: PERCENTS.map((percent) => percent / 100),
  lines: lines.map(({ tenants }) => {
    const within = answersOf(executed, tenants).filter(({ endUs }) => endUs >= fromUs && endUs < toUs);
    const ordered = ascending(within.map(({ latencyUs }) => latencyUs));
    return PERCENTS.map((percent) => percentileOf(ordered, percent));
  }),
});
