/**
 * @module Coverage: how often 95 % intervals hold what they say they hold, where theory knows the answer. Seeds are fixed, so
 * the counts are the same every time; figures are printed.
 */
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/index.ts';
import { oneStation } from '../../sim-engine/oracle/one-station.ts';
import { warmedNetwork } from '../../sim-engine/oracle/warmed-network.ts';
import { planBlocks } from '../../sim-engine/statistics/block-plan.ts';
import { estimate } from '../../sim-engine/statistics/estimate.ts';
import { quantileDifferences } from '../../sim-engine/statistics/quantile-difference.ts';
import { resample } from '../../sim-engine/statistics/resampling.ts';
import { mm1MeanResponse, mm1ResponseQuantile } from '../../sim-engine/theory/m-m-1.ts';
import { singleServer } from './single-server.ts';

const EXPERIMENTS = 200;

function coverage(name: string, holds: (experiment: number) => boolean | null): number {
  let held = 0;
  let made = 0;
  for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
    const held1 = holds(experiment);
    if (held1 === null) continue;
    made++;
    if (held1) held++;
  }
  process.stdout.write(`coverage of ${name}: ${held} of ${made}\n`);
  expect(made).toBeGreaterThanOrEqual(0.9 * EXPERIMENTS);
  return held / made;
}

describe('the 95 % interval', () => {
  it('of a mean over 20 replications holds the mean of an M/M/1 queue in at least 93 of 100 experiments', () => {
    const rates = { arrivalRate: 5, serviceRate: 10 };
    const expected = mm1MeanResponse(rates);
    const share = coverage('a replicated mean', (experiment) => {
      const means = Array.from({ length: 20 }, (_, replication) => {
        const seed = 20 * experiment + replication;
        const network = warmedNetwork(oneStation(rates, 1, seed), 500, rates.arrivalRate, ['all']);
        return network.tenant('all').latencyMeanUs / 1e6;
      });
      const { low, high } = estimate(means);
      return low! <= expected && expected <= high!;
    });
    expect(share).toBeGreaterThanOrEqual(0.93);
  });

  it.each([
    ['independent', false],
    ['paired', true],
  ])('of a difference of p99 between two runs holds that of two M/M/1 queues, %s, in at least 90', (name, isPaired) => {
    const [slow, fast] = [
      { arrivalRate: 5, serviceRate: 10 },
      { arrivalRate: 5, serviceRate: 11 },
    ];
    const expected = (mm1ResponseQuantile(fast, 0.99) - mm1ResponseQuantile(slow, 0.99)) * 1e6;
    const plan = planBlocks(2000e6);
    const share = coverage(`a difference of p99, ${name}`, (experiment) => {
      const bank = new StreamBank(experiment);
      const ofA = resample(plan, 200, bank.open('a'));
      const ofB = isPaired ? ofA : resample(plan, 200, bank.open('b'));
      const parts = (rates: typeof slow, seed: number) => [singleServer({ ...rates, seed, seconds: 2000 })];
      const [p99] = quantileDifferences(
        { resampling: ofA, parts: parts(slow, experiment) },
        { resampling: ofB, parts: parts(fast, isPaired ? experiment : experiment + 10_000) },
        [0.99],
      );
      const { low, high } = p99!.difference;
      return low === null ? null : low <= expected && expected <= high!;
    });
    expect(share).toBeGreaterThanOrEqual(0.9);
  });
});
