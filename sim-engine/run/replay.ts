/** @module Replay: executes an action log again and says whether, and where, it went another way than recorded. */
import type { StampedAction } from '../model/action-log.ts';
import type { DigestMark } from '../model/run-result.ts';
import { Run } from './run.ts';
import type { RunOptions } from './run-options.ts';

/** What a recorded run claims. */
export interface RecordedDigests {
  readonly digest: string;
  readonly trail: readonly DigestMark[];
}

/** `diverged` lies between the last mark that agreed (`from...`) and the first that did not. */
export type ReplayVerdict =
  | { readonly kind: 'matched' }
  | {
      readonly kind: 'diverged';
      readonly fromEvents: number;
      readonly fromUs: number;
      readonly events: number;
      readonly atUs: number;
    };

/**
 * @param options   what the run started from
 * @param actions   the log, in order of sequence
 * @param untilUs   where the recorded run ended
 * @param expected  what it claims; without it every replay matches
 */
export function replay(
  options: RunOptions,
  actions: readonly StampedAction[],
  untilUs: number,
  expected?: RecordedDigests,
): { run: Run; verdict: ReplayVerdict } {
  const run = Run.create(options);
  for (const action of actions) run.submit(action);
  run.advanceTo(untilUs);
  return { run, verdict: expected === undefined ? { kind: 'matched' } : compare(run, expected) };
}

function compare(run: Run, expected: RecordedDigests): ReplayVerdict {
  const trail = run.trail();
  let agreed: Pick<DigestMark, 'events' | 'atUs'> = { events: 0, atUs: 0 };
  const length = Math.max(trail.length, expected.trail.length);
  for (let i = 0; i < length; i++) {
    const mine = trail[i];
    const theirs = expected.trail[i];
    if (mine?.digest !== theirs?.digest || mine?.events !== theirs?.events || mine?.atUs !== theirs?.atUs) {
      const at = mine ?? { events: run.events, atUs: run.nowUs };
      return { kind: 'diverged', fromEvents: agreed.events, fromUs: agreed.atUs, events: at.events, atUs: at.atUs };
    }
    agreed = mine ?? agreed;
  }
  if (run.digest() === expected.digest) return { kind: 'matched' };
  return {
    kind: 'diverged',
    fromEvents: agreed.events,
    fromUs: agreed.atUs,
    events: run.events,
    atUs: run.nowUs,
  };
}
