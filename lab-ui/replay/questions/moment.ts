/** @module Question: what stood where at an instant of the run. */
import { type NextEvent, spendsMove } from '../../../sim-engine/index.ts';
import type { GuardResult, LogEntry, ObjectiveResult } from '../../../sim-engine/model/run-result.ts';
import type { TopologyView } from '../../../sim-engine/model/topology.ts';
import type { StateView } from '../../../sim-engine/protocol/frame-codec.ts';
import type { ReplayBook } from '../book.ts';

/** The run at one instant, as it was then. */
export interface Moment {
  readonly atUs: number;
  /** Model events before the instant. */
  readonly events: number;
  readonly state: StateView;
  readonly topology: TopologyView;
  readonly log: readonly LogEntry[];
  readonly objectives: readonly ObjectiveResult[];
  readonly guards: readonly GuardResult[];
  readonly movesUsed: number;
  /** What happens next, or null at the end of the run. */
  readonly next: NextEvent | null;
}

/**
 * @param book  the run
 * @param atUs  whole microseconds from 0 to where the run has come
 */
export function moment(book: ReplayBook, { atUs }: { readonly atUs: number }): Moment {
  const run = book.recording.seek(atUs);
  return {
    atUs,
    events: run.events,
    state: run.state(),
    topology: run.topology(),
    log: run.log(),
    objectives: run.objectives(),
    guards: run.guards(),
    movesUsed: book.inputs.actions.filter((each) => each.atUs < atUs && spendsMove(each.action)).length,
    next: run.next(),
  };
}
