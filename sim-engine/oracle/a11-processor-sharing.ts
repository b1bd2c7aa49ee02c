/** @module A11: processor sharing does not care about the law of the work, only about its mean. */
import type { NetworkDemand, NetworkRoute } from '../network/network-spec.ts';
import { type MG1PS, psMeanPresent, psMeanResponse, psPresent, psSlowdown } from '../theory/processor-sharing.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle, OracleOptions, OracleReport } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';

const QUEUE: MG1PS = { arrivalRate: 6, meanService: 0.1 };
const COUNTS = [0, 1, 2, 3];

/** Requests of one size class: a law is a mixture of such classes, whose Poisson streams add up to one. */
interface SizeClass {
  readonly id: string;
  readonly law: string;
  readonly share: number;
  readonly mean: number;
}

/** With the jobs that the short form takes: the rare long requests need the most. */
const LAWS: readonly { readonly id: string; readonly jobs: number; readonly classes: readonly SizeClass[] }[] = [
  { id: 'exponential', jobs: 30_000, classes: [{ id: 'all', law: 'exponential', share: 1, mean: 0.1 }] },
  { id: 'deterministic', jobs: 30_000, classes: [{ id: 'all', law: 'deterministic', share: 1, mean: 0.1 }] },
  {
    id: 'hyperexponential',
    jobs: 100_000,
    classes: [
      { id: 'long', law: 'exponential', share: 0.1, mean: 0.55 },
      { id: 'short', law: 'exponential', share: 0.9, mean: 0.05 },
    ],
  },
];

function route({ id, law, share, mean }: SizeClass): NetworkRoute {
  const demand: NetworkDemand = { law, meanUs: mean * 1e6 };
  return {
    tenant: id,
    arrivals: { id: 'poisson', params: { ratePerSec: QUEUE.arrivalRate * share } },
    steps: [{ visit: 'server', demand }],
  };
}

function withLaw(law: (typeof LAWS)[number], firstSeed: number, options?: OracleOptions): OracleReport {
  const name = (figure: string): string => `${law.id}: ${figure}`;
  const expected: Record<string, number> = {
    [name('E[T]')]: psMeanResponse(QUEUE),
    [name('E[N]')]: psMeanPresent(QUEUE),
  };
  for (const count of COUNTS) expected[name(`P(N=${count})`)] = psPresent(QUEUE, count);
  for (const each of law.classes) expected[name(`slowdown of ${each.id}`)] = psSlowdown(QUEUE);
  return replicatedEstimate(
    {
      id: 'A11',
      title: a11.title,
      expected,
      jobs: law.jobs,
      longJobs: 100_000,
      widest: 0.03,
      firstSeed,
      measure: (seed, jobs) => {
        const network = warmedNetwork(
          {
            seed,
            stations: [{ id: 'server', servers: 1, discipline: { id: 'ps', params: {} } }],
            routes: law.classes.map(route),
            trackDistribution: true,
          },
          jobs,
          QUEUE.arrivalRate,
          law.classes.map((each) => each.id),
        );
        const station = network.station('server');
        const measured: Record<string, number> = { [name('E[N]')]: station.presentMean };
        for (const count of COUNTS) measured[name(`P(N=${count})`)] = station.distribution[count] ?? 0;
        let latency = 0;
        for (const { id, share, mean } of law.classes) {
          const seconds = network.tenant(id).latencyMeanUs / 1e6;
          latency += share * seconds;
          measured[name(`slowdown of ${id}`)] = seconds / mean;
        }
        return { ...measured, [name('E[T]')]: latency };
      },
    },
    options,
  );
}

export const a11: Oracle = {
  id: 'A11',
  title: 'Processor sharing is insensitive to the service law',
  source: 'Kleinrock, Queueing Systems II, 1976, section 4.4',
  formula: 'W = E[S]/(1−ρ); W(x) = x/(1−ρ); P(N=n) = (1−ρ)ρⁿ',
  run: (options) =>
    joinedReport(
      a11,
      LAWS.map((law, at) => withLaw(law, 11_000 + 100 * at, options)),
    ),
};
