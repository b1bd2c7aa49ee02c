/** @module Whether a network has a steady state: no station may be offered as much work as it can do, or more. */
import { type Issue, issue } from '../kernel/result.ts';
import { meanRatePerSec } from '../policies/arrival/mean-rate.ts';
import type { NetworkSpec, NetworkStation, NetworkStep } from './network-spec.ts';

/** Steps of a route are few: its visits converge long before so many sweeps, or never. */
const SWEEPS_MAX = 100_000;
const SMALLEST_CHANGE = 1e-12;
/** Visits are a limit that sums only come near to. */
const BELOW = 1 - 1e-9;

/**
 * Adds up, for every station without a bound, the work that open arrivals bring: rate times expected visits times mean demand.
 * Retries and hedges only add to that, limits at the edge take away; users who wait for their answers cannot overload anything.
 *
 * @param spec  valid otherwise
 * @returns an issue `unstable` per station whose work per second is not below what its servers do in one
 * @source Kleinrock, Queueing Systems I, 1975, section 2.2 (rho < 1); Jackson, Jobshop-like queueing systems, 1963 (visits)
 */
export function checkSteady(spec: NetworkSpec): Issue[] {
  const offered = spec.stations.map(() => new Map<string, number>());
  const at = new Map(spec.stations.map((station, index) => [station.id, index]));
  for (const { tenant, arrivals, steps, untilUs } of spec.routes) {
    if ('users' in arrivals || untilUs !== undefined) continue;
    const limit = spec.limits?.[tenant];
    const limitPerSec =
      limit === undefined ? undefined : 'params' in limit ? limit.params.ratePerSec : limit.ratePerSec;
    const ratePerSec = Math.min(meanRatePerSec(arrivals), limitPerSec ?? Number.POSITIVE_INFINITY);
    for (const [station, workUs] of workOf(steps, 1)) {
      const work = offered[at.get(station)!]!;
      work.set(tenant, (work.get(tenant) ?? 0) + (ratePerSec * workUs) / 1e6);
    }
  }
  return spec.stations.flatMap((station, index) => unstable(station, index, offered[index]!));
}

function unstable(station: NetworkStation, index: number, offered: ReadonlyMap<string, number>): Issue[] {
  const total = [...offered.values()].reduce((sum, each) => sum + each, 0);
  if (station.bound !== undefined || total < station.servers * BELOW) return [];
  const [tenant, most] = [...offered].reduce((a, b) => (b[1] > a[1] ? b : a));
  const message = `found ${round(total)} seconds of work per second for station ${station.id}, of which tenant ${tenant} brings ${round(most)}; expected less than its ${station.servers} servers do, or there is no steady state: lower rates or demands, add servers, or bound the line`;
  return [issue('unstable', `stations.${index}`, message)];
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** @returns expected work per request at each station, microseconds; where several serve a step, an equal part each */
function workOf(steps: readonly NetworkStep[], times: number): Map<string, number> {
  const work = new Map<string, number>();
  const add = (station: string, us: number): void => {
    work.set(station, (work.get(station) ?? 0) + us);
  };
  const visits = expectedVisits(steps);
  steps.forEach((step, index) => {
    const count = times * visits[index]!;
    if ('visit' in step) {
      const stations = typeof step.visit === 'string' ? [step.visit] : step.visit;
      for (const station of stations) add(station, (count * step.demand.meanUs) / stations.length);
    } else if ('call' in step) for (const [station, us] of workOf(step.call, count)) add(station, us);
    else if ('parallel' in step) {
      for (const branch of step.parallel) for (const [station, us] of workOf(branch, count)) add(station, us);
    }
  });
  return work;
}

/** @returns how often a request comes to each step; Infinity where it never leaves a loop */
function expectedVisits(steps: readonly NetworkStep[]): number[] {
  let visits: number[] = steps.map(() => 0);
  for (let sweep = 0; sweep < SWEEPS_MAX; sweep++) {
    const next: number[] = steps.map((_, index) => (index === 0 ? 1 : 0));
    steps.forEach((step, index) => {
      const on = 'branch' in step ? 1 - step.branch : 'fail' in step ? 0 : 1;
      if (index + 1 < steps.length) next[index + 1]! += visits[index]! * on;
      if ('branch' in step && typeof step.to === 'number') next[step.to]! += visits[index]! * step.branch;
    });
    const change = next.reduce((most, each, index) => Math.max(most, Math.abs(each - visits[index]!)), 0);
    visits = next;
    if (change < SMALLEST_CHANGE) return visits;
  }
  return visits.map((each) => (each > 0 ? Number.POSITIVE_INFINITY : 0));
}
