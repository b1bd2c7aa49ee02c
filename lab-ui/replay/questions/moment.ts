/** @module Question: what stood where at an instant of the run. */
import { type NextEvent, spendsMove } from '../../../sim-engine/index.ts';
import type { GuardResult, LogEntry, ObjectiveResult } from '../../../sim-engine/model/run-result.ts';
import type { TopologyView } from '../../../sim-engine/model/topology.ts';
import type { RequestName, Spot } from '../../../sim-engine/model/trace.ts';
import type { StateView } from '../../../sim-engine/protocol/frame-codec.ts';
import { withParticles } from '../../../sim-engine/protocol/particle-codec.ts';
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
  /** Places of the request that is followed; null when it is not there, or none is followed. */
  readonly followed: readonly Spot[] | null;
  /** What happens next, or null at the end of the run. */
  readonly next: NextEvent | null;
}

/**
 * @param book  the run
 * @param about  the moment, whole microseconds from 0 to where the run has come, and the request that is followed
 */
export function moment(
  book: ReplayBook,
  { atUs, follow = null }: { readonly atUs: number; readonly follow?: RequestName | null },
): Moment {
  const run = book.recording.seek(atUs);
  return {
    atUs,
    events: run.events,
    state: withParticles(run.state(), run.particles()),
    topology: run.topology(),
    log: run.log(),
    objectives: run.objectives(),
    guards: run.guards(),
    movesUsed: book.inputs.actions.filter((each) => each.atUs < atUs && spendsMove(each.action)).length,
    followed: follow === null ? null : run.whereabouts(follow),
    next: run.next(),
  };
}
