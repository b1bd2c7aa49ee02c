/** @module The bench's data of a whole run, put together from what it is made of and what the replay worker measured. */
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import type { RunTicks } from '../replay/questions/ticks.ts';
import type { BenchData, IsolationRung } from '../state/bench-data.ts';

/**
 * @param inputs  what the run is made of
 * @param ladder  titles of the isolation models
 * @param ticks   measures of the whole run, and what happened in it
 * @returns the run at its end, without who is where: that is asked about moment by moment
 */
export function wholeRunData(inputs: RunInputs, ladder: readonly IsolationRung[], { ticks, log }: RunTicks): BenchData {
  return {
    scenario: inputs.scenario,
    ladder,
    status: 'paused',
    simulatedUs: inputs.simulatedUs,
    events: 0,
    speed: 1,
    actualSpeed: 1,
    ticks,
    state: null,
    topology: null,
    log,
    objectives: [],
    guards: [],
    actions: inputs.actions.map(({ atUs, action }) => ({ atUs, action })),
    movesUsed: 0,
    digest: null,
    head: null,
  };
}
