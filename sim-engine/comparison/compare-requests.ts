/** @module Compares the requests of one tenant, or of all, in two runs: latencies, goodput, and who changed sides of the SLO. */
import { LOST, OPEN } from '../measure/request-log.ts';
import { carryingBlocks, type DrawnFigure, intervalOfDraws } from '../statistics/interval-of-draws.ts';
import { quantileDifferences } from '../statistics/quantile-difference.ts';
import { type Resampling, weighedRatios, weighedSums } from '../statistics/resampling.ts';
import { eachInItsCell } from '../statistics/timed-sample.ts';
import type { ComparedFigure, ComparedLatency, ComparedSlo } from './comparison.ts';
import type { Requests } from './sides.ts';

const SHARES = [0.5, 0.9, 0.95, 0.99, 0.999];

/** Requests of one tenant in one run. */
export interface TenantRequests {
  readonly log: Requests;
  /** Response time promised, microseconds. */
  readonly sloUs: number;
}

/** Requests that are compared, of one run; tenants in the same order on both sides. */
export interface RunRequests {
  readonly resampling: Resampling;
  readonly tenants: readonly TenantRequests[];
}

/** Sums over the cells of a run's plan. */
class CellSums {
  readonly arrived: Float64Array;
  readonly answered: Float64Array;
  readonly latencyUs: Float64Array;
  readonly good: Float64Array;

  constructor({ resampling, tenants }: RunRequests) {
    const cells = resampling.plan.edgesUs.length - 1;
    this.arrived = new Float64Array(cells);
    this.answered = new Float64Array(cells);
    this.latencyUs = new Float64Array(cells);
    this.good = new Float64Array(cells);
    for (const { log, sloUs } of tenants) {
      eachInItsCell(resampling.plan, arrivals(log), (i, cell) => {
        const latency = log.latencyUs[i]!;
        this.arrived[cell]!++;
        if (latency < 0) return;
        this.answered[cell]!++;
        this.latencyUs[cell]! += latency;
        if (latency <= sloUs) this.good[cell]!++;
      });
    }
  }
}

/** @returns latencies of both runs, or null when one of them answered nothing; pairs requests when their arrivals are common */
export function compareLatencies(a: RunRequests, b: RunRequests, isPaired: boolean): ComparedLatency | null {
  const samples = [a, b].map(({ resampling, tenants }) => ({
    resampling,
    parts: tenants.map(({ log }) => ({ timesUs: arrivals(log), values: log.latencyUs.subarray(0, log.count) })),
  }));
  const quantiles = quantileDifferences(samples[0]!, samples[1]!, SHARES);
  if (quantiles.length === 0) return null;
  const [p50, p90, p95, p99, p999] = quantiles.map((each) => inMs(each.a, each.b, each.difference));
  return { mean: compareMeans(a, b, isPaired), p50: p50!, p90: p90!, p95: p95!, p99: p99!, p999: p999! };
}

/** Per request when arrivals are common: its own latency is then the best forecast of its latency in the other run. */
function compareMeans(a: RunRequests, b: RunRequests, isPaired: boolean): ComparedFigure {
  const [sumsA, sumsB] = [new CellSums(a), new CellSums(b)];
  const [meansA, meansB] = [
    weighedRatios(a.resampling, sumsA.latencyUs, sumsA.answered),
    weighedRatios(b.resampling, sumsB.latencyUs, sumsB.answered),
  ];
  const rows = isPaired ? pairedMeans(a, b) : meansB.map((mean, row) => mean - meansA[row]!);
  const carried = Math.min(carryingBlocks(sumsA.latencyUs), carryingBlocks(sumsB.latencyUs));
  return inMs(meansA[0]!, meansB[0]!, intervalOfDraws(rows, [a.resampling.plan, b.resampling.plan], carried));
}

/** Mean of latency in B less latency in A, over requests answered in both, in every draw. */
function pairedMeans(a: RunRequests, b: RunRequests): Float64Array {
  const { plan } = a.resampling;
  const pairs = new Float64Array(plan.edgesUs.length - 1);
  const changes = new Float64Array(plan.edgesUs.length - 1);
  a.tenants.forEach(({ log }, tenant) => {
    const other = b.tenants[tenant]!.log;
    eachInItsCell(plan, arrivals(log), (i, cell) => {
      const [before, after] = [log.latencyUs[i]!, other.latencyUs[i]!];
      if (before < 0 || after < 0) return;
      pairs[cell]!++;
      changes[cell]! += after - before;
    });
  });
  return weighedRatios(a.resampling, changes, pairs);
}

/**
 * Good answers per second; a request counts where it arrived.
 *
 * @param measured  what the runs' results say, from which the figures themselves are taken
 */
export function compareGoodput(
  a: RunRequests,
  b: RunRequests,
  measured: { readonly a: number; readonly b: number },
): ComparedFigure {
  const [sumsA, sumsB] = [new CellSums(a), new CellSums(b)];
  const [goodA, goodB] = [weighedSums(a.resampling, sumsA.good), weighedSums(b.resampling, sumsB.good)];
  const [secondsA, secondsB] = [seconds(a), seconds(b)];
  const rows = goodB.map((good, row) => good / secondsB - goodA[row]! / secondsA);
  const carried = Math.min(carryingBlocks(sumsA.arrived), carryingBlocks(sumsB.arrived));
  const { low, high } = intervalOfDraws(rows, [a.resampling.plan, b.resampling.plan], carried);
  return { ...measured, difference: measured.b - measured.a, low, high };
}

/** @returns good answers per second of one run by itself, with its interval; a request counts where it arrived */
export function goodputOf(run: RunRequests): DrawnFigure {
  const sums = new CellSums(run);
  const length = seconds(run);
  const rows = weighedSums(run.resampling, sums.good).map((good) => good / length);
  return intervalOfDraws(rows, [run.resampling.plan], carryingBlocks(sums.arrived));
}

/** @returns Jain's index of one run by itself, with its interval */
export function jainOf(run: RunRequests): DrawnFigure {
  return intervalOfDraws(jainRows(run), [run.resampling.plan], carryingBlocks(new CellSums(run).arrived));
}

/** Jain's index over each tenant's share answered in time, as the results have it. */
export function compareJain(
  a: RunRequests,
  b: RunRequests,
  measured: { readonly a: number; readonly b: number },
): ComparedFigure {
  const [indexA, indexB] = [jainRows(a), jainRows(b)];
  const rows = indexB.map((index, row) => index - indexA[row]!);
  const carried = Math.min(carryingBlocks(new CellSums(a).arrived), carryingBlocks(new CellSums(b).arrived));
  const { low, high } = intervalOfDraws(rows, [a.resampling.plan, b.resampling.plan], carried);
  return { ...measured, difference: measured.b - measured.a, low, high };
}

function jainRows({ resampling, tenants }: RunRequests): Float64Array {
  const count = resampling.rows.length;
  const sums = new Float64Array(count);
  const squares = new Float64Array(count);
  let counted = 0;
  for (const tenant of tenants) {
    if (tenant.log.count === 0) continue;
    counted++;
    const { good, arrived } = new CellSums({ resampling, tenants: [tenant] });
    weighedRatios(resampling, good, arrived).forEach((share, row) => {
      sums[row]! += share;
      squares[row]! += share * share;
    });
  }
  return sums.map((sum, row) => (squares[row]! === 0 ? 1 : (sum * sum) / (counted * squares[row]!)));
}

/** @returns requests on the good side, and those that changed sides; a request still open in one run is on neither */
export function compareSlo(a: RunRequests, b: RunRequests, isPaired: boolean): ComparedSlo {
  const good = { a: goodOf(a), b: goodOf(b) };
  if (!isPaired) return { good, improved: null, worsened: null };
  let improved = 0;
  let worsened = 0;
  a.tenants.forEach(({ log, sloUs }, tenant) => {
    const other = b.tenants[tenant]!;
    for (let i = 0; i < log.count; i++) {
      const [before, after] = [log.latencyUs[i]!, other.log.latencyUs[i]!];
      if (before === OPEN || after === OPEN) continue;
      const [wasGood, isGood] = [before !== LOST && before <= sloUs, after !== LOST && after <= other.sloUs];
      if (isGood && !wasGood) improved++;
      if (wasGood && !isGood) worsened++;
    }
  });
  return { good, improved, worsened };
}

/** @returns requests that ended without an answer */
export function lostOf({ tenants }: RunRequests): number {
  return tenants.reduce((sum, { log }) => sum + countOf(log, (latency) => latency === LOST), 0);
}

/** @returns requests that arrived */
export function arrivedOf({ tenants }: RunRequests): number {
  return tenants.reduce((sum, { log }) => sum + log.count, 0);
}

function goodOf({ tenants }: RunRequests): number {
  return tenants.reduce((sum, { log, sloUs }) => sum + countOf(log, (latency) => latency >= 0 && latency <= sloUs), 0);
}

function countOf({ latencyUs, count }: Requests, counts: (latency: number) => boolean): number {
  let sum = 0;
  for (let i = 0; i < count; i++) if (counts(latencyUs[i]!)) sum++;
  return sum;
}

function arrivals(log: Requests): Float64Array {
  return log.arrivedUs.subarray(0, log.count);
}

function seconds({ resampling }: RunRequests): number {
  const { edgesUs } = resampling.plan;
  return edgesUs[edgesUs.length - 1]! / 1e6;
}

/** From microseconds. */
function inMs(a: number, b: number, { figure, low, high }: DrawnFigure): ComparedFigure {
  const ms = (us: number | null): number | null => (us === null ? null : us / 1000);
  return { a: a / 1000, b: b / 1000, difference: figure / 1000, low: ms(low), high: ms(high) };
}
