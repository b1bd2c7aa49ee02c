/** @module A41: a connection pool that is large enough for quick queries, and far too small when one in ten holds for a second. */
import type { NetworkDemand, NetworkSpec, NetworkStep } from '../network/network-spec.ts';
import { erlangC, type MMC, mmcMeanWait } from '../theory/m-m-c.ts';
import {
  lineGrowth,
  type MixedHolds,
  meanHold,
  offeredErlangs,
  poolThroughput,
  stablePoolSize,
} from '../theory/mixed-holds.ts';
import { builtNetwork } from './built-network.ts';
import { exactReport } from './exact-report.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle, OracleOptions, OracleReport } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { completedPerSec } from './station-rates.ts';
import { warmedNetwork } from './warmed-network.ts';

const RATE = 300;
const CONNECTIONS = 20;
const QUICK = 0.05;
const SLOW = 1;
const SLOW_SHARE = 0.1;
const FAST: MixedHolds = { arrivalRate: RATE, connections: CONNECTIONS, holds: [{ share: 1, mean: QUICK }] };
const MIXED: MixedHolds = {
  ...FAST,
  holds: [
    { share: 1 - SLOW_SHARE, mean: QUICK },
    { share: SLOW_SHARE, mean: SLOW },
  ],
};
const QUEUE: MMC = { arrivalRate: RATE, serviceRate: 1 / QUICK, servers: CONNECTIONS };
/** More than the quick queries can be served. */
const FLOOD = 600;
/** So many connections that nobody waits: those in use are then the offered load. */
const AMPLE = 200;
const WARM_UP_SEC = 50;

const quick: NetworkDemand = { law: 'exponential', meanUs: 1e6 * QUICK };
const QUICK_ONLY: readonly NetworkStep[] = [{ hold: 'pool' }, { delay: quick }, { release: true }];
const EITHER: readonly NetworkStep[] = [
  { branch: SLOW_SHARE, to: 3 },
  { delay: quick },
  { branch: 1, to: 'end' },
  { delay: { law: 'deterministic', meanUs: 1e6 * SLOW } },
];
const WITH_SLOW: readonly NetworkStep[] = [{ hold: 'pool' }, { call: EITHER, link: {} }, { release: true }];

function pool(steps: readonly NetworkStep[], seed: number, ratePerSec = RATE, connections = CONNECTIONS): NetworkSpec {
  return {
    seed,
    stations: [{ id: 'pool', servers: connections }],
    routes: [{ tenant: 'all', arrivals: { id: 'poisson', params: { ratePerSec } }, steps }],
  };
}

function quickQueries(options: OracleOptions): OracleReport {
  return replicatedEstimate(
    {
      id: a41.id,
      title: a41.title,
      expected: { max_tps_fast: poolThroughput(FAST), pwait: erlangC(QUEUE), Wq: mmcMeanWait(QUEUE) },
      jobs: 420_000,
      widest: 0.05,
      firstSeed: 41_000,
      measure: (seed, jobs) => {
        const { delayedShare, waitMeanUs } = warmedNetwork(pool(QUICK_ONLY, seed), jobs, RATE, ['all']).station('pool');
        // Saturated, a tenth of the jobs tells as much.
        const flooded = warmedNetwork(pool(QUICK_ONLY, seed, FLOOD), jobs / 10, RATE, ['all']);
        return {
          max_tps_fast: completedPerSec(flooded.tenant('all'), flooded.station('pool')),
          pwait: delayedShare,
          Wq: waitMeanUs / 1e6,
        };
      },
    },
    options,
  );
}

/** @returns what the pool completes and how its line grows, per second, in each part of a run in which one query in ten is slow */
function overloaded(seed: number, jobs: number, parts: number): { completed: number; growth: number }[] {
  const network = builtNetwork(pool(WITH_SLOW, seed));
  const partSec = Math.ceil(jobs / poolThroughput(MIXED) / parts);
  network.advanceTo(1e6 * WARM_UP_SEC);
  return Array.from({ length: parts }, (_, part) => {
    const before = network.tenant('all');
    network.advanceTo(1e6 * (WARM_UP_SEC + (part + 1) * partSec));
    const after = network.tenant('all');
    return {
      completed: (after.completed - before.completed) / partSec,
      growth: (after.inFlight - before.inFlight) / partSec,
    };
  });
}

function slowQueries(options: OracleOptions): OracleReport {
  return replicatedEstimate(
    {
      id: a41.id,
      title: a41.title,
      expected: { max_tps_mixed: poolThroughput(MIXED), line_slope: lineGrowth(MIXED) },
      jobs: 40_000,
      longJobs: 160_000,
      widest: 0.01,
      firstSeed: 41_100,
      measure: (seed, jobs) => {
        const [whole] = overloaded(seed, jobs, 1);
        return { max_tps_mixed: whole!.completed, line_slope: whole!.growth };
      },
    },
    options,
  );
}

/** The line grows as fast late as early. */
function straightLine(options: OracleOptions): OracleReport {
  return replicatedEstimate(
    {
      id: a41.id,
      title: a41.title,
      expected: { slope_first_half: lineGrowth(MIXED), slope_second_half: lineGrowth(MIXED) },
      jobs: 10_000,
      longJobs: 40_000,
      widest: 0.05,
      firstSeed: 41_300,
      measure: (seed, jobs) => {
        const [early, late] = overloaded(seed, jobs, 2);
        return { slope_first_half: early!.growth, slope_second_half: late!.growth };
      },
    },
    options,
  );
}

/** The load that the slow queries bring, measured where there are connections enough. */
function offered(options: OracleOptions): OracleReport {
  return replicatedEstimate(
    {
      id: a41.id,
      title: a41.title,
      expected: { mean_hold_mixed: meanHold(MIXED), offered_erlangs_mixed: offeredErlangs(MIXED) },
      jobs: 30_000,
      longJobs: 120_000,
      widest: 0.01,
      firstSeed: 41_200,
      measure: (seed, jobs) => {
        const network = warmedNetwork(pool(WITH_SLOW, seed, RATE, AMPLE), jobs, RATE, ['all']);
        const station = network.station('pool');
        const inUse = station.utilisation * AMPLE;
        return {
          mean_hold_mixed: inUse / completedPerSec(network.tenant('all'), station),
          offered_erlangs_mixed: inUse,
        };
      },
    },
    options,
  );
}

/** The connections that what was measured calls for. */
function sized({ measured }: OracleReport): OracleReport {
  return exactReport(
    a41,
    { pool_needed_for_stability: stablePoolSize(MIXED) },
    { pool_needed_for_stability: Math.floor(measured.offered_erlangs_mixed!) + 1 },
    0,
  );
}

export const a41: Oracle = {
  id: 'A41',
  title: 'Connection pool exhausted by slow queries',
  source:
    'Cooper, Introduction to Queueing Theory, 1981, sections 1.4 and 3.6: Erlang C, stable while the load is below c',
  formula: 'largest rate c/E[hold]; Wq = C(c,a)/(cμ−λ); beyond it the line grows by λ−c/E[hold] each second',
  run: (options) => {
    const load = offered(options);
    return joinedReport(a41, [quickQueries(options), slowQueries(options), straightLine(options), load, sized(load)]);
  },
};
