/** @module A38: how many attempts retries make of one request, and of one request through three layers that each retry. */
import type { Choice } from '../model/registry.ts';
import type { NetworkStep } from '../network/network-spec.ts';
import { layeredAttempts, meanAttempts, successShare } from '../theory/retries.ts';
import { tallyReport } from './binomial-report.ts';
import { drainedNetwork } from './drained-network.ts';
import { exactReport } from './exact-report.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle, OracleReport } from './oracle.ts';
import { REPLICATIONS, replicatedEstimate } from './replicated-estimate.ts';

const RETRIES = 3;
const FAIL_SHARES: readonly number[] = [0.1, 0.5, 0.9, 1];
const LAYERS = 3;
const BUDGET_PER_CENT = 10;
const TRIALS = 200_000;
/** So many requests earn a whole number of retries at every layer. */
const LAYERED_REQUESTS = 10_000;
/** Requests meet nobody, so how often they come does not matter. */
const RATE_PER_SEC = 10_000;

function drained(steps: readonly NetworkStep[], seed: number, count: number) {
  return drainedNetwork({
    seed,
    stations: [{ id: 'last', servers: 1 }],
    routes: [
      {
        tenant: 'all',
        arrivals: { id: 'deterministic', params: { ratePerSec: RATE_PER_SEC } },
        steps,
        untilUs: (count + 0.5) * (1e6 / RATE_PER_SEC),
      },
    ],
  });
}

/** @returns what became of requests whose attempts fail independently */
function retried(failShare: number, seed: number, count: number) {
  const attempt: NetworkStep[] = [{ branch: 1 - failShare, to: 'end' }, { fail: true }];
  return drained([{ call: attempt, link: { retries: RETRIES } }], seed, count).tenant('all');
}

function successes(): OracleReport {
  const name = (failShare: number): string => `P(success), p=${failShare}`;
  return tallyReport(
    a38,
    Object.fromEntries(FAIL_SHARES.map((share) => [name(share), successShare(share, RETRIES)])),
    Object.fromEntries(
      FAIL_SHARES.map((share, at) => {
        const { arrived, completed } = retried(share, 38_100 + at, TRIALS);
        return [name(share), { successes: completed, trials: arrived }];
      }),
    ),
  );
}

/** @returns attempts at the last layer, which fails always, per request at the first */
function lastLayer(budget?: Choice): number {
  const link = { retries: RETRIES, ...(budget === undefined ? {} : { budget }) };
  let steps: NetworkStep[] = [{ visit: 'last', demand: { law: 'deterministic', meanUs: 1 } }, { fail: true }];
  for (let layer = 0; layer < LAYERS; layer++) steps = [{ call: steps, link }];
  return drained(steps, 38_200, LAYERED_REQUESTS).station('last').served / LAYERED_REQUESTS;
}

export const a38: Oracle = {
  id: 'A38',
  title: 'Retries: amplification, and amplification through layers',
  source: 'Beyer et al., Site Reliability Engineering, 2016, chapter 22; truncated geometric series',
  formula: 'attempts (1−pʳ⁺¹)/(1−p); success 1−pʳ⁺¹; through k layers (1+r)ᵏ when all fail',
  run: (options) => {
    const name = (failShare: number): string => `E[attempts], p=${failShare}`;
    return joinedReport(a38, [
      replicatedEstimate(
        {
          id: a38.id,
          title: a38.title,
          expected: Object.fromEntries(FAIL_SHARES.map((share) => [name(share), meanAttempts(share, RETRIES)])),
          jobs: TRIALS / REPLICATIONS,
          widest: 0.01,
          firstSeed: 38_000,
          measure: (seed, jobs) =>
            Object.fromEntries(
              FAIL_SHARES.map((share) => {
                const { arrived, attempts } = retried(share, seed, jobs);
                return [name(share), attempts / arrived];
              }),
            ),
        },
        options,
      ),
      successes(),
      exactReport(
        a38,
        {
          worst_case_layered: layeredAttempts(meanAttempts(1, RETRIES), LAYERS),
          layered_with_10pct_retry_budget: layeredAttempts(1 + BUDGET_PER_CENT / 100, LAYERS),
        },
        {
          worst_case_layered: lastLayer(),
          layered_with_10pct_retry_budget: lastLayer({
            id: 'token-ratio',
            params: { sharePercent: BUDGET_PER_CENT },
          }),
        },
        1e-9,
      ),
    ]);
  },
};
