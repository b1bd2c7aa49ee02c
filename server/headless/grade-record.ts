/**
 * @module Grades a run record: executes it again, and gives the points of its objectives as they came out.
 *
 * What cannot be graded has no points: not zero, none.
 */
import { AssertionFailure, checkAction, spendsMove } from '../../sim-engine/index.ts';
import type { ObjectiveResult } from '../../sim-engine/model/run-result.ts';
import { canonicalJson } from '../content/canonical-json.ts';
import type { Library } from '../content/library.ts';
import { replayRecord } from './replay-record.ts';
import { type RunRecord, readRunRecord } from './run-record.ts';

/** What became of one record. */
export type Grade = { readonly file: string } & (
  | {
      readonly state: 'graded';
      readonly scenarioId: string;
      readonly seed: number;
      readonly digest: string;
      readonly points: number;
      readonly pointsMax: number;
      readonly passPoints: number;
      /** True when the points suffice and nothing speaks against the run. */
      readonly passed: boolean;
      /** Why this run, right as it is, does not pass the exercise: other rules than the exercise's; empty when none. */
      readonly remarks: readonly string[];
      readonly objectives: readonly ObjectiveResult[];
    }
  | { readonly state: 'not-reproducible' | 'not-gradable'; readonly code: string; readonly reason: string }
);

/**
 * @param file     name of the file, for the report
 * @param text     its content
 * @param library  the exercises' own scenarios
 */
export function gradeRecord(file: string, text: string, library: Library): Grade {
  const read = readRunRecord(text);
  if (!read.ok) {
    const [first] = read.issues;
    return {
      file,
      state: 'not-gradable',
      code: first?.code ?? 'bad-record',
      reason: read.issues.map((each) => `${each.path === '' ? '' : `${each.path}: `}${each.message}`).join('; '),
    };
  }
  const record = read.value;
  try {
    return gradeRead(file, record, library);
  } catch (error) {
    // A forged record can hold a world that the engine refuses; an honest one cannot.
    if (!(error instanceof AssertionFailure)) throw error;
    return {
      file,
      state: 'not-gradable',
      code: 'engine-refused',
      reason: `the engine refuses this record: ${error.message}`,
    };
  }
}

function gradeRead(file: string, record: RunRecord, library: Library): Grade {
  const replayed = replayRecord(record);
  if (replayed.kind === 'diverged')
    return { file, state: 'not-reproducible', code: 'diverged', reason: replayed.message };
  const { scenario, seed } = record;
  const objectives = replayed.run.objectives();
  const points = objectives.reduce((sum, objective) => sum + objective.points, 0);
  const remarks = remarksOn(record, library);
  return {
    file,
    state: 'graded',
    scenarioId: scenario.id,
    seed,
    digest: replayed.run.digest(),
    points,
    pointsMax: objectives.reduce((sum, objective) => sum + objective.pointsMax, 0),
    passPoints: scenario.passPoints,
    passed: points >= scenario.passPoints && remarks.length === 0,
    remarks,
    objectives,
  };
}

/** What the run did that the exercise does not allow, although it may be executed. */
function remarksOn(record: RunRecord, library: Library): string[] {
  const { scenario, isolation, actions, untilUs } = record;
  const remarks: string[] = [];
  const own = library.get(scenario.id);
  if (own === undefined) remarks.push(`the scenario ${scenario.id} is not in the library`);
  else if (
    own.sha256 !== record.scenarioSha256 ||
    canonicalJson({ ...own.scenario, proofs: [] }) !== canonicalJson(scenario)
  ) {
    remarks.push(`the scenario differs from the library's ${scenario.id}`);
  }
  if (isolation !== null) remarks.push(`the run began under ${isolation.id}, set from outside`);
  if (untilUs < scenario.durationUs)
    remarks.push(`the run ended at ${untilUs / 1e6} s of ${scenario.durationUs / 1e6} s`);
  let movesUsed = 0;
  for (const { action, sequence } of actions) {
    for (const each of checkAction(scenario, action, movesUsed)) remarks.push(`action ${sequence}: ${each.message}`);
    if (spendsMove(action)) movesUsed++;
  }
  return remarks;
}
