/** @module Deterministic arrivals: a metronome, one request per period. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import { type ArrivalLaw, ArrivalProcess } from './arrival.ts';

class Metronome extends ArrivalProcess {
  private readonly fromUs: number;
  private readonly periodUs: number;
  private readonly phase: number;
  /** Ticks so far; each is a multiple of the period, so that rounding does not add up. */
  private ticks = 0;

  constructor(ratePerSec: number, phase: number, fromUs: number) {
    super();
    this.periodUs = ratePerSec > 0 ? 1_000_000 / ratePerSec : Number.POSITIVE_INFINITY;
    this.phase = phase;
    this.fromUs = fromUs;
  }

  advance(clock: Float64Array): void {
    if (this.periodUs === Number.POSITIVE_INFINITY) clock[0] = this.periodUs;
    else clock[0] = this.fromUs + this.periodUs * (this.phase + this.ticks++);
  }

  state(codec: StateCodec): void {
    this.ticks = codec.number(this.ticks);
  }
}

export const deterministic: ArrivalLaw = {
  id: 'deterministic',
  title: 'Metronome',
  summary: 'One request per period, exactly: sensors, health checks, jobs on a timer.',
  source: 'Kleinrock, Queueing Systems I, 1975, section 6.4 (G/M/1 with D/M/1 as its example)',
  params: [
    {
      name: 'ratePerSec',
      label: 'Rate',
      unit: '/s',
      min: 0,
      max: 100_000,
      default: 10,
      doc: 'Requests per second.',
    },
    {
      name: 'phase',
      label: 'Phase',
      unit: '',
      min: 0,
      max: 1,
      default: 1,
      doc: 'When the first request comes, in periods after the beginning; tenants with one phase tick together.',
    },
  ],
  process: (params, _stream, fromUs) => new Metronome(params.ratePerSec!, params.phase!, fromUs),
  meanRatePerSec: (params) => params.ratePerSec!,
};
