/** @module Replays a run record: executes it again and says whether, and where, it went another way. */
import { firstDifference, type Run, replay } from '../../sim-engine/index.ts';
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
