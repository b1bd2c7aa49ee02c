/**
 * @module Explain: why the requests of some stretch took longer than those of another, by culprit, resource and own work.
 *
 * Every answered request's time is known part by part (measure/latency-parts), so that the difference of two means is the sum of
 * the differences of the parts' means. Whether there is anything to explain is decided first, by chance alone (see chance.ts).
 */
import { fail, issue, ok, type Result } from '../kernel/result.ts';
import type { RunParts } from '../measure/latency-parts.ts';
import { baselineOf } from './baseline.ts';
import { causesOf, ranked } from './causes.ts';
import { chanceOf } from './chance.ts';
import type { BaselineChoice, Cause, Chance, Explanation, Region } from './explanation.ts';
import { factsOf } from './facts.ts';
import { sumsOf, type TenantSums } from './sums.ts';

const US_PER_MS = 1000;
/** Victim in the source of a number that is about everybody. */
export const EVERYBODY = '*';

/**
 * @param run     of `Run.parts()`
 * @param region  which requests are asked about
 * @param choice  what they are compared with
 * @returns the explanation, or an issue `unknown-tenant`, `bad-region`, `empty-region` or `no-baseline`
 */
export function explain(
  run: RunParts,
  region: Region,
  choice: BaselineChoice = { kind: 'before' },
): Result<Explanation> {
  const { parts, tenants, untilUs } = run;
  const asked = tenants.map((id) => (region.tenant === null || region.tenant === id ? 1 : 0));
  if (!asked.includes(1)) {
    return fail(issue('unknown-tenant', 'tenant', `found ${region.tenant}, expected one of ${tenants.join(', ')}`));
  }
  if (!(region.fromUs >= 0 && region.toUs > region.fromUs && region.toUs <= untilUs)) {
    const found = `found ${region.fromUs / 1e6} to ${region.toUs / 1e6} s`;
    return fail(
      issue(
        'bad-region',
        'region',
        `${found}, expected a stretch between 0 and ${untilUs / 1e6} s, where the run has come`,
      ),
    );
  }
  const chosen = baselineOf(parts, { weights: asked }, region, untilUs, choice);
  if (!chosen.ok) return chosen;
  const { kind, spans } = chosen.value;
  const baseSums = sumsOf(parts, tenants.length, spans, undefined);
  const regionSums = sumsOf(parts, tenants.length, [region], region.latencyUs);
  const weights = weightsOf(asked, regionSums, baseSums);
  const chance = weights === null ? null : chanceOf(parts, { weights }, region, spans);
  if (weights === null || chance === null) {
    const of = region.tenant ?? 'anybody';
    return fail(
      issue(
        'empty-region',
        'region',
        `found no answered request of ${of} there that could be compared: choose a longer region or other latencies`,
      ),
    );
  }
  const regionMs = meanMs(regionSums, weights);
  const baselineMs = meanMs(baseSums, weights);
  const verdict = verdictOf(chance);
  const causes =
    verdict === 'nothing'
      ? []
      : ranked(
          causesOf(
            run,
            weights,
            { spans: [region], sums: regionSums },
            { spans, sums: baseSums },
            region.tenant ?? EVERYBODY,
          ),
          regionMs >= baselineMs ? 1 : -1,
        );
  const differenceMs = regionMs - baselineMs;
  return ok({
    region,
    baseline: { kind, spans, requests: answered(baseSums, weights) },
    requests: answered(regionSums, weights),
    regionMs,
    baselineMs,
    differenceMs,
    chance,
    verdict,
    causes,
    remainderMs:
      verdict === 'nothing' ? 0 : causes.reduce((left, { contributionMs }) => left - contributionMs, differenceMs),
    facts: factsOf(run, [region], spans, (tenant) => weights[tenant]! > 0, culpritsOf(causes)),
  });
}

/** Each tenant as in the baseline, so that a flood of one does not change whom the mean is about. */
function weightsOf(
  asked: readonly number[],
  region: readonly TenantSums[],
  baseline: readonly TenantSums[],
): number[] | null {
  const counts = asked.map((is, tenant) =>
    is === 1 && region[tenant]!.completed > 0 ? baseline[tenant]!.completed : 0,
  );
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all === 0 ? null : counts.map((count) => count / all);
}

function meanMs(sums: readonly TenantSums[], weights: readonly number[]): number {
  let meanUs = 0;
  sums.forEach(({ completed, latencyUs }, tenant) => {
    if (weights[tenant]! > 0) meanUs += (weights[tenant]! * latencyUs) / completed;
  });
  return meanUs / US_PER_MS;
}

function answered(sums: readonly TenantSums[], weights: readonly number[]): number {
  return sums.reduce((sum, { completed }, tenant) => (weights[tenant]! > 0 ? sum + completed : sum), 0);
}

function verdictOf({ region, low, high }: Chance): Explanation['verdict'] {
  if (region > high) return 'slower';
  return region < low ? 'faster' : 'nothing';
}

function culpritsOf(causes: readonly Cause[]): string[] {
  const names = causes.flatMap(({ cause }) => (cause.kind === 'blame' ? [cause.culprit] : []));
  return [...new Set(names)];
}
