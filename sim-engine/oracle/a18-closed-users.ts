/** @module A18: users who think, ask the app and the database, and think again: exact mean value analysis. */
import type { NetworkSpec } from '../network/network-spec.ts';
import {
  type ClosedNetwork,
  meanValueAnalysis,
  saturationPoint,
  throughputBound,
} from '../theory/mean-value-analysis.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { throughputPerSec } from './station-rates.ts';
import { warmedNetwork } from './warmed-network.ts';

const THINK = 1;
const APP = 0.05;
const DB = 0.08;
const MODEL: ClosedNetwork = { think: THINK, demands: [APP, DB] };
const USERS: readonly number[] = [1, 5, 10, 20, 30];
const MANY = 120;

function closedUsers(users: number, seed: number): NetworkSpec {
  const work = (seconds: number) => ({ law: 'exponential', meanUs: seconds * 1e6 });
  return {
    seed,
    stations: [
      { id: 'app', servers: 1 },
      { id: 'db', servers: 1 },
    ],
    routes: [
      {
        tenant: 'users',
        arrivals: { users, think: work(THINK) },
        steps: [
          { visit: 'app', demand: work(APP) },
          { visit: 'db', demand: work(DB) },
        ],
      },
    ],
  };
}

const expected: Record<string, number> = { X_max: throughputBound(MODEL), N_star: saturationPoint(MODEL) };
for (const users of USERS) {
  const { throughput, response, utilisation } = meanValueAnalysis(MODEL, users);
  expected[`X(${users})`] = throughput;
  expected[`R(${users})`] = response;
  expected[`U_db(${users})`] = utilisation[1]!;
}

export const a18: Oracle = {
  id: 'A18',
  title: 'Closed-loop users on app and database',
  source: 'Reiser and Lavenberg, Mean-value analysis of closed multichain queuing networks, JACM 27(2), 1980',
  formula: 'Rₖ(n) = Dₖ(1 + Lₖ(n−1)); X(n) = n/(Z + ΣRₖ)',
  run: (options) =>
    replicatedEstimate(
      {
        id: 'A18',
        title: a18.title,
        expected,
        jobs: 15_000,
        longJobs: 100_000,
        widest: 0.02,
        firstSeed: 18_000,
        measure: (seed, jobs) => {
          const read = (users: number) => {
            const rate = meanValueAnalysis(MODEL, users).throughput;
            const network = warmedNetwork(closedUsers(users, seed), jobs, rate, ['users']);
            const db = network.station('db');
            return { db, rate: throughputPerSec(db), response: network.tenant('users').latencyMeanUs / 1e6 };
          };
          // So many users that the bottleneck is never idle; one alone meets nobody.
          const bound = read(MANY).rate;
          const measured: Record<string, number> = { X_max: bound };
          for (const users of USERS) {
            const { db, rate, response } = read(users);
            measured[`X(${users})`] = rate;
            measured[`R(${users})`] = response;
            measured[`U_db(${users})`] = db.utilisation;
          }
          return { ...measured, N_star: (THINK + measured['R(1)']!) * bound };
        },
      },
      options,
    ),
};
