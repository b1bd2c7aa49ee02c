/** @module On/off arrivals: Poisson at one of two rates, switched after exponential times (a two-state MMPP). */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ArrivalLaw } from './arrival.ts';
import { type Spells, TwoRateProcess } from './two-rate-process.ts';

/** Busy and quiet spells of exponential length. */
class RandomSpells implements Spells {
  busy: 0 | 1;
  untilUs: number;
  private readonly stream: RandomStream;
  private readonly meanUs: readonly [quiet: number, busy: number];

  constructor(quietMs: number, busyMs: number, stream: RandomStream, fromUs: number) {
    this.stream = stream;
    this.meanUs = [quietMs * 1000, busyMs * 1000];
    // The stationary start: a process begun in a fixed state would show its warm-up.
    this.busy = stream.uniform() * (this.meanUs[0] + this.meanUs[1]) < this.meanUs[1] ? 1 : 0;
    this.untilUs = fromUs + this.meanUs[this.busy] * stream.exponential();
  }

  advance(): void {
    this.busy = this.busy === 1 ? 0 : 1;
    this.untilUs += this.meanUs[this.busy] * this.stream.exponential();
  }

  state(codec: StateCodec): void {
    this.busy = codec.number(this.busy) === 1 ? 1 : 0;
    this.untilUs = codec.number(this.untilUs);
  }
}

export const onOff: ArrivalLaw = {
  id: 'on-off',
  title: 'On and off',
  summary: 'Bursts: busy and quiet spells of random length, each with its own rate.',
  source: 'Fischer and Meier-Hellstern, The MMPP cookbook, Performance Evaluation 18, 1993',
  params: [
    {
      name: 'onRatePerSec',
      label: 'Busy rate',
      unit: '/s',
      min: 0,
      max: 100_000,
      default: 50,
      doc: 'Mean requests per second while busy.',
    },
    {
      name: 'offRatePerSec',
      label: 'Quiet rate',
      unit: '/s',
      min: 0,
      max: 100_000,
      default: 0,
      doc: 'Mean requests per second while quiet.',
    },
    { name: 'onMs', label: 'Busy for', unit: 'ms', min: 1, max: 3_600_000, default: 1000, doc: 'Mean busy spell.' },
    { name: 'offMs', label: 'Quiet for', unit: 'ms', min: 1, max: 3_600_000, default: 4000, doc: 'Mean quiet spell.' },
  ],
  process: (params, stream, fromUs) =>
    new TwoRateProcess(
      params.offRatePerSec!,
      params.onRatePerSec!,
      stream,
      new RandomSpells(params.offMs!, params.onMs!, stream, fromUs),
    ),
  meanRatePerSec: (params) => {
    const on = params.onMs!;
    const off = params.offMs!;
    return (params.onRatePerSec! * on + params.offRatePerSec! * off) / (on + off);
  },
};
