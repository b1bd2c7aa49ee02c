/** @module An M/M/1 queue by Lindley's recursion: dependent latencies of which every quantile is known. */
import { StreamBank } from '../../sim-engine/index.ts';
import type { TimedValues } from '../../sim-engine/statistics/timed-sample.ts';

/** What is simulated; rates per second. */
export interface SingleServer {
  readonly seed: number;
  readonly arrivalRate: number;
  readonly serviceRate: number;
  /** Length after a warm-up of a tenth of it. */
  readonly seconds: number;
}

/** @returns arrival times and response times, microseconds; two service rates under one seed have common random numbers */
export function singleServer({ seed, arrivalRate, serviceRate, seconds }: SingleServer): TimedValues {
  const bank = new StreamBank(seed);
  const gaps = bank.open('gaps');
  const work = bank.open('work');
  const warmUp = seconds / 10;
  const timesUs: number[] = [];
  const values: number[] = [];
  let freeAt = 0;
  for (let at = gaps.exponential() / arrivalRate; at < warmUp + seconds; at += gaps.exponential() / arrivalRate) {
    freeAt = Math.max(at, freeAt) + work.exponential() / serviceRate;
    if (at < warmUp) continue;
    timesUs.push((at - warmUp) * 1e6);
    values.push(Math.floor((freeAt - at) * 1e6));
  }
  return { timesUs, values };
}
