/** @module A53: the generators of keys and demands give the distributions they are named after. */
import { StreamBank } from '../kernel/random-stream.ts';
import { boundedPareto } from '../policies/law/bounded-pareto.ts';
import { exponential } from '../policies/law/exponential.ts';
import type { Sampler } from '../policies/law/law.ts';
import { lognormal } from '../policies/law/lognormal.ts';
import { zipf } from '../policies/popularity/zipf.ts';
import {
  boundedParetoCdf,
  exponentialCdf,
  exponentialQuantile,
  lognormalCdf,
  lognormalLogarithm,
  lognormalQuantile,
  zipfTopShare,
} from '../theory/distributions.ts';
import { criticalDistance, largestDistance } from '../theory/kolmogorov-smirnov.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle, OracleReport } from './oracle.ts';
import { withExact } from './with-exact.ts';

const SEED = 53_000;
const TRIALS = 1_000_000;
/** Normal quantile of a two-sided 99.9 % interval, and the correction for counting in whole trials. */
const Z = 3.29;
const CONTINUITY = 0.5;
const SMIRNOV_DRAWS = 100_000;
const SMIRNOV_P = 1e-4;

const KEYS = 1000;
const ALPHA = 1;
const TOPS: readonly (readonly [name: string, top: number])[] = [
  ['zipf P(1)', 1],
  ['zipf top10', 10],
  ['zipf top100', 100],
];
const LOGNORMAL = { mean: 0.1, cv: 2 };
const PARETO = { mean: 1, alpha: 1.5, ratio: 1000 };

/** Figures with their intervals; a figure passes when theory lies within. */
interface Figure {
  readonly name: string;
  readonly expected: number;
  readonly measured: number;
  readonly interval: readonly [low: number, high: number];
  readonly draws: number;
}

export const a53: Oracle = {
  id: 'A53',
  title: 'Workload generators: Zipf, exponential, lognormal, bounded Pareto',
  source: 'Law, Simulation Modeling and Analysis, 2015, sections 6.2 and 6.6; Zipf 1949',
  formula: 'Zipf pₖ ∝ k^(−α); F(x) of lognormal and bounded Pareto; largest distance √(ln(2/p)/2n)',
  run: () => {
    const bank = new StreamBank(SEED);
    const draws = {
      exp: drawn(exponential.sampler(1, {}, bank.open('exponential'), [])),
      lognormal: drawn(lognormal.sampler(LOGNORMAL.mean, { cv: LOGNORMAL.cv }, bank.open('lognormal'), [])),
    };
    const { alpha, ratio } = PARETO;
    const pareto = drawn(boundedPareto.sampler(PARETO.mean, { alpha, ratio }, bank.open('pareto'), []), SMIRNOV_DRAWS);
    const figures: Figure[] = [
      ...zipfFigures(bank),
      ...[0.5, 0.99].map((share, at) =>
        quantile(`exp p50,p99[${at}]`, draws.exp, share, exponentialQuantile(1, share)),
      ),
      quantile('lognormal median', draws.lognormal, 0.5, lognormalQuantile(LOGNORMAL, 0.5)),
      quantile('lognormal p99', draws.lognormal, 0.99, lognormalQuantile(LOGNORMAL, 0.99)),
      distance('exp', draws.exp.slice(0, SMIRNOV_DRAWS), (x) => exponentialCdf(1, x)),
      distance('lognormal', draws.lognormal.slice(0, SMIRNOV_DRAWS), (x) => lognormalCdf(LOGNORMAL, x)),
      distance('bounded Pareto', pareto, (x) => boundedParetoCdf(PARETO, x)),
    ];
    const { mu, sigma } = lognormalLogarithm(LOGNORMAL);
    const shape = { 'lognormal sigma': sigma, 'lognormal mu': mu };
    const published = { 'lognormal sigma': 1.26864, 'lognormal mu': -3.1073 };
    return withExact(reportOf(figures), exactReport(a53, published, shape, 1e-5));
  },
};

function drawn(sampler: Sampler, count = TRIALS): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = sampler.sample();
  return values;
}

function zipfFigures(bank: StreamBank): Figure[] {
  const popularity = zipf.popularity(KEYS, { alpha: ALPHA });
  const stream = bank.open('zipf');
  const counts = new Float64Array(KEYS);
  for (let i = 0; i < TRIALS; i++) counts[popularity.draw(stream, i)]!++;
  return TOPS.map(([name, top]) => {
    const expected = zipfTopShare(KEYS, ALPHA, top);
    const measured = counts.subarray(0, top).reduce((sum, count) => sum + count, 0) / TRIALS;
    const reach = reachOf(expected) / TRIALS;
    return { name, expected, measured, interval: [measured - reach, measured + reach], draws: TRIALS };
  });
}

/** How far a count out of all trials may lie from its mean. */
function reachOf(probability: number): number {
  return Z * Math.sqrt(TRIALS * probability * (1 - probability)) + CONTINUITY;
}

/** The interval between two order statistics holds the true quantile exactly when the count below it is in its reach. */
function quantile(name: string, values: Float64Array, share: number, expected: number): Figure {
  const sorted = values.slice().sort();
  const reach = reachOf(share);
  const at = (rank: number): number => sorted[Math.min(sorted.length, Math.max(1, rank)) - 1]!;
  const middle = share * TRIALS;
  return {
    name,
    expected,
    measured: at(Math.ceil(middle)),
    interval: [at(Math.ceil(middle - reach)), at(Math.floor(middle + reach) + 1)],
    draws: TRIALS,
  };
}

function distance(law: string, values: Float64Array, cdf: (x: number) => number): Figure {
  const measured = largestDistance(values.sort(), cdf);
  const critical = criticalDistance(SMIRNOV_P, values.length);
  const interval = [measured - critical, measured + critical] as const;
  return { name: `${law} KS distance`, expected: 0, measured, interval, draws: values.length };
}

function reportOf(figures: readonly Figure[]): OracleReport {
  const map = <T>(read: (figure: Figure) => T): Record<string, T> =>
    Object.fromEntries(figures.map((figure) => [figure.name, read(figure)]));
  const held = ({ expected, interval: [low, high] }: Figure): boolean => expected >= low && expected <= high;
  const missed = figures.filter((figure) => !held(figure));
  const { id, title } = a53;
  return {
    id,
    title,
    expected: map((figure) => figure.expected),
    measured: map((figure) => figure.measured),
    interval: map((figure) => figure.interval),
    basis: map((figure) => ({ kind: 'sampled', n: figure.draws, held: held(figure) })),
    verdict: missed.length === 0 ? 'pass' : 'fail',
    notes: [
      `${TRIALS} draws`,
      ...missed.map(({ name, expected, measured }) => `${name}: expected ${expected}, measured ${measured}`),
    ],
  };
}
