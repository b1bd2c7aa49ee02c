/** @module Question: how another run differs from this one; the comparison is the one that `tenantlab compare` makes. */
import type { ChangedSides } from '../../../sim-engine/comparison/changed-sides.ts';
import { changedSides } from '../../../sim-engine/comparison/changed-sides.ts';
import { goodputOf, jainOf } from '../../../sim-engine/comparison/compare-requests.ts';
import {
  type ComparedParts,
  type ComparisonOf,
  comparePairing,
  compareTenants,
} from '../../../sim-engine/comparison/compare-runs.ts';
import { pairUp, requestsOf } from '../../../sim-engine/comparison/pairing.ts';
import { quantileShift, type ShiftPoint } from '../../../sim-engine/comparison/quantile-shift.ts';
import { shareWithin, type WithinCurves } from '../../../sim-engine/comparison/share-within.ts';
import {
  advanceReading,
  type ComparedRun,
  type Reading,
  type Window,
  wholeSide,
  windowSide,
} from '../../../sim-engine/comparison/sides.ts';
import { ENGINE_VERSION, Run } from '../../../sim-engine/index.ts';
import { type Issue, issue } from '../../../sim-engine/kernel/result.ts';
import { noiseItems } from '../../../sim-engine/model/timeline.ts';
import type { RunInputs } from '../../../sim-engine/protocol/messages.ts';
import type { DrawnFigure } from '../../../sim-engine/statistics/interval-of-draws.ts';
import type { ReplayBook } from '../book.ts';

export type { ChangedRequest, ChangedSides, SideKind } from '../../../sim-engine/comparison/changed-sides.ts';
export type { ComparedParts } from '../../../sim-engine/comparison/compare-runs.ts';
export type { ComparedFigure, ComparedLatency } from '../../../sim-engine/comparison/comparison.ts';
export type { ShiftPoint } from '../../../sim-engine/comparison/quantile-shift.ts';
export type { WithinCurve, WithinCurves } from '../../../sim-engine/comparison/share-within.ts';
export type { DrawnFigure } from '../../../sim-engine/statistics/interval-of-draws.ts';

/** What is compared with the run of the book. */
export interface CompareArgument {
  readonly other: RunInputs;
  /** True: the other one is A. */
  readonly swapped: boolean;
  /** Where a window may begin or end, ascending, microseconds; none after the end of either run. */
  readonly instantsUs: readonly number[];
  /** Null compares the whole of both. */
  readonly window: Window | null;
}

/** One figure of each run by itself, with its interval. */
export interface OwnFigures {
  readonly a: DrawnFigure;
  readonly b: DrawnFigure;
}

/** Some tenants taken together, quantile by quantile and request by request. */
export interface ComparedScope {
  readonly ids: readonly string[];
  readonly parts: ComparedParts;
  readonly shift: readonly ShiftPoint[];
  readonly within: WithinCurves;
  /** Null without common arrivals. */
  readonly sides: ChangedSides | null;
  readonly goodputPerSec: OwnFigures;
}

/** B against A. */
export interface ComparedPair {
  readonly comparison: ComparisonOf<ComparedParts>;
  /** Tenants that made noise in one of the runs. */
  readonly noisy: readonly string[];
  /** Everybody who made none; everybody where nobody did. */
  readonly neighbours: ComparedScope;
  readonly tenants: Readonly<Record<string, ComparedScope>>;
  readonly jain: OwnFigures;
  readonly costUsdPerHour: { readonly a: number; readonly b: number };
  /** How long both runs took to be executed here, milliseconds of the machine. */
  readonly executedMs: number;
}

/** The comparison, or why there is none. */
export type CompareAnswer =
  | { readonly kind: 'compared'; readonly pair: ComparedPair }
  | { readonly kind: 'refused'; readonly issue: Issue };

interface Executed {
  readonly tookMs: number;
  readonly run: ComparedRun;
  readonly readings: readonly Reading[];
}

/** Both runs are executed once; another window, or A and B the other way round, costs the statistics only. */
export function compare(book: ReplayBook, argument: CompareArgument): CompareAnswer {
  const { other, swapped, instantsUs, window } = argument;
  const why = whyIncomparable(book.inputs, other);
  if (why !== null) return { kind: 'refused', issue: why };
  const executed = (inputs: RunInputs) =>
    book.once(`executed ${inputs.runId} ${inputs.simulatedUs} ${instantsUs.join(' ')}`, () =>
      execute(inputs, instantsUs),
    );
  const [own, others] = [executed(book.inputs), executed(other)];
  const [a, b] = swapped ? [others, own] : [own, others];
  const sideOf = ({ run, readings }: Executed) =>
    window === null ? wholeSide(run) : windowSide(run, window, readings);
  const pairing = pairUp(sideOf(a), sideOf(b));
  if (pairing.shared.length === 0) {
    const message = 'the two runs have no tenant in common: compare runs of scenarios with the same tenants';
    return { kind: 'refused', issue: issue('no-common-tenant', '', message) };
  }
  const scopeOf = (ids: readonly string[], parts?: ComparedParts): ComparedScope => {
    const requests = requestsOf(pairing, ids);
    return {
      ids,
      parts: parts ?? compareTenants(pairing, ids),
      shift: quantileShift(pairing, ids),
      within: shareWithin(pairing, ids),
      sides: changedSides(pairing, ids),
      goodputPerSec: { a: goodputOf(requests.a), b: goodputOf(requests.b) },
    };
  };
  const comparison = comparePairing(pairing, (parts) => parts);
  const noisy = pairing.shared.filter((id) => [own, others].some(({ run }) => noisyIn(run).has(id)));
  const quiet = pairing.shared.filter((id) => !noisy.includes(id));
  const every = requestsOf(pairing, pairing.shared);
  return {
    kind: 'compared',
    pair: {
      comparison,
      noisy,
      neighbours: scopeOf(quiet.length === 0 ? pairing.shared : quiet),
      tenants: Object.fromEntries(pairing.shared.map((id) => [id, scopeOf([id], comparison.tenants[id])])),
      jain: { a: jainOf(every.a), b: jainOf(every.b) },
      executedMs: own.tookMs + others.tookMs,
      costUsdPerHour: {
        a: pairing.a.costUsd / (pairing.a.lengthUs / 3.6e9),
        b: pairing.b.costUsd / (pairing.b.lengthUs / 3.6e9),
      },
    },
  };
}

/** @returns why the other run cannot be executed here, or null */
export function whyIncomparable(own: RunInputs, other: RunInputs): Issue | null {
  if (other.engineVersion !== ENGINE_VERSION) {
    const message = `run ${other.runId} was made by engine ${other.engineVersion}, and this page holds engine ${ENGINE_VERSION}: compare runs of one engine`;
    return issue('engine-version', 'engineVersion', message);
  }
  const empty = [own, other].find(({ simulatedUs }) => simulatedUs === 0);
  if (empty === undefined) return null;
  return issue('not-started', '', `run ${empty.runId} has not begun: let it run for a while, then compare`);
}

function execute(inputs: RunInputs, instantsUs: readonly number[]): Executed {
  const { runId, scenario, scenarioSha256, seed, actions, simulatedUs: untilUs } = inputs;
  const beganMs = performance.now();
  const run = Run.create({ scenario, scenarioSha256, seed, keepLatencies: true });
  for (const action of actions) run.submit(action);
  const readings = advanceReading(run, [...instantsUs, untilUs]);
  const tookMs = performance.now() - beganMs;
  return { tookMs, run: { file: runId, record: { scenario, scenarioSha256, seed, actions, untilUs }, run }, readings };
}

function noisyIn({ record }: ComparedRun): ReadonlySet<string> {
  const injected = record.actions.flatMap(({ action }) => (action.type === 'inject-noise' ? [action.tenant] : []));
  return new Set([...noiseItems(record.scenario).map(({ tenant }) => tenant), ...injected]);
}
