/** @module Replays a run record: executes it again and says whether, and where, it went another way. */
import { type Run, replay } from '../../sim-engine/index.ts';
import type { RunRecord } from './run-record.ts';

/** What re-execution showed; `message` says where it diverged and in what. */
export type RecordReplay =
  | { readonly kind: 'matched'; readonly run: Run }
  | {
      readonly kind: 'diverged';
      readonly run: Run;
      readonly message: string;
      /** Where the digests parted; absent when only the claimed result differs. */
      readonly at?: {
        readonly fromEvents: number;
        readonly fromUs: number;
        readonly events: number;
        readonly atUs: number;
      };
      /** First field of the result that differs. */
      readonly field?: string;
    };

/**
 * @param record         a record that was read
 * @param keepLatencies  keep what became of every request
 */
export function replayRecord(record: RunRecord, keepLatencies = false): RecordReplay {
  const { scenario, scenarioSha256, seed, isolation, actions, untilUs, digest, trail } = record;
  const options = { scenario, scenarioSha256, seed, keepLatencies, ...(isolation === null ? {} : { isolation }) };
  const { run, verdict } = replay(options, actions, untilUs, { digest, trail });
  if (verdict.kind === 'diverged') {
    const { fromEvents, fromUs, events, atUs } = verdict;
    const message = `diverged between event ${fromEvents} (${seconds(fromUs)}) and event ${events} (${seconds(atUs)}): recorded digest ${digest}, replayed ${run.digest()}`;
    return { kind: 'diverged', run, message, at: { fromEvents, fromUs, events, atUs } };
  }
  const difference = firstDifference(record.result, JSON.parse(JSON.stringify(run.result())), '');
  if (difference === undefined) return { kind: 'matched', run };
  const { field, recorded, replayed } = difference;
  const message = `diverged in the result: ${field} is recorded as ${recorded}, and the replay gives ${replayed}`;
  return { kind: 'diverged', run, message, field };
}

/** Simulated time for people. */
function seconds(us: number): string {
  return `${(us / 1e6).toFixed(6)} s`;
}

interface Difference {
  readonly field: string;
  readonly recorded: string;
  readonly replayed: string;
}

/** @returns the first place, in the order of the replayed value's keys, at which two JSON values differ */
export function firstDifference(recorded: unknown, replayed: unknown, field: string): Difference | undefined {
  if (isObject(recorded) && isObject(replayed) && Array.isArray(recorded) === Array.isArray(replayed)) {
    for (const key of new Set([...Object.keys(replayed), ...Object.keys(recorded)])) {
      const inner = firstDifference(recorded[key], replayed[key], field === '' ? key : `${field}.${key}`);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
  if (Object.is(recorded, replayed) || (recorded === 0 && replayed === 0)) return undefined;
  return { field: field === '' ? 'result' : field, recorded: show(recorded), replayed: show(replayed) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'absent').slice(0, 80);
}
