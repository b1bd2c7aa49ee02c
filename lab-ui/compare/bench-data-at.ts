/** @module The bench's data of a run as they were at an instant, put together from what the replay worker answers. */
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import type { Moment } from '../replay/questions/moment.ts';
import type { RunTicks } from '../replay/questions/ticks.ts';
import type { BenchData, IsolationRung } from '../state/bench-data.ts';

/**
 * @param inputs  what the run is made of
 * @param ladder  titles of the isolation models
 * @param whole   measures of the whole run
 * @param moment  who is where at the instant
 */
export function benchDataAt(
  inputs: RunInputs,
  ladder: readonly IsolationRung[],
  { ticks }: RunTicks,
  moment: Moment,
): BenchData {
  const { atUs, events, state, topology, log, objectives, movesUsed } = moment;
  const before = inputs.actions.filter((each) => each.atUs < atUs);
  return {
    scenario: inputs.scenario,
    ladder,
    status: 'paused',
    simulatedUs: atUs,
    events,
    speed: 1,
    actualSpeed: 1,
    ticks: ticks.slice(0, Math.floor(atUs / TICK_US)),
    state,
    topology,
    log,
    objectives,
    actions: before.map(({ atUs: at, action }) => ({ atUs: at, action })),
    movesUsed,
    digest: null,
    head: null,
  };
}
