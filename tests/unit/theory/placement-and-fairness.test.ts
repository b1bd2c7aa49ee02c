/**
 * The closed forms of balancing, placement, fairness and objectives give the figures that independent programs print: each
 * is compared to half of its last printed digit, and sampled figures within their standard errors.
 */
import { describe, expect, it } from 'vitest';
import { allowedMinutes, burntShare, daysToExhaust, failingShare } from '../../../sim-engine/theory/burn-rate.ts';
import { type Burst, drainTime, longestWait, servedWhileDraining } from '../../../sim-engine/theory/burst-drain.ts';
import { choose, harmonic } from '../../../sim-engine/theory/combinatorics.ts';
import { mixtureMean, mixtureQuantile } from '../../../sim-engine/theory/discrete-mixture.ts';
import { erlangArrivalsMeanResponse } from '../../../sim-engine/theory/e-k-m-1.ts';
import { equalDominantShare, jainByVariation, maxMinLevel } from '../../../sim-engine/theory/fair-division.ts';
import { anyLeafSlow, leafShareFor, slowestExponentialLeaf } from '../../../sim-engine/theory/fan-out.ts';
import {
  allTenantsDown,
  anyTenantDown,
  meanTenantsDown,
  tenantsOfOneStack,
} from '../../../sim-engine/theory/independent-faults.ts';
import { shorterOfTwoMeanResponse } from '../../../sim-engine/theory/join-shortest-queue.ts';
import { anyCollision, meanEmptySlots, thingsUntilAllSlots } from '../../../sim-engine/theory/occupancy.ts';
import { leastMoves, moduloMoves } from '../../../sim-engine/theory/rehashing.ts';
import { mouseSquished, shardOverlap } from '../../../sim-engine/theory/shuffle-sharding.ts';
import { supermarketMeanResponse, supermarketTail } from '../../../sim-engine/theory/supermarket.ts';
import { supermarketChainResponse } from '../../../sim-engine/theory/supermarket-chain.ts';
import { shareOfBill } from '../../../sim-engine/theory/weighted-bill.ts';

/** Half of the last printed digit, of a decimal or of `1.23e-4`. */
function halfLastDigit(printed: string): number {
  const [digits, exponent = '0'] = printed.split('e');
  return 0.5 * 10 ** (Number(exponent) - (digits!.split('.')[1]?.length ?? 0));
}

const burst: Burst = { jobs: 6000, arrivalRate: 60, serviceRate: 100 };
const stacks = (count: number) => ({ tenants: 100, stacks: count, downShare: 0.001 });
const nineFast = [
  { value: 0.05, count: 9000 },
  { value: 5, count: 1000 },
];
const merged = [
  { value: 0.01, count: 9900 },
  { value: 1, count: 100 },
  { value: 2, count: 100 },
];
const cluster = [
  [1, 4],
  [3, 1],
];

describe('closed forms of placement and fairness', () => {
  it.each<[name: string, value: number, printed: string]>([
    ['supermarket d=1', supermarketMeanResponse(0.9, 1), '10.0'],
    ['supermarket d=2', supermarketMeanResponse(0.9, 2), '2.61406'],
    ['supermarket P(>=1)', supermarketTail(0.9, 2, 1), '0.9'],
    ['supermarket P(>=2)', supermarketTail(0.9, 2, 2), '0.729'],
    ['supermarket P(>=3)', supermarketTail(0.9, 2, 3), '0.478297'],
    ['supermarket P(>=4)', supermarketTail(0.9, 2, 4), '0.205891'],
    ['supermarket P(>=5)', supermarketTail(0.9, 2, 5), '0.038152'],
    ['E2/M/1', erlangArrivalsMeanResponse(2, 0.9, 1), '7.58828'],
    ['E1/M/1', erlangArrivalsMeanResponse(1, 0.9, 1), '10.0'],
    ['shorter of two', shorterOfTwoMeanResponse(0.9), '5.47491'],
    ['combinations', choose(8, 2), '28'],
    ['no overlap', shardOverlap(8, 2, 0), '0.535714'],
    ['half overlap', shardOverlap(8, 2, 1), '0.428571'],
    ['full overlap', shardOverlap(8, 2, 2), '0.0357143'],
    ['fully hit of 999', 999 * shardOverlap(8, 2, 2), '35.6786'],
    ['half hit of 999', 999 * shardOverlap(8, 2, 1), '428.143'],
    ['100 leaves', anyLeafSlow(100, 0.01), '0.633968'],
    ['2000 leaves', anyLeafSlow(2000, 0.0001), '0.181277'],
    ['10 leaves', anyLeafSlow(10, 0.01), '0.0956179'],
    ['slowest of 10', slowestExponentialLeaf(10), '2.92897'],
    ['slowest of 100', slowestExponentialLeaf(100), '5.18738'],
    ['leaf percentile', leafShareFor(100, 0.99), '0.9999'],
    ['modulo moves', moduloMoves(10, 11), '0.909091'],
    ['consistent moves', leastMoves(10, 11), '0.0909091'],
    ['logical shards move', leastMoves(32, 40), '0.2'],
    ['23 birthdays', anyCollision(23, 365), '0.507297'],
    ['100 in 1000', anyCollision(100, 1000), '0.994041'],
    ['1000 in 65536', anyCollision(1000, 65_536), '0.999529'],
    ['coupons 8', thingsUntilAllSlots(8), '21.7429'],
    ['coupons 16', thingsUntilAllSlots(16), '54.0917'],
    ['coupons 100', thingsUntilAllSlots(100), '518.738'],
    ['empty shards', meanEmptySlots(100, 16), '0.0251911'],
    ['tenants down', meanTenantsDown(stacks(10)), '0.1'],
    ['any down, pool', anyTenantDown(stacks(1)), '0.001'],
    ['any down, cells', anyTenantDown(stacks(10)), '0.00995512'],
    ['any down, silos', anyTenantDown(stacks(100)), '0.0952079'],
    ['all down, cells', allTenantsDown(stacks(10)), '1.0e-30'],
    ['all down, silos', allTenantsDown(stacks(100)), '1.0e-300'],
    ['one cell', tenantsOfOneStack(stacks(10)), '0.1'],
    ['budget', allowedMinutes(3, 30), '43.2'],
    ['14.4 for 1 h', burntShare(14.4, 1, 30), '0.02'],
    ['6 for 6 h', burntShare(6, 6, 30), '0.05'],
    ['1 for 3 d', burntShare(1, 72, 30), '0.1'],
    ['errors at 14.4', failingShare(14.4, 3), '0.0144'],
    ['days at 14.4', daysToExhaust(14.4, 30), '2.08333'],
    ['mean of ten', mixtureMean(nineFast), '0.545'],
    ['median of ten', mixtureQuantile(nineFast, 500), '0.05'],
    ['p90 of ten', mixtureQuantile(nineFast, 900), '0.05'],
    ['p95 of ten', mixtureQuantile(nineFast, 950), '5.0'],
    ['merged p99', mixtureQuantile(merged, 990), '1.0'],
    ['level', maxMinLevel(10, [2, 2.6, 4, 5]), '2.7'],
    ['dominant share', equalDominantShare([9, 18], cluster), '0.666667'],
    ['Jain of one winner', jainByVariation([10, 1, 1, 1]), '0.410194'],
    ['Jain of a ladder', jainByVariation([4, 3, 2, 1]), '0.833333'],
    ['drain', drainTime(burst), '150.0'],
    ['slow drain', drainTime({ ...burst, arrivalRate: 95 }), '1200.0'],
    ['longest wait', longestWait(burst), '60.0'],
    ['served', servedWhileDraining(burst), '15000'],
    ['X pays', shareOfBill({ reads: 400, writes: 100 }, { reads: 500, writes: 500 }, 5), '0.30'],
    ['X pays inverted', shareOfBill({ reads: 400, writes: 100 }, { reads: 500, writes: 500 }, 1 / 5), '0.70'],
    ['hand 12 of 32, 1', mouseSquished(1, 12, 32), '4.428838e-9'],
    ['hand 12 of 32, 4', mouseSquished(4, 12, 32), '0.11431348830'],
    ['hand 12 of 32, 16', mouseSquished(16, 12, 32), '0.99350896077'],
    ['hand 8 of 128, 1', mouseSquished(1, 8, 128), '6.994461e-13'],
    ['hand 8 of 128, 4', mouseSquished(4, 8, 128), '3.405579e-6'],
    ['hand 8 of 128, 16', mouseSquished(16, 8, 128), '0.02746173137'],
  ])('%s', (_name, value, printed) => {
    expect(Math.abs(value - Number(printed))).toBeLessThanOrEqual(halfLastDigit(printed) * (1 + 1e-9));
  });

  it('limits and sums', () => {
    expect(shorterOfTwoMeanResponse(0.9, 120)).toBeCloseTo(shorterOfTwoMeanResponse(0.9, 100), 6);
    expect([0, 1, 2].reduce((sum, shared) => sum + shardOverlap(8, 2, shared), 0)).toBeCloseTo(1, 12);
    expect(maxMinLevel(20, [2, 2.6, 4, 5])).toBe(Number.POSITIVE_INFINITY);
    expect(moduloMoves(4, 8)).toBe(0.5);
    expect(moduloMoves(7, 7)).toBe(0);
    expect(anyCollision(5, 4)).toBe(1);
    expect(choose(3, 5)).toBe(0);
    expect(harmonic(2)).toBe(1.5);
    expect(mixtureQuantile([], 500)).toBe(0);
  });
});

describe('the finite supermarket', () => {
  const chain = (servers: number, choices: number, steps: number) =>
    supermarketChainResponse({ servers, load: 0.9, choices }, steps, 2);

  it.each<[name: string, servers: number, choices: number, expected: number, error: number]>([
    ['two of two join the shorter line', 2, 2, shorterOfTwoMeanResponse(0.9), 0],
    ['two of ten', 10, 2, 2.97975, 0.00411],
    ['two of a hundred', 100, 2, 2.64855, 0.00266],
  ])('%s', (_name, servers, choices, expected, error) => {
    const { mean, standardError } = chain(servers, choices, 8_000_000);
    expect(standardError / mean).toBeLessThan(0.003);
    expect(Math.abs(mean - expected)).toBeLessThan(3.9 * Math.hypot(standardError, error));
  });

  it('one of one is M/M/1, and one of two is two of them', () => {
    expect(chain(1, 1, 100_000).mean).toBeCloseTo(10, 9);
    const { mean, standardError } = chain(2, 1, 8_000_000);
    expect(Math.abs(mean - 10)).toBeLessThan(3.9 * standardError);
    expect(standardError).toBeLessThan(0.2);
  });
});
