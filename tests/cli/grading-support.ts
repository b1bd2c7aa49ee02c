/** @module What the grading tests share: a small exercise, runs of it as records and submissions, and values changed in them. */

import { scaffoldScenario } from '../../scenarios/authoring/scaffold-scenario.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { contentHash } from '../../server/content/canonical-json.ts';
import type { Library, LoadedScenario } from '../../server/content/library.ts';
import { execute, stamp } from '../../server/headless/execute.ts';
import { type AttemptName, worldSeed } from '../../server/headless/hidden-seeds.ts';
import { makeRunRecord } from '../../server/headless/run-record.ts';
import { makeSubmission } from '../../server/headless/submission.ts';
import type { Choice } from '../../sim-engine/model/registry.ts';
import type { TimedAction } from '../../sim-engine/model/scenario.ts';

export const KEY = '0123456789abcdef0123456789abcdef';

/** A few seconds of the scaffold's flood: one neighbour, one noisy tenant, three objectives, a guard. */
export const SMALL_TEXT = scaffoldScenario('small')
  .replace('duration: 60 s', 'duration: 10 s')
  .replace('at: 15 s, for: 35 s', 'at: 1 s, for: 8 s')
  .replaceAll('window: { from: 35 s, to: 50 s }', 'window: { from: 5 s, to: 9 s }')
  .replaceAll('window: { from: 35 s, to: 60 s }', 'window: { from: 5 s, to: 10 s }')
  .replaceAll('at: 20 s', 'at: 2 s')
  .replace('count: 10, rate: 2/s', 'count: 2, rate: 5/s')
  .replace(
    'passPoints: 80',
    'guards:\n  - { id: serves, title: Beta is served, metric: rejected-share, scope: { tenant: B }, atMost: 60 % }\n\npassPoints: 80',
  );

function load(text: string): LoadedScenario {
  const { scenario, issues } = parseScenario(text);
  if (scenario === undefined) throw new RangeError(JSON.stringify(issues));
  return { scenario, sha256: contentHash(scenario), text };
}

export const SMALL = load(SMALL_TEXT);

/** @returns a library that holds one scenario */
export function holding(text: string = SMALL_TEXT): Library {
  const loaded = load(text);
  return { get: (id) => (id === loaded.scenario.id ? loaded : undefined), list: () => [loaded] };
}

export const FAIR: TimedAction = {
  atUs: 2e6,
  action: { type: 'switch-isolation', model: { id: 'fair', params: { quantumUs: 20_000 } } },
};

export interface Made {
  readonly seed?: number;
  readonly actions?: readonly TimedAction[];
  readonly untilUs?: number;
  readonly isolation?: Choice;
  readonly of?: LoadedScenario;
}

/** @returns the text of a run record */
export function recordOf({ seed = 5, actions = [FAIR], untilUs, isolation, of = SMALL }: Made = {}): string {
  const { scenario, sha256 } = of;
  const endUs = untilUs ?? scenario.durationUs;
  const run = execute({ scenario, sha256, seed, isolation: isolation ?? null, actions, untilUs: endUs });
  return makeRunRecord({
    scenario,
    scenarioSha256: sha256,
    seed,
    isolation: isolation ?? null,
    actions: stamp(actions),
    untilUs: endUs,
    result: run.result(),
    trail: run.trail(),
  });
}

export const ANN: AttemptName = { course: 'mta', learner: 'ann', attempt: 1 };
export const BOB: AttemptName = { course: 'mta', learner: 'bob', attempt: 1 };

/** @returns the text of a submission of the world that was given */
export function submissionOf(name: AttemptName, made: Made = {}): string {
  const seed = worldSeed(KEY, name, (made.of ?? SMALL).scenario.id);
  return makeSubmission({ ...name, submittedAt: '2026-11-23T10:00:00.250Z' }, recordOf({ seed, ...made }));
}

export type Json = Record<string, unknown>;

/** @returns the record with values changed by path; the hash of the content is mended where it is asked for */
export function forged(text: string, changes: Readonly<Record<string, unknown>>, mendHash: boolean): string {
  const copy = JSON.parse(text) as Json;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    let at = copy;
    for (const key of keys.slice(0, -1)) at = at[key] as Json;
    if (value === undefined) delete at[keys.at(-1)!];
    else at[keys.at(-1)!] = value;
  }
  if (mendHash) {
    const record = copy.format === 'tenantlab-submission' ? (copy.record as Json) : copy;
    const { contentHash: _, ...body } = record;
    record.contentHash = contentHash(body);
  }
  return JSON.stringify(copy);
}
