/**
 * @module Blocks, draws and weighed quantiles: time is cut without gaps, no draw mixes stretches, every cell is drawn equally often,
 * and a weighed quantile is that of the values written out as often as they count.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/index.ts';
import { CELLS_PER_BLOCK, planBlocks } from '../../sim-engine/statistics/block-plan.ts';
import { carryingBlocks, intervalOfDraws } from '../../sim-engine/statistics/interval-of-draws.ts';
import { quantileDifferences } from '../../sim-engine/statistics/quantile-difference.ts';
import { resample, weighedRatios } from '../../sim-engine/statistics/resampling.ts';
import { timedSample, weighedQuantiles } from '../../sim-engine/statistics/timed-sample.ts';
import { cases } from '../support/property-seed.ts';

const stream = (name: string) => new StreamBank(5).open(name);

describe('a block plan', () => {
  it('has thirty blocks of a run without cuts', () => {
    const plan = planBlocks(60e6);
    expect(plan.blockUs).toBe(2e6);
    expect(plan.edgesUs).toHaveLength(30 * CELLS_PER_BLOCK + 1);
    expect([plan.stretches.length, plan.freedom]).toEqual([2, 29]);
  });

  it('cuts where the load changes, in order of importance, and never closer than three blocks', () => {
    const plan = planBlocks(120e6, [84e6, 30e6, 40e6, 44e6, 119e6, 0, 120e6, 500e6]);
    expect(plan.stretches.map((first) => plan.edgesUs[first])).toEqual([0, 30e6, 44e6, 84e6, 120e6]);
  });

  it('divides time without gap or overlap, whatever the cuts', () => {
    const cuts = fc.array(fc.integer({ min: -10, max: 2_000_000 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 1_500_000 }), cuts, (durationUs, cutsUs) => {
        const { edgesUs, stretches, freedom } = planBlocks(durationUs, cutsUs);
        expect([edgesUs[0], edgesUs[edgesUs.length - 1]]).toEqual([0, durationUs]);
        expect(edgesUs.every((edge, at) => at === 0 || edge > edgesUs[at - 1]!)).toBe(true);
        expect(stretches[stretches.length - 1]).toBe(edgesUs.length - 1);
        expect(freedom).toBeGreaterThan(15);
      }),
      cases(300),
    );
  });
});

describe('draws', () => {
  it('fill every stretch from its own blocks, and draw every cell equally often', () => {
    const plan = planBlocks(120e6, [30e6, 84e6]);
    const draws = 4000;
    const { rows } = resample(plan, draws, stream('draws'));
    const [first, ...drawn] = rows;
    expect(new Set(first)).toEqual(new Set([1]));
    const totals = new Float64Array(plan.edgesUs.length - 1);
    for (const times of drawn) {
      for (let at = 1; at < plan.stretches.length; at++) {
        const [from, to] = [plan.stretches[at - 1]!, plan.stretches[at]!];
        expect(times.subarray(from, to).reduce((sum, count) => sum + count, 0)).toBe(to - from);
      }
      times.forEach((count, cell) => {
        totals[cell]! += count;
      });
    }
    // A cell's count has a variance of about one per draw.
    for (const total of totals) expect(Math.abs(total / draws - 1)).toBeLessThan(5 / Math.sqrt(draws));
  });

  it('come in blocks: neighbours are drawn together', () => {
    const { rows } = resample(planBlocks(120e6), 500, stream('neighbours'));
    let product = 0;
    let square = 0;
    for (const times of rows.slice(1)) {
      for (let cell = 0; cell + 1 < times.length; cell++) {
        product += (times[cell]! - 1) * (times[cell + 1]! - 1);
        square += (times[cell]! - 1) ** 2;
      }
    }
    // Nine of ten blocks that hold a cell hold the next one too.
    expect(product / square).toBeGreaterThan(0.8);
    expect(product / square).toBeLessThan(0.95);
  });
});

describe('a weighed quantile', () => {
  const plan = planBlocks(3000);
  const value = fc.record({ atUs: fc.integer({ min: 0, max: 2999 }), value: fc.integer({ min: -2, max: 60 }) });

  it('is the nearest-rank quantile of the values written out', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 80 }), fc.nat({ max: 1000 }), (unsorted, seed) => {
        const entries = [...unsorted].sort((a, b) => a.atUs - b.atUs);
        const part = { timesUs: entries.map(({ atUs }) => atUs), values: entries.map((each) => each.value) };
        const sample = timedSample(plan, [part, part]);
        const times = resample(plan, 1, new StreamBank(seed).open('weights')).rows[1]!;
        const shares = [0.999, 0.9, 0.5, 0.01];
        const found = new Float64Array(shares.length);
        weighedQuantiles(sample, times, shares, found);
        const cellUs = 3000 / (30 * CELLS_PER_BLOCK);
        const written = entries
          .filter((each) => each.value >= 0)
          .flatMap((each) => Array.from({ length: 2 * times[Math.floor(each.atUs / cellUs)]! }, () => each.value))
          .sort((a, b) => a - b);
        shares.forEach((share, at) => {
          const rank = Math.max(1, Math.ceil(share * written.length - 1e-9));
          expect(found[at]).toBe(written[rank - 1] ?? 0);
        });
      }),
      cases(300),
    );
  });
});

describe('an interval of draws', () => {
  const plan = planBlocks(60e6);
  const rows = Float64Array.from([10, 9, 11, 9, 11]);

  it('widens with the few blocks that carry the figure, and is none with less than two', () => {
    const width = (carried: number): number => {
      const { low, high } = intervalOfDraws(rows, [plan], carried);
      return low === null ? Number.POSITIVE_INFINITY : high! - low;
    };
    expect(width(3)).toBeGreaterThan(width(10));
    expect(width(10)).toBeGreaterThan(width(30));
    expect(width(1.9)).toBe(Number.POSITIVE_INFINITY);
    // t for 9 degrees, the deviation of the draws, and sqrt(10 / 9) and sqrt(30 / 29) for blocks centred on themselves.
    expect(width(10) / 2).toBeCloseTo(2.262157 * Math.sqrt(4 / 3) * Math.sqrt(10 / 9) * Math.sqrt(30 / 29), 5);
  });

  it('counts blocks by how evenly they carry', () => {
    const cells = new Float64Array(30 * CELLS_PER_BLOCK);
    expect(carryingBlocks(cells)).toBe(0);
    expect(carryingBlocks(cells.fill(1))).toBeCloseTo(30, 9);
    cells.fill(0);
    cells[4] = 7;
    cells[9] = 7;
    expect(carryingBlocks(cells)).toBe(1);
    cells[10] = 14;
    expect(carryingBlocks(cells)).toBe(2);
  });
});

describe('differences of two runs', () => {
  const plan = planBlocks(3000);
  const timesUs = Array.from({ length: 3000 }, (_, at) => at);
  const run = (values: readonly number[], name: string) => ({
    resampling: resample(plan, 200, stream(name)),
    parts: [{ timesUs, values }],
  });

  it('are exact, without spread, when one run is the other and a constant, drawn together', () => {
    const values = timesUs.map((at) => (at * 7919) % 1000);
    const a = run(values, 'shared');
    const b = { ...a, parts: [{ timesUs, values: values.map((each) => each + 40) }] };
    for (const { difference } of quantileDifferences(a, b, [0.5, 0.99])) {
      expect(difference).toEqual({ figure: 40, low: 40, high: 40 });
    }
    const apart = quantileDifferences(a, { ...b, resampling: run(values, 'own').resampling }, [0.5])[0]!.difference;
    expect(apart.high! - apart.low!).toBeGreaterThan(0);
  });

  it('are none when a run has no value', () => {
    expect(
      quantileDifferences(
        run([1], 'a'),
        run(
          timesUs.map(() => -1),
          'b',
        ),
        [0.5],
      ),
    ).toEqual([]);
  });

  it('of ratios weigh numerator and denominator alike', () => {
    const cells = plan.edgesUs.length - 1;
    const counts = Float64Array.from({ length: cells }, (_, cell) => cell % 5);
    const ratios = weighedRatios(
      resample(plan, 50, stream('ratio')),
      counts.map((count) => 3 * count),
      counts,
    );
    for (const ratio of ratios) expect(ratio).toBeCloseTo(3, 12);
  });
});
