/** @module Hyperexponential demand: short or long exponential work, with more variation than one exponential has. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import { Sampler, type ServiceLaw } from './law.ts';

class HyperexponentialSampler extends Sampler {
  private readonly stream: RandomStream;
  private readonly shortShare: number;
  private readonly shortMean: number;
  private readonly longMean: number;

  /** Balanced means: the short requests bring half of the work, the long ones the other half. */
  constructor(mean: number, cv: number, stream: RandomStream) {
    super();
    this.stream = stream;
    const square = cv * cv;
    this.shortShare = (1 + Math.sqrt((square - 1) / (square + 1))) / 2;
    this.shortMean = mean / (2 * this.shortShare);
    this.longMean = mean / (2 * (1 - this.shortShare));
  }

  drawInto(into: Float64Array, at: number): void {
    const isShort = this.stream.uniform() < this.shortShare;
    this.stream.exponentialInto(into, at);
    into[at]! *= isShort ? this.shortMean : this.longMean;
  }
}

export const hyperexponential: ServiceLaw = {
  id: 'hyperexponential',
  title: 'Hyperexponential',
  summary: 'Two kinds of work mixed, many short requests and a few long ones; each kind is exponential.',
  source: 'Whitt, Approximating a point process by a renewal process, Operations Research 30(1), 1982 (balanced means)',
  params: [
    {
      name: 'cv',
      label: 'Variation',
      unit: '',
      min: 1,
      max: 100,
      default: 2,
      doc: 'Coefficient of variation: standard deviation over mean; 1 is exponential.',
    },
  ],
  sampler: (mean, params, stream) => new HyperexponentialSampler(mean, params.cv!, stream),
};
