/**
 * @module Run records: a run as one self-contained JSON file, with the hash of its own content.
 *
 * Whoever changes a value breaks the hash; whoever mends the hash as well is found out by executing the run again.
 */
import { z } from 'zod';
import {
  checkEngineScenario,
  engineActionSchema,
  engineIsolationSchema,
} from '../../scenarios/schema/engine-scenario.ts';
import { ACTIONS_MAX, DURATION_US_MAX } from '../../scenarios/schema/limits.ts';
import { printPath } from '../../scenarios/schema/located.ts';
import { ENGINE_VERSION } from '../../sim-engine/index.ts';
import { fail, type Issue, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type { StampedAction } from '../../sim-engine/model/action-log.ts';
import type { Choice } from '../../sim-engine/model/registry.ts';
import type { DigestMark, RunResult } from '../../sim-engine/model/run-result.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { canonicalJson, contentHash } from '../content/canonical-json.ts';
import { isWithinDepth } from '../core/json-depth.ts';

/** Name of the format. */
export const RECORD_FORMAT = 'tenantlab-run';
/** Rises whenever the meaning of a field changes. */
export const RECORD_VERSION = 1;
/** Largest record that is read, bytes; one of 20 million events with 500 tenants has half of it. */
export const RECORD_BYTES_MAX = 32 * 1024 * 1024;
/** Levels of the deepest value in a record, twice over; a submission is one more around it. */
const DEPTH_MAX = 26;

/** What a record is made of. */
export interface RunRecordInput {
  readonly scenario: Scenario;
  /** sha256 (hex) of the whole scenario's canonical JSON, proofs included. */
  readonly scenarioSha256: string;
  readonly seed: number;
  /** What held from time 0 in place of the scenario's own model, or null. */
  readonly isolation: Choice | null;
  readonly actions: readonly StampedAction[];
  /** Where the run ended, microseconds. */
  readonly untilUs: number;
  readonly result: RunResult;
  readonly trail: readonly DigestMark[];
}

/** A record as it was read: unchanged since it was written, and of this engine. */
export interface RunRecord extends Omit<RunRecordInput, 'result'> {
  readonly digest: string;
  readonly engineVersion: string;
  /** Claimed; nothing is graded by it. */
  readonly result: unknown;
}

/**
 * @param input  a run; the scenario's proofs are left out of the record
 * @returns the record's text: JSON, the same for the same run
 */
export function makeRunRecord(input: RunRecordInput): string {
  const body = {
    format: RECORD_FORMAT,
    formatVersion: RECORD_VERSION,
    digest: input.result.digest,
    engineVersion: input.result.engineVersion,
    scenario: { ...input.scenario, proofs: [] },
    scenarioSha256: input.scenarioSha256,
    seed: input.seed,
    isolation: input.isolation,
    actions: input.actions,
    untilUs: input.untilUs,
    trail: input.trail,
    result: input.result,
  };
  // Through canonical JSON, so that the text depends on the values alone.
  const plain: unknown = JSON.parse(canonicalJson(body));
  return `${JSON.stringify({ contentHash: contentHash(plain), ...body }, null, 1)}\n`;
}

const hex = z.string().regex(/^[0-9a-f]{8,128}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const action = z.strictObject({
  sequence: count,
  atUs: z.int().min(0).max(DURATION_US_MAX),
  action: engineActionSchema,
});
const shape = z.strictObject({
  contentHash: sha256,
  format: z.literal(RECORD_FORMAT),
  formatVersion: z.literal(RECORD_VERSION),
  digest: hex,
  engineVersion: z.string().max(64),
  scenario: z.unknown(),
  scenarioSha256: sha256,
  seed: count,
  isolation: engineIsolationSchema.nullable(),
  actions: z.array(action).max(ACTIONS_MAX),
  untilUs: z.int().min(1).max(DURATION_US_MAX),
  trail: z.array(z.strictObject({ events: count, atUs: count, digest: hex })),
  result: z.looseObject({ digest: hex }),
});

/**
 * Reads a run record.
 *
 * @param text  the whole file
 * @returns the record, or issues `not-json`, `not-a-record`, `record-version`, `engine-version`, `content-changed` or `bad-record`
 */
export function readRunRecord(text: string): Result<RunRecord> {
  const parsed = parseRecordJson(text);
  if (!parsed.ok) return parsed;
  const identity = checkIdentity(parsed.value);
  if (identity !== undefined) return fail(identity);
  const { contentHash: claimed, ...body } = parsed.value;
  if (claimed !== contentHash(body)) {
    const message =
      'the content does not fit its hash: a value was changed after the run; use the file as it was written';
    return fail(issue('content-changed', 'contentHash', message));
  }
  const read = shape.safeParse(parsed.value);
  if (!read.success) {
    return fail(
      ...read.error.issues
        .slice(0, 20)
        .map((each) => issue('bad-record', printPath(each.path), `${each.message}: use the file as it was written`)),
    );
  }
  const scenario = checkEngineScenario(read.data.scenario);
  if (!scenario.ok) return fail(...scenario.issues.map((each) => ({ ...each, path: `scenario.${each.path}` })));
  const { digest, engineVersion, scenarioSha256, seed, isolation, actions, untilUs, trail, result } = read.data;
  const issues = checkTimes(actions, untilUs, scenario.value.durationUs);
  if (issues.length > 0) return fail(...issues);
  const rest = { digest, engineVersion, scenarioSha256, seed, isolation, actions, untilUs, trail, result };
  return ok({ ...rest, scenario: scenario.value });
}

/** @returns the JSON object that a file holds, not nested too deeply; or an issue `not-json` or `not-a-record` */
export function parseRecordJson(text: string): Result<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fail(
      issue(
        'not-json',
        '',
        `this is no JSON (${error.message.slice(0, 120)}): use a file that \`run --out\` or the lab wrote`,
      ),
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !isWithinDepth(value, DEPTH_MAX)) {
    return fail(issue('not-a-record', '', 'this JSON is no run record: use a file that `run --out` or the lab wrote'));
  }
  return ok(value as Record<string, unknown>);
}

function checkIdentity(value: Readonly<Record<string, unknown>>): Issue | undefined {
  const { format, formatVersion, engineVersion } = value;
  if (format !== RECORD_FORMAT) {
    return issue(
      'not-a-record',
      'format',
      `found ${show(format)}, expected "${RECORD_FORMAT}": use a file that \`run --out\` or the lab wrote`,
    );
  }
  if (formatVersion !== RECORD_VERSION) {
    return issue(
      'record-version',
      'formatVersion',
      `found ${show(formatVersion)}, expected ${RECORD_VERSION}: use the release that wrote it`,
    );
  }
  if (engineVersion !== ENGINE_VERSION) {
    const message = `found engine ${show(engineVersion)}, and this program holds engine ${ENGINE_VERSION} only: use the release that wrote the record`;
    return issue('engine-version', 'engineVersion', message);
  }
  return undefined;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}

function checkTimes(actions: readonly StampedAction[], untilUs: number, durationUs: number): Issue[] {
  if (untilUs > durationUs)
    return [issue('bad-record', 'untilUs', `found ${untilUs}, expected at most the duration, ${durationUs}`)];
  for (let i = 0; i < actions.length; i++) {
    const { sequence, atUs } = actions[i]!;
    const before = actions[i - 1];
    if (atUs > untilUs)
      return [issue('bad-record', `actions.${i}.atUs`, `found ${atUs}, expected at most the end, ${untilUs}`)];
    if (before !== undefined && (sequence <= before.sequence || atUs < before.atUs)) {
      return [issue('bad-record', `actions.${i}`, 'found an action out of order, expected rising sequence and time')];
    }
  }
  return [];
}
