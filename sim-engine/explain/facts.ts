/**
 * @module Facts: what changed beside the waiting: load, retries, cache misses and who caused them, requests without an answer.
 *
 * A fact is told when it differs by more than counts do by chance (a difference of two proportions or rates, normal
 * approximation, 99 %) and by a tenth at least.
 */
import { LOOKUP, type RunParts } from '../measure/latency-parts.ts';
import { ENDING } from '../measure/trace/trace-record.ts';
import type { Fact, FactKind, TimeSpan } from './explanation.ts';
import { eachEnded, lengthUs } from './sums.ts';

/** Standard errors of a 99 % interval. */
const ERRORS = 2.576;
const LIFT_MIN = 1.1;
const EVENTS_MIN = 10;
/** Culprits whose load is looked at, and who may be named for pushing keys out. */
const NAMED_MAX = 3;

interface Counts {
  readonly seconds: number;
  readonly arrived: Float64Array;
  readonly evictedBy: Float64Array;
  ended: number;
  extraAttempts: number;
  lookups: number;
  misses: number;
  rejected: number;
  timedOut: number;
  failed: number;
}

/**
 * @param run       what was measured
 * @param region    the stretch in question
 * @param baseline  what it is compared with
 * @param victims   whether a tenant is one
 * @param culprits  ids of those who are to blame, the first of them first
 */
export function factsOf(
  run: RunParts,
  region: readonly TimeSpan[],
  baseline: readonly TimeSpan[],
  victims: (tenant: number) => boolean,
  culprits: readonly string[],
): Fact[] {
  const now = count(run, region, victims);
  const then = count(run, baseline, victims);
  const facts: (Fact | null)[] = [];
  const load = (tenant: number, name: string | null): void => {
    facts.push(rate(name, now.arrived[tenant]!, now.seconds, then.arrived[tenant]!, then.seconds));
  };
  for (const id of culprits.slice(0, NAMED_MAX)) {
    const tenant = run.tenants.indexOf(id);
    if (tenant >= 0) load(tenant, id);
  }
  const sumOf = (each: Float64Array): number => each.reduce((sum, value, at) => (victims(at) ? sum + value : sum), 0);
  facts.push(rate(null, sumOf(now.arrived), now.seconds, sumOf(then.arrived), then.seconds));
  facts.push(share('retries', null, now.extraAttempts, now.ended, then.extraAttempts, then.ended));
  facts.push(share('misses', null, now.misses, now.lookups, then.misses, then.lookups));
  const evictors = [...run.tenants.keys()].sort((a, b) => now.evictedBy[b]! - now.evictedBy[a]! || a - b);
  for (const tenant of evictors.slice(0, NAMED_MAX)) {
    const [before, after] = [then.evictedBy[tenant]!, now.evictedBy[tenant]!];
    facts.push(share('evicted', run.tenants[tenant]!, after, now.lookups, before, then.lookups));
  }
  facts.push(share('rejected', null, now.rejected, now.ended, then.rejected, then.ended));
  facts.push(share('timed-out', null, now.timedOut, now.ended, then.timedOut, then.ended));
  facts.push(share('failed', null, now.failed, now.ended, then.failed, then.ended));
  return facts.flatMap((fact) => (fact === null ? [] : [fact]));
}

function count({ parts, tenants }: RunParts, spans: readonly TimeSpan[], victims: (tenant: number) => boolean): Counts {
  const counts: Counts = {
    seconds: lengthUs(spans) / 1e6,
    arrived: new Float64Array(tenants.length),
    evictedBy: new Float64Array(tenants.length),
    ended: 0,
    extraAttempts: 0,
    lookups: 0,
    misses: 0,
    rejected: 0,
    timedOut: 0,
    failed: 0,
  };
  // A request that arrived in a stretch may have ended after it.
  for (let request = 0; request < parts.count; request++) {
    const arrivedUs = parts.endedUs[request]! - parts.latencyUs[request]!;
    if (spans.some(({ fromUs, toUs }) => arrivedUs >= fromUs && arrivedUs < toUs))
      counts.arrived[parts.tenant[request]!]!++;
  }
  eachEnded(parts, spans, (request) => {
    if (!victims(parts.tenant[request]!)) return;
    counts.ended++;
    counts.extraAttempts += parts.extraAttempts[request]!;
    const lookup = parts.lookup[request]!;
    if (lookup !== LOOKUP.none) counts.lookups++;
    if (lookup === LOOKUP.missed || lookup >= 0) counts.misses++;
    if (lookup >= 0 && lookup !== parts.tenant[request]!) counts.evictedBy[lookup]!++;
    const ending = parts.ending[request]!;
    if (ending === ENDING.rejected) counts.rejected++;
    else if (ending === ENDING.timedOut) counts.timedOut++;
    else if (ending === ENDING.failed) counts.failed++;
  });
  return counts;
}

function rate(tenant: string | null, now: number, nowS: number, then: number, thenS: number): Fact | null {
  const error = Math.sqrt(now / (nowS * nowS) + then / (thenS * thenS));
  return told({ kind: 'load', tenant, unit: '/s' }, now / nowS, then / thenS, error, now + then);
}

function share(
  kind: FactKind,
  tenant: string | null,
  now: number,
  ofNow: number,
  then: number,
  ofThen: number,
): Fact | null {
  if (ofNow === 0 || ofThen === 0) return null;
  const all = (now + then) / (ofNow + ofThen);
  const spread = kind === 'retries' ? all : all * (1 - all);
  const error = Math.sqrt(spread * (1 / ofNow + 1 / ofThen));
  const unit = kind === 'retries' ? 'per request' : 'share';
  return told({ kind, tenant, unit }, now / ofNow, then / ofThen, error, now + then);
}

function told(
  fact: Pick<Fact, 'kind' | 'tenant' | 'unit'>,
  region: number,
  baseline: number,
  error: number,
  events: number,
): Fact | null {
  const differs = Math.abs(region - baseline) > ERRORS * error;
  const [less, more] = region < baseline ? [region, baseline] : [baseline, region];
  if (!differs || events < EVENTS_MIN || more < LIFT_MIN * less) return null;
  return { ...fact, region, baseline, lift: baseline === 0 ? null : region / baseline };
}
