/** @module Hyperexponential arrivals: independent gaps, mostly short and now and then long, which makes bursts. */
import { hyperexponential as gaps } from '../law/hyperexponential.ts';
import type { Sampler } from '../law/law.ts';
import { type ArrivalLaw, ArrivalProcess } from './arrival.ts';

/** A renewal process; it begins as if a request had just arrived. */
class RenewalProcess extends ArrivalProcess {
  private readonly gapsUs: Sampler | null;

  constructor(gapsUs: Sampler | null) {
    super();
    this.gapsUs = gapsUs;
  }

  advance(clock: Float64Array): void {
    const before = clock[0]!;
    if (this.gapsUs === null) clock[0] = Number.POSITIVE_INFINITY;
    else {
      this.gapsUs.drawInto(clock, 0);
      clock[0] = before + clock[0]!;
    }
  }

  state(): void {
    // All state is in the stream.
  }
}

export const hyperexponential: ArrivalLaw = {
  id: 'hyperexponential',
  title: 'Hyperexponential',
  summary: 'Bursts without a memory: independent gaps, most of them short and some long.',
  source: 'Whitt, Approximating a point process by a renewal process, Operations Research 30(1), 1982 (balanced means)',
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
    {
      name: 'cv',
      label: 'Variation of gaps',
      unit: '',
      min: 1,
      max: 100,
      default: 3,
      doc: 'Coefficient of variation of the gaps; 1 is Poisson.',
    },
  ],
  process: (params, stream) => {
    const { ratePerSec, cv } = params;
    return new RenewalProcess(ratePerSec! > 0 ? gaps.sampler(1_000_000 / ratePerSec!, { cv: cv! }, stream, []) : null);
  },
  meanRatePerSec: (params) => params.ratePerSec!,
};
