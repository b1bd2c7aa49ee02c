/**
 * @module Compares two runs that were executed again with what became of every request.
 *
 * Where the same requests arrived in both, they are paired: common random numbers leave only what the two designs did.
 */
import { type Run, StreamBank } from '../../sim-engine/index.ts';
import type { TenantResult } from '../../sim-engine/model/run-result.ts';
import { planBlocks } from '../../sim-engine/statistics/block-plan.ts';
import { type Resampling, resample } from '../../sim-engine/statistics/resampling.ts';
import { CONFIDENCE } from '../../sim-engine/statistics/student-t.ts';
import {
  arrivedOf,
  compareGoodput,
  compareJain,
  compareLatencies,
  compareSlo,
  lostOf,
  type RunRequests,
} from './compare-requests.ts';
import { verdictOn } from './compare-verdict.ts';
import type { ComparedRunHead, ComparedTenant, Comparison } from './comparison.ts';
import type { RunRecord } from './run-record.ts';

/** Draws of the bootstrap: the deviation they give is itself right to 4 %. */
const DRAWS = 400;
/** The draws are part of the method, not of the runs: the same two records always give the same intervals. */
const BOOTSTRAP_SEED = 20_240_229;

/** A record that was executed again with `keepLatencies`, and matched. */
export interface ComparedRun {
  readonly file: string;
  readonly record: RunRecord;
  readonly run: Run;
}

/** @returns B against A; every difference is B - A */
export function compareRuns(a: ComparedRun, b: ComparedRun): Comparison {
  const [resultA, resultB] = [a.run.result(), b.run.result()];
  const isShared = (id: string): boolean => id in resultA.tenants && id in resultB.tenants;
  const shared = Object.keys(resultA.tenants).filter(isShared);
  const isCommon = (id: string): boolean =>
    a.record.untilUs === b.record.untilUs && resultA.tenants[id]!.arrivalDigest === resultB.tenants[id]!.arrivalDigest;
  const common = shared.filter(isCommon);
  // A tenant without arrivals has the same ones under every seed.
  const paired = common.some((id) => resultA.tenants[id]!.arrived > 0);
  const [resamplingA, resamplingB] = resamplings(a, b, paired);
  const requestsOf = (run: ComparedRun, resampling: Resampling, ids: readonly string[]): RunRequests => ({
    resampling,
    tenants: ids.map((id) => tenantRequests(run, id)),
  });
  const compareOver = (ids: readonly string[], of: (result: typeof resultA) => Measured): ComparedTenant => {
    const [requestsA, requestsB] = [requestsOf(a, resamplingA, ids), requestsOf(b, resamplingB, ids)];
    return compareParts(requestsA, requestsB, of(resultA), of(resultB), paired && ids.every(isCommon));
  };
  const totals = compareOver(shared, (result) => ({
    goodputPerSec: shared.reduce((sum, id) => sum + result.tenants[id]!.goodputPerSec, 0),
    costUsd: result.totals.costUsd,
    latencyDigest: shared.map((id) => result.tenants[id]!.latencyDigest).join(' '),
  }));
  const jain = { a: resultA.totals.jain, b: resultB.totals.jain };
  const every =
    shared.length === Object.keys(resultA.tenants).length && common.length === Object.keys(resultB.tenants).length;
  return {
    a: headOf(a),
    b: headOf(b),
    arrivals: !paired
      ? { common: 'none', reason: whyNot(a, b) }
      : every
        ? { common: 'all' }
        : { common: 'some', reason: `not of ${notCommon(shared, common)}` },
    method: {
      confidence: CONFIDENCE,
      name: 'circular-block-bootstrap',
      paired,
      draws: DRAWS,
      blockMs: { a: resamplingA.plan.blockUs / 1000, b: resamplingB.plan.blockUs / 1000 },
      statement: STATEMENT,
    },
    tenants: Object.fromEntries(shared.map((id) => [id, compareOver([id], (result) => result.tenants[id]!)])),
    onlyIn: {
      a: Object.keys(resultA.tenants).filter((id) => !isShared(id)),
      b: Object.keys(resultB.tenants).filter((id) => !isShared(id)),
    },
    totals: {
      ...totals,
      jain: compareJain(requestsOf(a, resamplingA, shared), requestsOf(b, resamplingB, shared), jain),
    },
  };
}

const STATEMENT =
  'Each interval by itself would hold the difference between the two designs, over other seeds, in about 95 of 100 pairs of runs; ' +
  'of twenty differences that are none, about one is shown by chance. Blocks have to be long beside the time in which a queue ' +
  'forgets: a run under heavy load that is only a few bursts long gets intervals that are too narrow.';

type Measured = Pick<TenantResult, 'goodputPerSec' | 'costUsd' | 'latencyDigest'>;

function compareParts(
  a: RunRequests,
  b: RunRequests,
  measuredA: Measured,
  measuredB: Measured,
  isCommon: boolean,
): ComparedTenant {
  const findings = {
    commonArrivals: isCommon,
    arrived: { a: arrivedOf(a), b: arrivedOf(b) },
    lost: { a: lostOf(a), b: lostOf(b) },
    latencyMs: compareLatencies(a, b, isCommon),
    goodputPerSec: compareGoodput(a, b, { a: measuredA.goodputPerSec, b: measuredB.goodputPerSec }),
    costUsd: { a: measuredA.costUsd, b: measuredB.costUsd, difference: measuredB.costUsd - measuredA.costUsd },
    slo: compareSlo(a, b, isCommon),
  };
  const promises = new Set([...a.tenants, ...b.tenants].map(({ sloUs }) => sloUs));
  const verdict = verdictOn({
    ...findings,
    isIdentical: isCommon && measuredA.latencyDigest === measuredB.latencyDigest,
    sloMs: promises.size === 1 ? [...promises][0]! / 1000 : null,
  });
  return { ...findings, verdict };
}

/** One resampling for both when they share arrivals, cut wherever one of them changes by plan; else one for each. */
function resamplings(a: ComparedRun, b: ComparedRun, paired: boolean): [Resampling, Resampling] {
  const bank = new StreamBank(BOOTSTRAP_SEED);
  const planned = ({ record }: ComparedRun): number[] =>
    record.scenario.timeline.flatMap(({ atUs, forUs }) => [atUs, atUs + forUs]);
  const acted = ({ record }: ComparedRun): number[] => record.actions.map(({ atUs }) => atUs);
  const drawn = (runs: readonly ComparedRun[], name: string): Resampling => {
    const cuts = [...runs.flatMap(planned), ...runs.flatMap(acted)];
    return resample(planBlocks(runs[0]!.record.untilUs, cuts), DRAWS, bank.open(`compare/${name}`));
  };
  if (!paired) return [drawn([a], 'a'), drawn([b], 'b')];
  const both = drawn([a, b], 'both');
  return [both, both];
}

function tenantRequests({ record, run }: ComparedRun, id: string): RunRequests['tenants'][number] {
  const index = record.scenario.tenants.findIndex((tenant) => tenant.id === id);
  const plan = record.scenario.plans.find((each) => each.id === record.scenario.tenants[index]!.plan)!;
  return { log: run.requests()[index]!, sloUs: plan.sloLatencyUs };
}

function headOf({ file, record, run }: ComparedRun): ComparedRunHead {
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

function whyNot({ record: a }: ComparedRun, { record: b }: ComparedRun): string {
  if (a.seed !== b.seed) return `the seeds differ (${a.seed} and ${b.seed})`;
  if (a.untilUs !== b.untilUs) return `the runs end at different times (${a.untilUs / 1e6} s and ${b.untilUs / 1e6} s)`;
  return 'the scenarios bring different requests';
}

function notCommon(shared: readonly string[], common: readonly string[]): string {
  const others = shared.filter((id) => !common.includes(id));
  return others.length === 0 ? 'the tenants that only one run has' : others.join(', ');
}
