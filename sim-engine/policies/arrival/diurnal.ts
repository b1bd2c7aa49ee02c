/** @module Diurnal arrivals: a Poisson process whose rate rises and falls like a day. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import { type ArrivalLaw, ArrivalProcess } from './arrival.ts';

/**
 * A wave like a sine, from portable operations only.
 *
 * @param turn  place in the period, 0..1
 * @returns -1..1, within 0.0011 of sin(2 pi turn); both halves are alike, so that its mean is 0
 * @source Capens, Fast and accurate sine/cosine, devmaster.net, 2006: a parabola, then a correction by its square
 */
function wave(turn: number): number {
  const half = turn < 0.5 ? turn : turn - 0.5;
  const parabola = 16 * half * (0.5 - half);
  const size = parabola * (0.775 + 0.225 * parabola);
  return turn < 0.5 ? size : -size;
}

class DiurnalProcess extends ArrivalProcess {
  private readonly stream: RandomStream;
  private readonly swing: number;
  private readonly periodUs: number;
  /** Where in the period time 0 lies, 0..1. */
  private readonly shift: number;
  private readonly peakGapUs: number;

  constructor(ratePerSec: number, swing: number, periodMs: number, peakAtMs: number, stream: RandomStream) {
    super();
    this.stream = stream;
    this.swing = swing;
    this.periodUs = periodMs * 1000;
    const peakAt = peakAtMs / periodMs;
    // The wave is highest a quarter into its period.
    this.shift = 1.25 - (peakAt - Math.floor(peakAt));
    this.peakGapUs = ratePerSec > 0 ? 1_000_000 / (ratePerSec * (1 + swing)) : Number.POSITIVE_INFINITY;
  }

  advance(clock: Float64Array): void {
    let at = this.peakGapUs === Number.POSITIVE_INFINITY ? this.peakGapUs : clock[0]!;
    while (at < Number.POSITIVE_INFINITY) {
      at += this.peakGapUs * this.stream.exponential();
      const turns = at / this.periodUs + this.shift;
      const relative = 1 + this.swing * wave(turns - Math.floor(turns));
      if (this.stream.uniform() * (1 + this.swing) < relative) break;
    }
    clock[0] = at;
  }

  state(): void {
    // All state is in the stream.
  }
}

export const diurnal: ArrivalLaw = {
  id: 'diurnal',
  title: 'Diurnal',
  summary: 'Busy by day and quiet by night: the rate rises and falls like a sine, and tenants may peak at other hours.',
  source: 'Lewis and Shedler, Simulation of nonhomogeneous Poisson processes by thinning, NRLQ 26(3), 1979',
  params: [
    {
      name: 'ratePerSec',
      label: 'Mean rate',
      unit: '/s',
      min: 0,
      max: 100_000,
      default: 10,
      doc: 'Requests per second, averaged over a period.',
    },
    {
      name: 'swing',
      label: 'Swing',
      unit: '',
      min: 0,
      max: 1,
      default: 0.8,
      doc: 'Height of the peak above the mean, as a share of the mean; the quietest hour is as far below it.',
    },
    {
      name: 'periodMs',
      label: 'Period',
      unit: 'ms',
      min: 100,
      max: 86_400_000,
      default: 60_000,
      doc: 'Length of the simulated day.',
    },
    {
      name: 'peakAtMs',
      label: 'Peak at',
      unit: 'ms',
      min: 0,
      max: 86_400_000,
      default: 30_000,
      doc: 'When the first peak is; tenants with the same time peak together.',
    },
  ],
  process: (params, stream) =>
    new DiurnalProcess(params.ratePerSec!, params.swing!, params.periodMs!, params.peakAtMs!, stream),
  meanRatePerSec: (params) => params.ratePerSec!,
};
