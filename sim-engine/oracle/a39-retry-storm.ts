/** @module A39: a server stalls for ten seconds; whether its callers' retries let it come back depends on the load before. */
import type { NetworkLink } from '../network/network-spec.ts';
import { metastableThreshold, type RetryStorm, stormRecovery } from '../theory/retries.ts';
import { builtNetwork } from './built-network.ts';
import { exactReport } from './exact-report.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle, OracleReport } from './oracle.ts';

const SERVICE_RATE = 100;
const TIMEOUT = 1;
const RETRIES = 3;
const STALL = { from: 10, to: 20 };
const RATES: readonly number[] = [20, 24, 26, 30];
const END = 400;
const WINDOW = 5;
/** From here on a storm is a storm: what the stall itself held up has been answered or given up. */
const SETTLED = 40;
/** Goodput that counts as back and as gone, shares of the arrivals. */
const BACK_SHARE = 0.95;
const GONE_SHARE = 0.05;
const WATCHED: readonly number[] = [5, 100, 300];
/** Shown for a recovery that never comes. */
const NEVER = -1;

const LINK: NetworkLink = { timeoutUs: 1e6 * TIMEOUT, retries: RETRIES };
/** What ends the storm at any of these loads. */
const REMEDIES: readonly { readonly id: string; readonly link: NetworkLink; readonly discipline: string }[] = [
  { id: 'no retries', link: { ...LINK, retries: 0 }, discipline: 'fifo' },
  { id: 'cancelled', link: { ...LINK, cancels: true }, discipline: 'fifo' },
  { id: 'lifo', link: LINK, discipline: 'lifo' },
];

const storm = (arrivalRate: number): RetryStorm => ({
  arrivalRate,
  serviceRate: SERVICE_RATE,
  timeout: TIMEOUT,
  retries: RETRIES,
  stall: STALL.to - STALL.from,
});

/** @returns answers per second in each window */
function goodput(rate: number, link: NetworkLink, discipline: string): number[] {
  const network = builtNetwork({
    seed: 39_000,
    stations: [{ id: 'server', servers: 1, discipline: { id: discipline, params: {} } }],
    routes: [
      {
        tenant: 'clients',
        arrivals: { id: 'deterministic', params: { ratePerSec: rate } },
        steps: [{ call: [{ visit: 'server', demand: { law: 'deterministic', meanUs: 1e6 / SERVICE_RATE } }], link }],
      },
    ],
    faults: [{ station: 'server', fromUs: 1e6 * STALL.from, toUs: 1e6 * STALL.to }],
  });
  let before = 0;
  return Array.from({ length: END / WINDOW }, (_, window) => {
    network.advanceTo(1e6 * WINDOW * (window + 1));
    const { completed } = network.tenant('clients');
    const answers = completed - before;
    before = completed;
    return answers / WINDOW;
  });
}

/** @returns when the first window begins from which on goodput stays back, seconds */
function lastingRecovery(perWindow: readonly number[], rate: number): number {
  const back = (each: number): boolean => each >= BACK_SHARE * rate;
  const window = perWindow.findIndex((_, at) => perWindow.slice(at).every(back));
  return window < 0 ? NEVER : WINDOW * window;
}

const isStorm = (rate: number): boolean => rate > metastableThreshold(storm(rate));

/** The window in which the fluid's backlog is short enough, or the one after if it ends with it. */
function expectedRecovery(rate: number): number {
  if (isStorm(rate)) return NEVER;
  return WINDOW * Math.ceil((STALL.to + stormRecovery(storm(rate))) / WINDOW);
}

function expectedGoodput(rate: number, from: number): number {
  const recovery = expectedRecovery(rate);
  const down = from >= STALL.from && (recovery === NEVER || from < recovery);
  return down ? 0 : rate;
}

const recoveryOf = (rate: number): string => `${rate}/s: recovers for good at`;

function withoutRemedy(rate: number): OracleReport {
  const perWindow = goodput(rate, LINK, 'fifo');
  const expected: Record<string, number> = { [recoveryOf(rate)]: expectedRecovery(rate) };
  const measured: Record<string, number> = { [recoveryOf(rate)]: lastingRecovery(perWindow, rate) };
  for (const from of WATCHED) {
    const name = `${rate}/s: goodput ${from}-${from + WINDOW} s`;
    expected[name] = expectedGoodput(rate, from);
    measured[name] = perWindow[from / WINDOW]!;
  }
  if (isStorm(rate)) {
    const name = `${rate}/s: windows after ${SETTLED} s with goodput`;
    expected[name] = 0;
    measured[name] = perWindow.slice(SETTLED / WINDOW).filter((each) => each >= GONE_SHARE * rate).length;
  }
  return exactReport(a39, expected, measured, 1e-9);
}

/** Half-way from the fastest arrivals that it recovers from to the slowest that it does not. */
function threshold(reports: readonly OracleReport[]): OracleReport {
  const recovers = RATES.map((rate, at) => reports[at]!.measured[recoveryOf(rate)] !== NEVER);
  const fastest = Math.max(...RATES.filter((_, at) => recovers[at]));
  const slowest = Math.min(...RATES.filter((_, at) => !recovers[at]));
  return exactReport(
    a39,
    { threshold_lam: metastableThreshold(storm(0)) },
    { threshold_lam: (fastest + slowest) / 2 },
    1e-9,
  );
}

function remedied(rate: number): OracleReport {
  const expected: Record<string, number> = {};
  const measured: Record<string, number> = {};
  for (const { id, link, discipline } of REMEDIES) {
    const name = `${rate}/s, ${id}: recovers`;
    expected[name] = 1;
    measured[name] = lastingRecovery(goodput(rate, link, discipline), rate) === NEVER ? 0 : 1;
  }
  return exactReport(a39, expected, measured, 0);
}

export const a39: Oracle = {
  id: 'A39',
  title: 'Retry storm: overload that outlives its cause',
  source:
    'Bronson et al., Metastable failures in distributed systems, HotOS 2021; Huang et al., Metastable failures in the wild, OSDI 2022',
  formula: 'comes back only for λ < μ/(1+r); then after (backlog − μ·timeout)/(μ−λ(1+r))',
  run: () => {
    const reports = RATES.map(withoutRemedy);
    return joinedReport(a39, [threshold(reports), ...reports, ...RATES.map(remedied)]);
  },
};
