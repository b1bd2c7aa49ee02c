/**
 * The closed forms of sharing, priorities, closed networks, hedges, retries, pools and locks give the figures that independent
 * programs print, to half of the last digit, and agree with each other where one is a special case of another.
 */
import { describe, expect, it } from 'vitest';
import {
  finiteSourceAllBusy,
  finiteSourceMeanPresent,
  finiteSourceMeanWaiting,
  finiteSourceThroughput,
} from '../../../sim-engine/theory/finite-source.ts';
import {
  hedgedFallback,
  hedgedMean,
  hedgedSlowShare,
  unhedgedMean,
} from '../../../sim-engine/theory/hedged-request.ts';
import { blockedReads } from '../../../sim-engine/theory/lock-queue.ts';
import { mm1MeanResponse } from '../../../sim-engine/theory/m-m-1.ts';
import { erlangC, mmcMeanWait } from '../../../sim-engine/theory/m-m-c.ts';
import { meanValueAnalysis, saturationPoint, throughputBound } from '../../../sim-engine/theory/mean-value-analysis.ts';
import {
  lineGrowth,
  meanHold,
  offeredErlangs,
  poolThroughput,
  stablePoolSize,
} from '../../../sim-engine/theory/mixed-holds.ts';
import {
  cobhamMeanWait,
  conservedWait,
  meanResidual,
  preemptiveMeanResponse,
} from '../../../sim-engine/theory/priority-queue.ts';
import { psMeanPresent, psMeanResponse, psPresent, psSlowdown } from '../../../sim-engine/theory/processor-sharing.ts';
import {
  layeredAttempts,
  meanAttempts,
  metastableThreshold,
  stormRecovery,
  successShare,
} from '../../../sim-engine/theory/retries.ts';

const shared = { arrivalRate: 6, meanService: 0.1 };
const classes = [3, 5].map((arrivalRate) => ({ arrivalRate, meanService: 0.1, meanSquareService: 0.02 }));
const closed = { think: 1, demands: [0.05, 0.08] };
const threads = { users: 20, think: 1, service: 0.2, servers: 5 };
const latency = { fast: 0.01, slow: 1, slowShare: 0.01, hedgeAfter: 0.02 };
const fast = { arrivalRate: 300, connections: 20, holds: [{ share: 1, mean: 0.05 }] };
const mixed = {
  ...fast,
  holds: [
    { share: 0.9, mean: 0.05 },
    { share: 0.1, mean: 1 },
  ],
};
const erlang = { arrivalRate: 300, serviceRate: 20, servers: 20 };
const lock = {
  reportEnds: 60,
  exclusiveAt: 10,
  exclusiveHold: 0.05,
  patience: Number.POSITIVE_INFINITY,
  readRate: 100,
};
const storm = (arrivalRate: number) => ({ arrivalRate, serviceRate: 100, timeout: 1, retries: 3, stall: 10 });

/** Half of the last printed digit. */
function halfLastDigit(printed: string): number {
  return 0.5 * 10 ** -(printed.split('.')[1]?.length ?? 0);
}

describe('closed forms of service', () => {
  it.each([
    ['PS E[T]', psMeanResponse(shared), '0.25'],
    ['PS E[N]', psMeanPresent(shared), '1.5'],
    ['PS slowdown', psSlowdown(shared), '2.5'],
    ['PS P(N=3)', psPresent(shared, 3), '0.0864'],
    ['W0', meanResidual(classes), '0.08'],
    ['Cobham Wq high', cobhamMeanWait(classes, 0), '0.114286'],
    ['Cobham Wq low', cobhamMeanWait(classes, 1), '0.571429'],
    ['preemptive T high', preemptiveMeanResponse(classes, 0), '0.142857'],
    ['preemptive T low', preemptiveMeanResponse(classes, 1), '0.714286'],
    ['conservation', conservedWait(classes), '0.32'],
    ...[
      [1, '0.884956', '0.13', '0.0707965'],
      [5, '4.2832', '0.167351', '0.342656'],
      [10, '8.01841', '0.24713', '0.641473'],
      [20, '12.0787', '0.655802', '0.966299'],
      [30, '12.4937', '1.40121', '0.999496'],
    ].flatMap(([users, throughput, response, busy]) => {
      const state = meanValueAnalysis(closed, Number(users));
      return [
        [`MVA X(${users})`, state.throughput, throughput],
        [`MVA R(${users})`, state.response, response],
        [`MVA U_db(${users})`, state.utilisation[1], busy],
      ] as [string, number, string][];
    }),
    ['X_max', throughputBound(closed), '12.5'],
    ['N*', saturationPoint(closed), '14.125'],
    ['repairman X', finiteSourceThroughput(threads), '16.4164'],
    ['repairman N', finiteSourceMeanPresent(threads), '3.58363'],
    ['repairman R', finiteSourceMeanPresent(threads) / finiteSourceThroughput(threads), '0.218296'],
    ['repairman U', (finiteSourceThroughput(threads) * 0.2) / 5, '0.656655'],
    ['repairman all busy', finiteSourceAllBusy(threads), '0.275055'],
    ['repairman Lq', finiteSourceMeanWaiting(threads), '0.300358'],
    ['hedge: mean without', unhedgedMean(latency), '0.0199'],
    ['hedge: mean with', hedgedMean(latency), '0.010297'],
    ['hedge: both slow', hedgedSlowShare(latency), '0.0001'],
    ['hedge: second copy', hedgedFallback(latency), '0.03'],
    ['attempts 0.1', meanAttempts(0.1, 3), '1.111'],
    ['attempts 0.5', meanAttempts(0.5, 3), '1.875'],
    ['attempts 0.9', meanAttempts(0.9, 3), '3.439'],
    ['attempts 1', meanAttempts(1, 3), '4'],
    ['success 0.1', successShare(0.1, 3), '0.9999'],
    ['success 0.5', successShare(0.5, 3), '0.9375'],
    ['success 0.9', successShare(0.9, 3), '0.3439'],
    ['layers', layeredAttempts(4, 3), '64'],
    ['layers with a budget', layeredAttempts(1.1, 3), '1.331'],
    ['threshold', metastableThreshold(storm(20)), '25.0'],
    ['pool: most per second', poolThroughput(fast), '400.0'],
    ['pool: p(wait)', erlangC(erlang), '0.160429'],
    ['pool: Wq', mmcMeanWait(erlang), '0.00160429'],
    ['pool: mean hold', meanHold(mixed), '0.145'],
    ['pool: erlangs', offeredErlangs(mixed), '43.5'],
    ['pool: most per second, mixed', poolThroughput(mixed), '137.931'],
    ['pool: growth', lineGrowth(mixed), '162.07'],
    ['pool: size', stablePoolSize(mixed), '44'],
    ['lock: count', blockedReads(lock).count, '5005'],
    ['lock: longest', blockedReads(lock).longest, '50.045'],
    ['lock: mean', blockedReads(lock).mean, '25.025'],
    ['lock, impatient: count', blockedReads({ ...lock, patience: 2 }).count, '200'],
    ['lock, impatient: longest', blockedReads({ ...lock, patience: 2 }).longest, '1.995'],
    ['lock, impatient: mean', blockedReads({ ...lock, patience: 2 }).mean, '1.0'],
  ] as [string, number, string][])('%s', (_name, value, printed) => {
    expect(Math.abs(value - Number(printed))).toBeLessThanOrEqual(halfLastDigit(printed) + 1e-12);
  });

  it('the most urgent class sees nobody else when it may interrupt', () => {
    expect(preemptiveMeanResponse(classes, 0)).toBeCloseTo(mm1MeanResponse({ arrivalRate: 3, serviceRate: 10 }), 12);
  });

  it('one class alone waits as under first come, first served, and conserves its wait', () => {
    const alone = [{ arrivalRate: 8, meanService: 0.1, meanSquareService: 0.02 }];
    const wait = mm1MeanResponse({ arrivalRate: 8, serviceRate: 10 }) - 0.1;
    expect(cobhamMeanWait(alone, 0)).toBeCloseTo(wait, 12);
    expect(conservedWait(alone)).toBeCloseTo(0.8 * wait, 12);
    expect(0.3 * cobhamMeanWait(classes, 0) + 0.5 * cobhamMeanWait(classes, 1)).toBeCloseTo(conservedWait(classes), 12);
  });

  it('a repairman of one server is a closed network of one station', () => {
    const source = { users: 7, think: 1, service: 0.2, servers: 1 };
    const state = meanValueAnalysis({ think: 1, demands: [0.2] }, 7);
    expect(finiteSourceThroughput(source)).toBeCloseTo(state.throughput, 12);
    expect(finiteSourceMeanPresent(source)).toBeCloseTo(state.throughput * state.response, 12);
  });

  it('a storm ends below its threshold only, and later the nearer it is', () => {
    expect(stormRecovery(storm(20))).toBeCloseTo(29, 9);
    expect(stormRecovery(storm(24))).toBeCloseTo(179, 9);
    expect([stormRecovery(storm(25)), stormRecovery(storm(30))]).toEqual([Infinity, Infinity]);
  });

  it('what is too much never ends', () => {
    expect(psMeanResponse({ arrivalRate: 10, meanService: 0.1 })).toBe(Infinity);
    const busy = [...classes, { arrivalRate: 3, meanService: 0.1, meanSquareService: 0.02 }];
    expect([cobhamMeanWait(busy, 1) < 1, cobhamMeanWait(busy, 2), preemptiveMeanResponse(busy, 2)]).toEqual([
      true,
      Infinity,
      Infinity,
    ]);
    expect(lineGrowth(fast)).toBe(0);
  });
});
