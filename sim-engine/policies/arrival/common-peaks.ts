/** @module Common peaks: a rate that rises whenever a schedule says so, and tenants with one schedule peak together. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ArrivalLaw } from './arrival.ts';
import { type Spells, TwoRateProcess } from './two-rate-process.ts';

/**
 * Peaks of one length, with exponential quiet times between them, from the beginning of the run.
 *
 * Each source has its own copy of the schedule's stream, so all of them see the same peaks whatever else they do, and a
 * source that begins late falls into the peak that everybody else is in.
 */
class CommonSpells implements Spells {
  busy: 0 | 1 = 0;
  untilUs: number;
  private readonly schedule: RandomStream;
  private readonly quietUs: number;
  private readonly peakUs: number;

  constructor(everyMs: number, peakMs: number, schedule: RandomStream, fromUs: number) {
    this.schedule = schedule;
    this.quietUs = everyMs * 1000;
    this.peakUs = peakMs * 1000;
    this.untilUs = this.quietUs * schedule.exponential();
    while (this.untilUs <= fromUs) this.advance();
  }

  advance(): void {
    this.busy = this.busy === 1 ? 0 : 1;
    this.untilUs += this.busy === 1 ? this.peakUs : this.quietUs * this.schedule.exponential();
  }

  state(codec: StateCodec): void {
    this.busy = codec.number(this.busy) === 1 ? 1 : 0;
    this.untilUs = codec.number(this.untilUs);
  }
}

export const commonPeaks: ArrivalLaw = {
  id: 'common-peaks',
  title: 'Common peaks',
  summary: 'Random peaks that all tenants with the same schedule have at the same time, so that they do not even out.',
  source:
    'Cox, Some statistical methods connected with series of events, JRSS B 17(2), 1955 (doubly stochastic Poisson)',
  params: [
    {
      name: 'ratePerSec',
      label: 'Usual rate',
      unit: '/s',
      min: 0,
      max: 100_000,
      default: 10,
      doc: 'Mean requests per second between peaks.',
    },
    {
      name: 'peakRatePerSec',
      label: 'Peak rate',
      unit: '/s',
      min: 0,
      max: 100_000,
      default: 50,
      doc: 'Mean requests per second during a peak.',
    },
    {
      name: 'everyMs',
      label: 'Quiet for',
      unit: 'ms',
      min: 100,
      max: 86_400_000,
      default: 20_000,
      doc: 'Mean time from the end of a peak to the next.',
    },
    { name: 'peakMs', label: 'Peak for', unit: 'ms', min: 1, max: 86_400_000, default: 5000, doc: 'Length of a peak.' },
    {
      name: 'schedule',
      label: 'Schedule',
      unit: '',
      min: 0,
      max: 999,
      default: 0,
      integer: true,
      doc: 'Number of the schedule: tenants with the same number and the same two times peak together.',
    },
  ],
  process: (params, stream, fromUs, { bank }) => {
    const schedule = bank.open(`common-peaks/${params.schedule}`);
    const spells = new CommonSpells(params.everyMs!, params.peakMs!, schedule, fromUs);
    return new TwoRateProcess(params.ratePerSec!, params.peakRatePerSec!, stream, spells);
  },
  meanRatePerSec: (params) => {
    const quiet = params.everyMs!;
    const peak = params.peakMs!;
    return (params.ratePerSec! * quiet + params.peakRatePerSec! * peak) / (quiet + peak);
  },
};
