/** @module Bounded Pareto demand: a power-law tail that is cut off, so that every moment exists. */
import { exp, log } from '../../kernel/portable-math.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import { Sampler, type ServiceLaw } from './law.ts';

/** Below this, (1 - e^-y) / y loses digits and its series is exact. */
const SERIES_BELOW = 1e-3;

/** @returns (1 - e^-y) / y, which is 1 at 0 */
function meanDecay(y: number): number {
  const size = y < 0 ? -y : y;
  if (size >= SERIES_BELOW) return (1 - exp(-y)) / y;
  return 1 - (y / 2) * (1 - (y / 3) * (1 - (y / 4) * (1 - y / 5)));
}

class BoundedParetoSampler extends Sampler {
  private readonly stream: RandomStream;
  private readonly smallest: number;
  private readonly span: number;
  private readonly minusInverseAlpha: number;

  constructor(mean: number, alpha: number, ratio: number, stream: RandomStream) {
    super();
    this.stream = stream;
    const logRatio = log(ratio);
    this.span = 1 - exp(-alpha * logRatio);
    this.smallest = (mean * this.span) / (alpha * logRatio * meanDecay((alpha - 1) * logRatio));
    this.minusInverseAlpha = -1 / alpha;
  }

  drawInto(into: Float64Array, at: number): void {
    into[at] = this.smallest * exp(this.minusInverseAlpha * log(1 - this.span * this.stream.uniform()));
  }
}

export const boundedPareto: ServiceLaw = {
  id: 'bounded-pareto',
  title: 'Bounded Pareto',
  summary: 'Heavy-tailed work: a few huge requests make up much of the load, as with file sizes and batch jobs.',
  source: 'Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, section 20.4',
  params: [
    {
      name: 'alpha',
      label: 'Tail exponent',
      unit: '',
      min: 0.1,
      max: 10,
      default: 1.5,
      doc: 'Exponent of the tail: the smaller, the more of the work is in the largest requests.',
    },
    {
      name: 'ratio',
      label: 'Largest over smallest',
      unit: '',
      min: 1.01,
      max: 1e9,
      default: 1000,
      doc: 'Largest possible demand as a multiple of the smallest.',
    },
  ],
  sampler: (mean, params, stream) => new BoundedParetoSampler(mean, params.alpha!, params.ratio!, stream),
};
