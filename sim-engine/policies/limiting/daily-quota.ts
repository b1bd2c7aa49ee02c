/** @module Daily quota: a fixed window of one day that begins at an hour of the clock; simulated time begins at midnight. */
import { FixedWindow, mostInWindows } from './fixed-window.ts';
import type { LimiterKind } from './limiter.ts';

const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;

export const dailyQuota: LimiterKind = {
  id: 'daily-quota',
  title: 'Daily quota',
  summary: 'So many requests a day, however fast they come; what a plan sells rather than what protects a server.',
  source: 'AWS, Amazon API Gateway Developer Guide, Usage plans and API keys (quota per day)',
  params: [
    {
      name: 'quota',
      label: 'Quota',
      unit: 'requests/day',
      min: 1,
      max: 1_000_000_000,
      default: 100_000,
      integer: true,
      doc: 'Requests that may pass in one day.',
    },
    {
      name: 'resetHour',
      label: 'Renewed at',
      unit: 'h',
      min: 0,
      max: 23,
      default: 0,
      integer: true,
      doc: 'Hour of the day at which the quota is given anew.',
    },
  ],
  scope: 'tenant',
  limiter: (params) => new FixedWindow(params.quota!, DAY_US, params.resetHour! * HOUR_US),
  mostPassing: (params, spanUs) => mostInWindows(params.quota!, DAY_US, spanUs),
  mostInFlight: () => Number.POSITIVE_INFINITY,
};
