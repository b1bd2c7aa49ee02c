/** @module A37: a second copy is sent when the first is late, and the first answer counts. */
import type { NetworkStep, NetworkTenantStats } from '../network/network-spec.ts';
import {
  hedgedFallback,
  hedgedMean,
  hedgedSlowShare,
  type RareSlowness,
  unhedgedMean,
} from '../theory/hedged-request.ts';
import { binomialReport } from './binomial-report.ts';
import { drainedNetwork } from './drained-network.ts';
import { exactReport } from './exact-report.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';

const LATENCY: RareSlowness = { fast: 0.01, slow: 1, slowShare: 0.01, hedgeAfter: 0.02 };
const TRIALS = 1_000_000;
const REQUESTS = 50_000;
const QUANTILE = 0.999;
/** Requests meet nobody, so how often they come does not matter. */
const RATE_PER_SEC = 10_000;

const COPY: NetworkStep = {
  delay: {
    law: 'mixture',
    meanUs: 1e6 * unhedgedMean(LATENCY),
    table: [1 - LATENCY.slowShare, LATENCY.fast, LATENCY.slowShare, LATENCY.slow],
  },
};

/** @returns what became of so many independent requests, which are hedged or not */
function requests(hedged: boolean, seed: number, count: number): NetworkTenantStats {
  const network = drainedNetwork({
    seed,
    stations: [],
    routes: [
      {
        tenant: 'all',
        arrivals: { id: 'deterministic', params: { ratePerSec: RATE_PER_SEC } },
        steps: [{ call: [COPY], link: hedged ? { hedgeAfterUs: 1e6 * LATENCY.hedgeAfter, cancels: true } : {} }],
        untilUs: (count + 0.5) * (1e6 / RATE_PER_SEC),
      },
    ],
    keepLatencies: true,
  });
  return network.tenant('all');
}

function tails() {
  const [alone, hedged] = [requests(false, 37_100, TRIALS), requests(true, 37_101, TRIALS)];
  const slow = (tenant: NetworkTenantStats): number =>
    tenant.latencies.filter((us) => us >= 1e6 * LATENCY.slow).length + TRIALS - tenant.completed;
  return joinedReport(a37, [
    binomialReport(
      a37,
      {
        'P(T>=1s)_no_hedge': LATENCY.slowShare,
        'P(T>=1s)_hedged': hedgedSlowShare(LATENCY),
        extra_load: LATENCY.slowShare,
      },
      {
        'P(T>=1s)_no_hedge': slow(alone),
        'P(T>=1s)_hedged': slow(hedged),
        extra_load: hedged.attempts - hedged.arrived,
      },
      TRIALS,
    ),
    exactReport(
      a37,
      { 'p99.9_no_hedge': LATENCY.slow, 'p99.9_hedged': hedgedFallback(LATENCY) },
      { 'p99.9_no_hedge': alone.latencyUs(QUANTILE) / 1e6, 'p99.9_hedged': hedged.latencyUs(QUANTILE) / 1e6 },
      1e-9,
    ),
  ]);
}

export const a37: Oracle = {
  id: 'A37',
  title: 'Hedged request after 20 ms',
  source: 'Dean and Barroso, The tail at scale, CACM 56(2), 2013; enumeration of the four outcomes of two copies',
  formula: 'mean (1−p)f + ps; hedged (1−p)f + p·((1−p)(h+f) + p·s), for a slow copy s > h+f',
  run: (options) =>
    joinedReport(a37, [
      replicatedEstimate(
        {
          id: a37.id,
          title: a37.title,
          expected: { mean_no_hedge: unhedgedMean(LATENCY), mean_hedged: hedgedMean(LATENCY) },
          jobs: REQUESTS,
          widest: 0.02,
          firstSeed: 37_000,
          measure: (seed, jobs) => ({
            mean_no_hedge: requests(false, seed, jobs).latencyMeanUs / 1e6,
            mean_hedged: requests(true, seed, jobs).latencyMeanUs / 1e6,
          }),
        },
        options,
      ),
      tails(),
    ]),
};
