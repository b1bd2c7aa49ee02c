/** @module Trace arrivals: recorded times, played once or over and over. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import { type ArrivalLaw, ArrivalProcess } from './arrival.ts';

class TracePlayer extends ArrivalProcess {
  private readonly timesMs: readonly number[];
  private readonly fromUs: number;
  private readonly lengthUs: number;
  /** Requests sent so far. */
  private sent = 0;

  /** @param repeatMs  0 to play once */
  constructor(timesMs: readonly number[], repeatMs: number, fromUs: number) {
    super();
    this.timesMs = timesMs;
    this.fromUs = fromUs;
    // A trace that is longer than its period is played to its end before it begins again.
    this.lengthUs = repeatMs === 0 ? 0 : 1000 * playedMs(timesMs, repeatMs);
  }

  advance(clock: Float64Array): void {
    const count = this.timesMs.length;
    const round = Math.floor(this.sent / count);
    if (round > 0 && this.lengthUs === 0) {
      clock[0] = Number.POSITIVE_INFINITY;
      return;
    }
    const row = this.sent - round * count;
    this.sent++;
    clock[0] = this.fromUs + round * this.lengthUs + 1000 * this.timesMs[row]!;
  }

  state(codec: StateCodec): void {
    this.sent = codec.number(this.sent);
  }
}

/** @returns milliseconds from one beginning of the trace to the next */
function playedMs(timesMs: readonly number[], repeatMs: number): number {
  return Math.max(1, repeatMs, timesMs[timesMs.length - 1]!);
}

export const trace: ArrivalLaw = {
  id: 'trace',
  title: 'Trace',
  summary: 'Recorded times, played once or over and over: exactly the load that was seen.',
  source: 'Law, Simulation Modeling and Analysis, 2015, section 6.1 (trace-driven simulation)',
  params: [
    {
      name: 'repeatMs',
      label: 'Repeat after',
      unit: 'ms',
      min: 0,
      max: 86_400_000,
      default: 1000,
      doc: 'Time from one beginning of the trace to the next, at least 1 ms and its last time; 0 plays it once.',
    },
  ],
  table: {
    label: 'Times',
    columns: [
      {
        name: 'atMs',
        label: 'Time',
        unit: 'ms',
        min: 0,
        max: 86_400_000,
        doc: 'Time after the beginning of the trace.',
      },
    ],
    rowsMin: 1,
    rowsMax: 10_000,
    ascending: true,
    default: [0, 100, 110, 120, 500],
    doc: 'Times of the requests, in order; several may come at the same time.',
  },
  process: (params, _stream, fromUs, { table }) => new TracePlayer(table, params.repeatMs!, fromUs),
  meanRatePerSec: (params, table) => {
    const repeatMs = params.repeatMs!;
    return repeatMs === 0 ? 0 : (1000 * table.length) / playedMs(table, repeatMs);
  },
};
