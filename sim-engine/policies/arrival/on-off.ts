/** @module On/off arrivals: Poisson at one of two rates, switched after exponential times (a two-state MMPP). */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ParamValues } from '../../model/registry.ts';
import type { ArrivalLaw, ArrivalProcess } from './arrival.ts';

class OnOffProcess implements ArrivalProcess {
  private readonly stream: RandomStream;
  private readonly ratePerUs: readonly [number, number];
  private readonly meanUs: readonly [number, number];
  private on = 1;
  private switchUs: number;

  constructor(params: ParamValues, stream: RandomStream, fromUs: number) {
    this.stream = stream;
    this.ratePerUs = [params.offRatePerSec! / 1e6, params.onRatePerSec! / 1e6];
    this.meanUs = [params.offMs! * 1000, params.onMs! * 1000];
    // The stationary start: a process begun in a fixed state would show its warm-up.
    this.on = stream.uniform() * (this.meanUs[0] + this.meanUs[1]) < this.meanUs[1] ? 1 : 0;
    this.switchUs = fromUs + this.meanUs[this.on]! * stream.exponential();
  }

  next(nowUs: number): number {
    let at = nowUs;
    for (;;) {
      const rate = this.ratePerUs[this.on]!;
      const candidate = rate > 0 ? at + this.stream.exponential() / rate : Number.POSITIVE_INFINITY;
      if (candidate <= this.switchUs) return candidate;
      if (this.ratePerUs[0] === 0 && this.ratePerUs[1] === 0) return Number.POSITIVE_INFINITY;
      // A Poisson process may be restarted at any instant: what was drawn beyond the switch is thrown away.
      at = this.switchUs;
      this.on = 1 - this.on;
      this.switchUs = at + this.meanUs[this.on]! * this.stream.exponential();
    }
  }

  state(codec: StateCodec): void {
    this.on = codec.number(this.on);
    this.switchUs = codec.number(this.switchUs);
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
  process: (params, stream, fromUs) => new OnOffProcess(params, stream, fromUs),
  meanRatePerSec: (params) => {
    const on = params.onMs!;
    const off = params.offMs!;
    return (params.onRatePerSec! * on + params.offRatePerSec! * off) / (on + off);
  },
};
