/** @module A17: a network with a loop: balancer, app, database after four requests of ten, and back to the app. */
import type { NetworkSpec } from '../network/network-spec.ts';
import {
  type JacksonStation,
  jacksonMeanPresent,
  jacksonMeanResponse,
  jacksonQueues,
  jacksonRates,
} from '../theory/jackson.ts';
import { mmcUtilisation } from '../theory/m-m-c.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { throughputPerSec } from './station-rates.ts';
import { warmedNetwork } from './warmed-network.ts';

const ARRIVALS = 40;
const MISSES = 0.4;
const STATIONS: readonly JacksonStation[] = [
  { externalRate: ARRIVALS, serviceRate: 200, servers: 1, routing: [0, 1, 0] },
  { externalRate: 0, serviceRate: 10, servers: 8, routing: [0, 0, MISSES] },
  { externalRate: 0, serviceRate: 8, servers: 4, routing: [0, 1, 0] },
];
const NAMES = ['lb', 'app', 'db'] as const;

const work = (station: JacksonStation) => ({ law: 'exponential', meanUs: 1e6 / station.serviceRate });

const network = (seed: number): NetworkSpec => ({
  seed,
  stations: STATIONS.map(({ servers }, at) => ({ id: NAMES[at]!, servers })),
  routes: [
    {
      tenant: 'all',
      arrivals: { id: 'poisson', params: { ratePerSec: ARRIVALS } },
      steps: [
        { visit: 'lb', demand: work(STATIONS[0]!) },
        { visit: 'app', demand: work(STATIONS[1]!) },
        { branch: 1 - MISSES, to: 'end' },
        { visit: 'db', demand: work(STATIONS[2]!) },
        { branch: 1, to: 1 },
      ],
    },
  ],
  traceInputs: false,
});

export const a17: Oracle = {
  id: 'A17',
  title: 'Open Jackson network with a loop',
  source: 'Jackson, Networks of waiting lines, Operations Research 5(4), 1957',
  formula: 'λⱼ = γⱼ + Σ λᵢ·pᵢⱼ; each station is M/M/c at λⱼ; W = ΣLⱼ/γ',
  run: (options) => {
    const [, lamApp, lamDb] = jacksonRates(STATIONS);
    const [, app, db] = jacksonQueues(STATIONS);
    const [presentLb, presentApp, presentDb] = jacksonMeanPresent(STATIONS);
    return replicatedEstimate(
      {
        id: 'A17',
        title: a17.title,
        expected: {
          lam_app: lamApp!,
          lam_db: lamDb!,
          rho_app: mmcUtilisation(app!),
          rho_db: mmcUtilisation(db!),
          L_lb: presentLb!,
          L_app: presentApp!,
          L_db: presentDb!,
          W_total: jacksonMeanResponse(STATIONS),
          visits_app: lamApp! / ARRIVALS,
          visits_db: lamDb! / ARRIVALS,
        },
        jobs: 75_000,
        longJobs: 300_000,
        widest: 0.05,
        firstSeed: 17_000,
        measure: (seed, jobs) => {
          const warmed = warmedNetwork(network(seed), jobs, ARRIVALS, ['all']);
          const [lb, app, db] = NAMES.map((name) => warmed.station(name));
          return {
            lam_app: throughputPerSec(app!),
            lam_db: throughputPerSec(db!),
            rho_app: app!.utilisation,
            rho_db: db!.utilisation,
            L_lb: lb!.presentMean,
            L_app: app!.presentMean,
            L_db: db!.presentMean,
            W_total: warmed.tenant('all').latencyMeanUs / 1e6,
            visits_app: app!.served / lb!.served,
            visits_db: db!.served / lb!.served,
          };
        },
      },
      options,
    );
  },
};
