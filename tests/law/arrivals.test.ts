/**
 * Every arrival law keeps its promises: times never go back, the mean rate is the one it states, silence is Infinity, and
 * its state survives saving. The entries other than the default differ from it in a stated way.
 */
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { type ParamValues, tableOrDefault, withDefaults } from '../../sim-engine/model/registry.ts';
import type { ArrivalLaw, ArrivalProcess } from '../../sim-engine/policies/arrival/arrival.ts';
import { ARRIVALS } from '../../sim-engine/policies/arrival/index.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { exponentialCdf, hyperexponentialCdf } from '../../sim-engine/theory/distributions.ts';
import { criticalDistance, largestDistance } from '../../sim-engine/theory/kolmogorov-smirnov.ts';

const HORIZON_US = 4_000_000_000;
const RATE = 25;

/** Parameters that suit each law: enough arrivals and enough spells for its rate to show. */
const PARAMS: Readonly<Record<string, ParamValues>> = {
  poisson: { ratePerSec: RATE },
  'on-off': { onRatePerSec: 60, offRatePerSec: 5, onMs: 200, offMs: 400 },
  deterministic: { ratePerSec: RATE },
  hyperexponential: { ratePerSec: RATE, cv: 3 },
  diurnal: { ratePerSec: RATE, swing: 0.8, periodMs: 40_000, peakAtMs: 15_000 },
  'fixed-batch': { ratePerSec: RATE, size: 8 },
  'geometric-batch': { ratePerSec: RATE, meanSize: 5 },
  'common-peaks': { ratePerSec: 20, peakRatePerSec: 50, everyMs: 2000, peakMs: 500 },
  trace: { repeatMs: 1000 },
};

interface Setting {
  readonly seed: number;
  readonly fromUs?: number;
  readonly stream?: string;
  readonly table?: readonly number[];
  readonly bank?: StreamBank;
}

function make(law: ArrivalLaw, params: ParamValues, setting: Setting): ArrivalProcess {
  const { seed, fromUs = 0, stream = 'arrivals', table, bank = new StreamBank(seed) } = setting;
  const context = { table: tableOrDefault(law, table), bank };
  return law.process(withDefaults(law, params), bank.open(stream), fromUs, context);
}

function arrivals(law: ArrivalLaw, params: ParamValues, setting: Setting): number[] {
  const process = make(law, params, setting);
  const times: number[] = [];
  const fromUs = setting.fromUs ?? 0;
  for (let at = process.next(fromUs); at < HORIZON_US; at = process.next(at)) times.push(at);
  return times;
}

const timesOf = (id: string, changes: ParamValues = {}, setting: Partial<Setting> = {}): number[] =>
  arrivals(entryOf(ARRIVALS, id), { ...PARAMS[id], ...changes }, { seed: 5, ...setting });

function countsOf(times: readonly number[], windowUs: number): number[] {
  const counts = new Array<number>(HORIZON_US / windowUs).fill(0);
  for (const at of times) counts[Math.floor(at / windowUs)]!++;
  return counts;
}

/** Variance of counts per window over their mean: 1 for Poisson, more for bursts, less for what is regular. */
function dispersion(times: readonly number[], windowUs = 1_000_000): number {
  const counts = countsOf(times, windowUs);
  const mean = times.length / counts.length;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length / mean;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, at) => sum + (value - mx) * (y[at]! - my), 0);
  return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB));
}

const gapsOf = (times: readonly number[]): number[] => times.slice(1).map((at, index) => at - times[index]!);

/** Sizes of the groups that arrive at the same instant. */
function batchesOf(times: readonly number[]): number[] {
  const sizes: number[] = [];
  times.forEach((at, index) => {
    if (index > 0 && at === times[index - 1]) sizes[sizes.length - 1]!++;
    else sizes.push(1);
  });
  return sizes;
}

describe.each(ARRIVALS)('arrival law $id', (law) => {
  const params = PARAMS[law.id] ?? {};

  it('never goes back in time', () => {
    const times = arrivals(law, params, { seed: 1 });
    expect(times.every((at, index) => at >= (times[index - 1] ?? 0) && Number.isFinite(at))).toBe(true);
  });

  it('arrives at its stated mean rate', () => {
    const rate = law.meanRatePerSec(withDefaults(law, params), tableOrDefault(law, undefined));
    const wanted = rate * (HORIZON_US / 1e6);
    // Bursts widen the interval: five standard deviations of a count whose dispersion is at most 10.
    expect(Math.abs(arrivals(law, params, { seed: 2 }).length - wanted)).toBeLessThan(5 * Math.sqrt(10 * wanted));
  });

  it('begins where it is told to', () => {
    const fromUs = 123_456_789;
    const [first, ...more] = arrivals(law, params, { seed: 3, fromUs });
    expect(first).toBeGreaterThanOrEqual(fromUs);
    expect(first).toBeLessThan(fromUs + 20_000_000);
    expect(more.length).toBeGreaterThan(10_000);
  });

  it.runIf(law.params.some((each) => each.unit === '/s'))('is silent for ever at rate 0', () => {
    const silent = Object.fromEntries(law.params.filter((each) => each.unit === '/s').map((each) => [each.name, 0]));
    expect(make(law, silent, { seed: 3 }).next(0)).toBe(Number.POSITIVE_INFINITY);
    expect(law.meanRatePerSec(withDefaults(law, silent), [])).toBe(0);
  });

  it('goes on from its saved state', () => {
    const bank = new StreamBank(4);
    const process = make(law, params, { seed: 4, bank });
    let at = 0;
    for (let i = 0; i < 503; i++) at = process.next(at);
    const writer = new StateWriter();
    process.state(writer);
    bank.state(writer);
    const otherBank = new StreamBank(4);
    const other = make(law, params, { seed: 4, bank: otherBank });
    const reader = new StateReader(writer.finish());
    other.state(reader);
    otherBank.state(reader);
    expect(reader.exhausted).toBe(true);
    for (let i = 0; i < 200; i++) {
      const wanted = process.next(at);
      expect(other.next(at)).toBe(wanted);
      at = wanted;
    }
  });
});

describe('what sets the laws apart', () => {
  it('poisson counts vary as much as their mean, on-off counts far more', () => {
    const poisson = dispersion(timesOf('poisson'));
    expect(poisson).toBeGreaterThan(0.9);
    expect(poisson).toBeLessThan(1.1);
    expect(dispersion(timesOf('on-off'))).toBeGreaterThan(2);
  });

  it('deterministic ticks at multiples of its period, from its phase', () => {
    const law = entryOf(ARRIVALS, 'deterministic');
    const first = (phase: number) => {
      const process = make(law, { ratePerSec: 8, phase }, { seed: 1, fromUs: 1000 });
      return [process.next(1000), process.next(0), process.next(0)];
    };
    expect(first(1)).toEqual([126_000, 251_000, 376_000]);
    expect(first(0)).toEqual([1000, 126_000, 251_000]);
    expect(first(0.5)).toEqual([63_500, 188_500, 313_500]);
  });

  it('hyperexponential gaps have their distribution, which no exponential has', () => {
    const gaps = gapsOf(timesOf('hyperexponential')).sort((a, b) => a - b);
    const critical = criticalDistance(1e-4, gaps.length);
    const mean = 1e6 / RATE;
    expect(largestDistance(gaps, (x) => hyperexponentialCdf(mean, 3, x))).toBeLessThan(critical);
    expect(largestDistance(gaps, (x) => exponentialCdf(mean, x))).toBeGreaterThan(10 * critical);
  });

  it('diurnal follows a sine to its peak and back, within five standard deviations of each hour', () => {
    const periodUs = 40_000_000;
    const hours = 24;
    const counts = new Array<number>(hours).fill(0);
    for (const at of timesOf('diurnal')) counts[Math.floor(((at % periodUs) / periodUs) * hours)]!++;
    const mean = (RATE * HORIZON_US) / 1e6 / hours;
    counts.forEach((count, hour) => {
      const wanted = mean * (1 + 0.8 * Math.cos(2 * Math.PI * ((hour + 0.5) / hours - 15 / 40)));
      // The flat top of an hour and the polynomial are within 0.5 % of the sine at the middle of the hour.
      expect(Math.abs(count - wanted)).toBeLessThan(5 * Math.sqrt(wanted) + 0.005 * mean);
    });
  });

  it('fixed batches are all of one size, at Poisson instants', () => {
    const times = timesOf('fixed-batch');
    const sizes = batchesOf(times).slice(0, -1);
    expect(new Set(sizes)).toEqual(new Set([8]));
    const gaps = gapsOf([...new Set(times)]).sort((a, b) => a - b);
    expect(largestDistance(gaps, (x) => exponentialCdf((8 * 1e6) / RATE, x))).toBeLessThan(
      criticalDistance(1e-4, gaps.length),
    );
  });

  it('geometric batches have the sizes of a geometric law', () => {
    const sizes = batchesOf(timesOf('geometric-batch')).slice(0, -1);
    for (const size of [1, 2, 3, 8]) {
      const share = 0.2 * 0.8 ** (size - 1);
      const found = sizes.filter((each) => each === size).length / sizes.length;
      expect(Math.abs(found - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / sizes.length));
    }
    expect(batchesOf(timesOf('geometric-batch', { meanSize: 1 })).every((size) => size === 1)).toBe(true);
  });

  it('common peaks come at the same time for everybody with the same schedule, and only for them', () => {
    const params = { everyMs: 30_000, peakMs: 10_000, peakRatePerSec: 200 };
    const counts = (stream: string, changes: ParamValues = {}, fromUs = 0) =>
      countsOf(timesOf('common-peaks', { ...params, ...changes }, { stream, fromUs }), 1_000_000);
    const one = counts('arrivals/A');
    expect(correlation(one, counts('arrivals/B'))).toBeGreaterThan(0.9);
    expect(correlation(one, counts('arrivals/B', { schedule: 1 }))).toBeLessThan(0.3);
    expect(correlation(one, counts('arrivals/B', { peakRatePerSec: 20 }))).toBeLessThan(0.1);
    // Who begins late falls into the same peaks.
    const late = counts('arrivals/C', {}, 2_000_000_000);
    expect(late.slice(0, 2000).every((count) => count === 0)).toBe(true);
    expect(correlation(one.slice(2000), late.slice(2000))).toBeGreaterThan(0.9);
  });

  it('a trace plays its times, once or over and over', () => {
    const law = entryOf(ARRIVALS, 'trace');
    const play = (params: ParamValues, count: number, table = [0, 5, 5, 20]) => {
      const process = make(law, params, { seed: 1, fromUs: 1000, table });
      return Array.from({ length: count }, () => process.next(0));
    };
    expect(play({ repeatMs: 50 }, 6)).toEqual([1000, 6000, 6000, 21_000, 51_000, 56_000]);
    expect(play({ repeatMs: 10 }, 6)).toEqual([1000, 6000, 6000, 21_000, 21_000, 26_000]);
    expect(play({ repeatMs: 0 }, 6).slice(3)).toEqual([21_000, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    // Even a trace without length lets time go on.
    expect(play({ repeatMs: 1e-9 }, 3, [0])).toEqual([1000, 2000, 3000]);
    expect(law.meanRatePerSec({ repeatMs: 0 }, [0, 5])).toBe(0);
    expect(law.meanRatePerSec({ repeatMs: 50 }, [0, 5, 5, 20])).toBe(80);
  });
});
