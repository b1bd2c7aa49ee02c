/** @module Causes: the difference of two means divided among culprits, resources and the victims' own work. */
import { type LatencyParts, NOBODY, type RunParts } from '../measure/latency-parts.ts';
import type { Cause, CauseKind, TimeSpan } from './explanation.ts';
import { add, type Blame, cellKey, cellOf, PassingOn } from './passing-on.ts';
import type { TenantSums } from './sums.ts';

const US_PER_MS = 1000;
/** Name of those whose charges were too small for a line of their own. */
const UNNAMED = '_unnamed';

/** One side of the comparison. */
export interface Side {
  readonly spans: readonly TimeSpan[];
  readonly sums: readonly TenantSums[];
}

/** What a victim's mean request was made of, microseconds. */
interface Means {
  /** As the ledger charged it, and as it is after passing on, by cell. */
  readonly charged: Blame;
  readonly passed: Blame;
  /** Own work and pauses, by `kind resource`. */
  readonly own: Blame;
}

/**
 * @param run       what was measured
 * @param weights   of the victims; they add up to 1
 * @param region    side whose mean is explained
 * @param baseline  side it is compared with
 * @param victim    name of the victims in the ledger's cells
 * @returns every cause, the largest in the direction of the difference first
 */
export function causesOf(
  run: RunParts,
  weights: readonly number[],
  region: Side,
  baseline: Side,
  victim: string,
): Cause[] {
  const now = meansOf(run, weights, region);
  const then = meansOf(run, weights, baseline);
  const span = { fromUs: region.spans[0]!.fromUs, toUs: region.spans[region.spans.length - 1]!.toUs };
  const causes: Cause[] = [];
  const cause = (kind: CauseKind, nowUs: number, thenUs: number, directUs: number, culprit: string): void => {
    if (nowUs === 0 && thenUs === 0) return;
    causes.push({
      cause: kind,
      regionMs: nowUs / US_PER_MS,
      baselineMs: thenUs / US_PER_MS,
      contributionMs: (nowUs - thenUs) / US_PER_MS,
      lift: thenUs === 0 ? null : nowUs / thenUs,
      directMs: directUs / US_PER_MS,
      source: { ...span, resource: kind.resource, cell: [culprit, victim] },
    });
  };
  for (const key of keysOf(now.passed, then.passed)) {
    const { culprit: place, resource } = cellOf(key);
    const culprit = run.places[place] ?? UNNAMED;
    const directUs = (now.charged.get(key) ?? 0) - (then.charged.get(key) ?? 0);
    cause({ kind: 'blame', culprit, resource }, now.passed.get(key) ?? 0, then.passed.get(key) ?? 0, directUs, culprit);
  }
  for (const key of keysOf(now.own, then.own)) {
    const [kind, resource] = key.split(' ') as ['work' | 'pause', string];
    const [nowUs, thenUs] = [now.own.get(key) ?? 0, then.own.get(key) ?? 0];
    cause({ kind, resource }, nowUs, thenUs, nowUs - thenUs, victim);
  }
  return causes;
}

/** Puts the largest in one direction first; equal ones by name, so that the order never depends on anything else. */
export function ranked(causes: readonly Cause[], direction: 1 | -1): Cause[] {
  const name = ({ cause }: Cause): string => `${cause.resource} ${cause.kind === 'blame' ? cause.culprit : cause.kind}`;
  return [...causes].sort((a, b) => direction * (b.contributionMs - a.contributionMs) || (name(a) < name(b) ? -1 : 1));
}

function meansOf({ parts, placeOf }: RunParts, weights: readonly number[], { spans, sums }: Side): Means {
  const charged: Blame = new Map();
  const own: Blame = new Map();
  sums.forEach(({ completed, partUs }, tenant) => {
    if (weights[tenant] === 0 || completed === 0) return;
    const factor = weights[tenant]! / completed;
    partUs.forEach((us, kind) => {
      if (us > 0) addPart(parts, charged, own, kind, us * factor);
    });
  });
  return { charged, own, passed: new PassingOn(parts, spans, placeOf).of(charged) };
}

function addPart(parts: LatencyParts, charged: Blame, own: Blame, index: number, us: number): void {
  const { kind, resource, culprit } = parts.kinds[index]!;
  if (culprit === NOBODY) add(own, `${kind} ${resource}`, us);
  else add(charged, cellKey(resource, culprit), us);
}

function keysOf(a: Blame, b: Blame): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].sort();
}
