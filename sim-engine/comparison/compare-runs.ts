/**
 * @module Compares two runs that were executed again with what became of every request.
 *
 * Where the same requests arrived in both, they are paired: common random numbers leave only what the two designs did.
 */
import { CONFIDENCE } from '../statistics/student-t.ts';
import { arrivedOf, compareGoodput, compareJain, compareLatencies, compareSlo, lostOf } from './compare-requests.ts';
import type { ComparedFigure, ComparedRunHead, ComparedTenant, Comparison } from './comparison.ts';
import { areCommon, DRAWS, type Pairing, pairUp, requestsOf } from './pairing.ts';
import { type ComparedRun, type Side, wholeSide } from './sides.ts';
import { verdictOn } from './verdict.ts';

/** What is compared of some tenants together, whatever they were billed. */
export type ComparedParts = Omit<ComparedTenant, 'costUsd'>;

/** A comparison whose tenants are told in some way of the caller's. */
export type ComparisonOf<T> = Omit<Comparison, 'tenants'> & { readonly tenants: Readonly<Record<string, T>> };

/** @returns B against A over the whole of both; every difference is B - A */
export function compareRuns(a: ComparedRun, b: ComparedRun): Comparison {
  const pairing = pairUp(wholeSide(a), wholeSide(b));
  const costOf = ({ tenants }: Side, id: string): number => tenants[id]!.costUsd ?? 0;
  return comparePairing(pairing, (parts, id) =>
    withCost(parts, difference(costOf(pairing.a, id), costOf(pairing.b, id))),
  );
}

/**
 * @param pairing   two runs, or the same window of both
 * @param tenantOf  how one tenant is told
 */
export function comparePairing<T>(
  pairing: Pairing,
  tenantOf: (parts: ComparedParts, id: string) => T,
): ComparisonOf<T> {
  const { shared, resampling } = pairing;
  return {
    a: headOf(pairing.a),
    b: headOf(pairing.b),
    arrivals: arrivalsOf(pairing),
    method: {
      confidence: CONFIDENCE,
      name: 'circular-block-bootstrap',
      paired: pairing.paired,
      draws: DRAWS,
      blockMs: { a: resampling.a.plan.blockUs / 1000, b: resampling.b.plan.blockUs / 1000 },
      statement: STATEMENT,
    },
    tenants: Object.fromEntries(shared.map((id) => [id, tenantOf(compareTenants(pairing, [id]), id)])),
    onlyIn: onlyIn(pairing),
    totals: {
      ...withCost(compareTenants(pairing, shared), difference(pairing.a.costUsd, pairing.b.costUsd)),
      jain: compareFairness(pairing),
    },
  };
}

/** @returns latency, goodput and SLO of some tenants taken together */
export function compareTenants(pairing: Pairing, ids: readonly string[]): ComparedParts {
  const { a, b } = requestsOf(pairing, ids);
  const isCommon = areCommon(pairing, ids);
  const goodput = ({ tenants }: Side): number => ids.reduce((sum, id) => sum + tenants[id]!.goodputPerSec, 0);
  const findings = {
    commonArrivals: isCommon,
    arrived: { a: arrivedOf(a), b: arrivedOf(b) },
    lost: { a: lostOf(a), b: lostOf(b) },
    latencyMs: compareLatencies(a, b, isCommon),
    goodputPerSec: compareGoodput(a, b, { a: goodput(pairing.a), b: goodput(pairing.b) }),
    slo: compareSlo(a, b, isCommon),
  };
  const promises = new Set([...a.tenants, ...b.tenants].map(({ sloUs }) => sloUs));
  const verdict = verdictOn({
    ...findings,
    isIdentical: isCommon && ids.every((id) => hasSameLatencies(pairing, id)),
    sloMs: promises.size === 1 ? [...promises][0]! / 1000 : null,
  });
  return { ...findings, verdict };
}

/** @returns Jain's index over all tenants, as each run measured it */
function compareFairness(pairing: Pairing): ComparedFigure {
  const { a, b } = requestsOf(pairing, pairing.shared);
  return compareJain(a, b, { a: pairing.a.jain, b: pairing.b.jain });
}

/** @returns whether requests are compared one by one, and why not where they are not */
function arrivalsOf(pairing: Pairing): Comparison['arrivals'] {
  const { a, b, shared, common, paired } = pairing;
  if (!paired) return { common: 'none', reason: whyNot(a, b) };
  const every = shared.length === Object.keys(a.tenants).length && common.length === Object.keys(b.tenants).length;
  return every ? { common: 'all' } : { common: 'some', reason: `not of ${notCommon(shared, common)}` };
}

/** @returns tenants that only one of the two has */
function onlyIn({ a, b, shared }: Pairing): Comparison['onlyIn'] {
  const others = ({ tenants }: Side): string[] => Object.keys(tenants).filter((id) => !shared.includes(id));
  return { a: others(a), b: others(b) };
}

/** What intervals of a comparison mean, and when they do not hold. */
const STATEMENT =
  'Each interval by itself would hold the difference between the two designs, over other seeds, in about 95 of 100 pairs of runs; ' +
  'of twenty differences that are none, about one is shown by chance. Blocks have to be long beside the time in which a queue ' +
  'forgets: a run under heavy load that is only a few bursts long gets intervals that are too narrow.';

function difference(a: number, b: number): ComparedTenant['costUsd'] {
  return { a, b, difference: b - a };
}

/** In the order in which a comparison is printed. */
function withCost(parts: ComparedParts, costUsd: ComparedTenant['costUsd']): ComparedTenant {
  const { slo, verdict, ...others } = parts;
  return { ...others, costUsd, slo, verdict };
}

function hasSameLatencies({ a, b }: Pairing, id: string): boolean {
  const [ofA, ofB] = [a.tenants[id]!, b.tenants[id]!];
  if (ofA.latencyDigest !== null) return ofA.latencyDigest === ofB.latencyDigest;
  return ofA.log.latencyUs.every((latency, i) => latency === ofB.log.latencyUs[i]);
}

function headOf({ of: { file, record, run } }: Side): ComparedRunHead {
  return {
    file,
    scenario: { id: record.scenario.id, sha256: record.scenarioSha256 },
    seed: record.seed,
    isolation: run.result().isolation,
    actions: record.actions.length,
    simulatedMs: record.untilUs / 1000,
    digest: run.digest(),
  };
}

function whyNot(a: Side, b: Side): string {
  if (a.of.record.seed !== b.of.record.seed) return `the seeds differ (${a.of.record.seed} and ${b.of.record.seed})`;
  if (a.lengthUs !== b.lengthUs)
    return `the runs end at different times (${a.lengthUs / 1e6} s and ${b.lengthUs / 1e6} s)`;
  return 'the scenarios bring different requests';
}

function notCommon(shared: readonly string[], common: readonly string[]): string {
  const others = shared.filter((id) => !common.includes(id));
  return others.length === 0 ? 'the tenants that only one run has' : others.join(', ');
}
