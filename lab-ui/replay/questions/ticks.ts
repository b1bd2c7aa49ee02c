/** @module Question: what was measured of the run, half second by half second, and what happened to the system. */
import { assert } from '../../../sim-engine/kernel/assert.ts';
import type { LogEntry } from '../../../sim-engine/model/run-result.ts';
import { decodeFrame, encodeFrame, type Tick } from '../../../sim-engine/protocol/frame-codec.ts';
import type { ReplayBook } from '../book.ts';

/** The measures of a run from its beginning to where it has come. */
export interface RunTicks {
  readonly ticks: readonly Tick[];
  readonly log: readonly LogEntry[];
}

/**
 * @param book   the run; it is executed once more, with its measures kept
 * @param _whole says that all of them are wanted
 */
export function ticks(book: ReplayBook, _whole: { readonly whole: true }): RunTicks {
  return book.once('ticks', () => {
    const run = book.execute({ ticks: true });
    const head = { sequence: 1, simulatedUs: run.nowUs, events: run.events, actualSpeed: 1 };
    // Through the wire's own packing, so that the page gets what the bench would have got.
    const frame = decodeFrame(encodeFrame(head, run.state(), run.takeTicks()));
    assert(frame.ok, 'a frame that was packed here cannot be read');
    return { ticks: frame.value.ticks, log: run.log() };
  });
}
