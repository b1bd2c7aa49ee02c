/** @module Poisson arrivals: independent clients, open loop. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import { type ArrivalLaw, ArrivalProcess } from './arrival.ts';

class PoissonProcess extends ArrivalProcess {
  private readonly meanGapUs: number;
  private readonly stream: RandomStream;

  constructor(ratePerSec: number, stream: RandomStream) {
    super();
    this.meanGapUs = ratePerSec > 0 ? 1_000_000 / ratePerSec : Number.POSITIVE_INFINITY;
    this.stream = stream;
  }

  advance(clock: Float64Array): void {
    const before = clock[0]!;
    this.stream.exponentialInto(clock, 0);
    clock[0] = before + this.meanGapUs * clock[0]!;
  }

  state(): void {
    // All state is in the stream.
  }
}

export const poisson: ArrivalLaw = {
  id: 'poisson',
  title: 'Poisson',
  summary: 'Many independent clients: requests come at random, whatever the system does.',
  source: 'Kleinrock, Queueing Systems I, 1975, section 2.4',
  params: [
    {
      name: 'ratePerSec',
      label: 'Rate',
      unit: '/s',
      min: 0,
      max: 100_000,
      default: 10,
      doc: 'Mean requests per second.',
    },
  ],
  process: (params, stream) => new PoissonProcess(params.ratePerSec!, stream),
  meanRatePerSec: (params) => params.ratePerSec!,
};
