/**
 * The closed forms behind the workload oracles give the figures that independent programs print: each is compared with a
 * published value of six digits, to half of its last digit, and their limits and relations are checked.
 */
import { describe, expect, it } from 'vitest';
import { dm1MeanResponse, dm1MeanWait, dm1Sigma } from '../../../sim-engine/theory/d-m-1.ts';
import {
  boundedParetoCdf,
  boundedParetoSmallest,
  exponentialCdf,
  exponentialQuantile,
  hyperexponentialCdf,
  lognormalCdf,
  lognormalLogarithm,
  lognormalQuantile,
  zipfTopShare,
} from '../../../sim-engine/theory/distributions.ts';
import {
  type JacksonStation,
  jacksonMeanPresent,
  jacksonMeanResponse,
  jacksonRates,
} from '../../../sim-engine/theory/jackson.ts';
import { kingmanBound } from '../../../sim-engine/theory/kingman.ts';
import { criticalDistance, largestDistance } from '../../../sim-engine/theory/kolmogorov-smirnov.ts';
import { littleMeanPresent } from '../../../sim-engine/theory/little.ts';
import { mg1MeanResponse, mg1MeanWait, mg1Utilisation } from '../../../sim-engine/theory/m-g-1.ts';
import { mm1MeanResponse } from '../../../sim-engine/theory/m-m-1.ts';
import { erlangB, erlangC } from '../../../sim-engine/theory/m-m-c.ts';
import {
  mmckBlocked,
  mmckDistribution,
  mmckMeanPresent,
  mmckMeanResponse,
  mmckMeanWait,
  mmckThroughput,
} from '../../../sim-engine/theory/m-m-c-k.ts';
import { normalCdf, normalQuantile } from '../../../sim-engine/theory/normal.ts';
import { poissonExceeds, poissonProbability, poissonQuantile } from '../../../sim-engine/theory/poisson.ts';
import { halfinWhittWaiting, serversForBlocking, serversForWaiting } from '../../../sim-engine/theory/staffing.ts';

const overload = { arrivalRate: 12, serviceRate: 10, servers: 1, bound: 20 };
const shedding = { arrivalRate: 25, serviceRate: 10, servers: 2, bound: 6 };
const regular = { arrivalRate: 9, meanService: 0.1, meanSquareService: 0.01 };
const exports = { arrivalRate: 20, meanService: 0.0299, meanSquareService: 0.040099 };
const without = { arrivalRate: 19.8, meanService: 0.01, meanSquareService: 0.0001 };
const metronome = { interarrival: 0.125, serviceRate: 10 };
const skewed = { mean: 0.1, cv: 2 };
const loop: readonly JacksonStation[] = [
  { externalRate: 40, serviceRate: 200, servers: 1, routing: [0, 1, 0] },
  { externalRate: 0, serviceRate: 10, servers: 8, routing: [0, 0, 0.4] },
  { externalRate: 0, serviceRate: 8, servers: 4, routing: [0, 1, 0] },
];

/** Half of the last printed digit. */
function halfLastDigit(printed: string): number {
  return 0.5 * 10 ** -(printed.split('.')[1]?.length ?? 0);
}

describe('closed forms of workloads', () => {
  it.each([
    ['M/M/1/20 blocking', mmckBlocked(overload), '0.17037'],
    ['M/M/1/20 throughput', mmckThroughput(overload), '9.95556'],
    ['M/M/1/20 L', mmckMeanPresent(overload), '15.4666'],
    ['M/M/1/20 W', mmckMeanResponse(overload), '1.55357'],
    ['M/M/1/20 Wq', mmckMeanWait(overload), '1.45357'],
    ['M/M/2/6 blocking', mmckBlocked(shedding), '0.261756'],
    ['M/M/2/6 throughput', mmckThroughput(shedding), '18.4561'],
    ['M/M/2/6 L', mmckMeanPresent(shedding), '3.98992'],
    ['M/M/2/6 W', mmckMeanResponse(shedding), '0.216184'],
    ['M/M/2/6 Wq', mmckMeanWait(shedding), '0.116184'],
    ['Erlang B of 8 at 10', erlangB({ arrivalRate: 8, serviceRate: 1, servers: 10 }), '0.121661'],
    ['servers for 1 % blocking of 8', serversForBlocking(8, 0.01), '15'],
    ['M/D/1 rho', mg1Utilisation(regular), '0.9'],
    ['M/D/1 Wq', mg1MeanWait(regular), '0.45'],
    ['M/D/1 W', mg1MeanResponse(regular), '0.55'],
    ['exports Wq', mg1MeanWait(exports), '0.997488'],
    ['exports W', mg1MeanResponse(exports), '1.02739'],
    ['no exports Wq', mg1MeanWait(without), '0.00123441'],
    ['penalty of exports', mg1MeanWait(exports) / mg1MeanWait(without), '808.066'],
    ['Poisson beyond 30', poissonExceeds(20, 30), '0.0134747'],
    ['Poisson at 20', poissonProbability(20, 20), '0.0888353'],
    ['Poisson p99', poissonQuantile(20, 0.99), '31'],
    ['Jackson rate of the app', jacksonRates(loop)[1]!, '66.6667'],
    ['Jackson rate of the database', jacksonRates(loop)[2]!, '26.6667'],
    ['Jackson L of the balancer', jacksonMeanPresent(loop)[0]!, '0.25'],
    ['Jackson L of the app', jacksonMeanPresent(loop)[1]!, '9.3301'],
    ['Jackson L of the database', jacksonMeanPresent(loop)[2]!, '6.62194'],
    ['Jackson W', jacksonMeanResponse(loop), '0.405051'],
    ['Erlang C of 100 at 110', erlangC({ arrivalRate: 100, serviceRate: 1, servers: 110 }), '0.237008'],
    ['Halfin-Whitt at beta 1', halfinWhittWaiting(1), '0.223361'],
    ['servers for 20 % waiting of 100', serversForWaiting(100, 0.2), '111'],
    ['servers for 1 % waiting of 100', serversForWaiting(100, 0.01), '125'],
    ['servers for 20 % waiting of ten times 10', 10 * serversForWaiting(10, 0.2), '140'],
    ['D/M/1 sigma', dm1Sigma(metronome), '0.62863'],
    ['D/M/1 Wq', dm1MeanWait(metronome), '0.169273'],
    ['D/M/1 W', dm1MeanResponse(metronome), '0.269273'],
    ['Kingman', kingmanBound(8, 0, 0.1, 0.01), '0.2'],
    ['Zipf first', zipfTopShare(1000, 1, 1), '0.133592'],
    ['Zipf first ten', zipfTopShare(1000, 1, 10), '0.391287'],
    ['Zipf first hundred', zipfTopShare(1000, 1, 100), '0.692993'],
    ['exponential p50', exponentialQuantile(1, 0.5), '0.693147'],
    ['exponential p99', exponentialQuantile(1, 0.99), '4.60517'],
    ['lognormal sigma', lognormalLogarithm(skewed).sigma, '1.26864'],
    ['lognormal mu', lognormalLogarithm(skewed).mu, '-3.1073'],
    ['lognormal median', lognormalQuantile(skewed, 0.5), '0.0447214'],
    ['lognormal p99', lognormalQuantile(skewed, 0.99), '0.855547'],
    ['normal p97.5', normalQuantile(0.975), '1.95996'],
    ['normal below 1', normalCdf(1), '0.841345'],
  ])('%s', (_name, value, printed) => {
    expect(Math.abs(value - Number(printed))).toBeLessThanOrEqual(halfLastDigit(printed) + 1e-12);
  });

  it('agree where one is a case of the other', () => {
    const rates = { arrivalRate: 8, serviceRate: 10 };
    const shares = mmckDistribution(overload);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(mmckBlocked({ ...rates, servers: 3, bound: 3 })).toBeCloseTo(erlangB({ ...rates, servers: 3 }), 12);
    expect(mmckMeanResponse({ ...rates, servers: 1, bound: 400 })).toBeCloseTo(mm1MeanResponse(rates), 9);
    const exponential = { arrivalRate: 8, meanService: 0.1, meanSquareService: 0.02 };
    expect(mg1MeanResponse(exponential)).toBeCloseTo(mm1MeanResponse(rates), 12);
    expect(kingmanBound(8, 1 / 64, 0.1, 0.01)).toBeGreaterThan(mg1MeanWait(exponential));
    expect(littleMeanPresent(40, jacksonMeanResponse(loop))).toBeCloseTo(
      jacksonMeanPresent(loop).reduce((sum, present) => sum + present, 0),
      9,
    );
    expect(hyperexponentialCdf(3, 1, 2)).toBeCloseTo(exponentialCdf(3, 2), 12);
  });

  it('are infinite or certain where the queue is not stable', () => {
    expect(mg1MeanWait({ ...regular, arrivalRate: 10 })).toBe(Number.POSITIVE_INFINITY);
    expect(dm1MeanWait({ interarrival: 0.1, serviceRate: 10 })).toBe(Number.POSITIVE_INFINITY);
    expect(kingmanBound(10, 0, 0.1, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('are distribution functions from 0 to 1, and quantiles invert them', () => {
    const pareto = { mean: 3, alpha: 1.5, ratio: 100 };
    const smallest = boundedParetoSmallest(pareto);
    expect(boundedParetoCdf(pareto, smallest)).toBe(0);
    expect(boundedParetoCdf(pareto, 101 * smallest)).toBe(1);
    for (const share of [0.01, 0.5, 0.99]) {
      expect(normalCdf(normalQuantile(share))).toBeCloseTo(share, 12);
      expect(lognormalCdf(skewed, lognormalQuantile(skewed, share))).toBeCloseTo(share, 12);
      expect(exponentialCdf(2, exponentialQuantile(2, share))).toBeCloseTo(share, 12);
    }
    // The mean is the integral of what lies above, here in small steps; it is 3 for every exponent, 1 included.
    for (const alpha of [0.5, 1, 1.5, 3]) {
      const law = { ...pareto, alpha };
      const from = boundedParetoSmallest(law);
      const step = (99 * from) / 400_000;
      let mean = from;
      for (let i = 0; i < 400_000; i++) mean += step * (1 - boundedParetoCdf(law, from + (i + 0.5) * step));
      expect(mean).toBeCloseTo(3, 4);
    }
  });
});

describe('the Kolmogorov-Smirnov test', () => {
  it('measures the largest distance, and knows the published critical value', () => {
    expect(largestDistance([0.25, 0.75], (x) => x)).toBeCloseTo(0.25, 12);
    expect(largestDistance([0.9, 0.95], (x) => x)).toBeCloseTo(0.9, 12);
    // The tabled value for large samples: 1.628 / sqrt(n) at 1 %.
    expect(criticalDistance(0.01, 1)).toBeCloseTo(1.628, 3);
  });
});
