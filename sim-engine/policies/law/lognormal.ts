/** @module Lognormal demand: a heavy but moment-finite tail, set by its coefficient of variation. */
import { exp, log } from '../../kernel/portable-math.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import { Sampler, type ServiceLaw } from './law.ts';

class LognormalSampler extends Sampler {
  private readonly stream: RandomStream;
  private readonly location: number;
  private readonly scale: number;

  constructor(mean: number, cv: number, stream: RandomStream) {
    super();
    this.stream = stream;
    const variance = log(1 + cv * cv);
    this.location = log(mean) - variance / 2;
    this.scale = Math.sqrt(variance);
  }

  drawInto(into: Float64Array, at: number): void {
    into[at] = exp(this.location + this.scale * this.stream.normal());
  }
}

export const lognormal: ServiceLaw = {
  id: 'lognormal',
  title: 'Lognormal',
  summary: 'Skewed work: most requests are short and the long ones are much longer than the mean.',
  source: 'Law, Simulation Modeling and Analysis, 2015, section 6.2.2',
  params: [
    {
      name: 'cv',
      label: 'Variation',
      unit: '',
      min: 0.1,
      max: 10,
      default: 1,
      doc: 'Coefficient of variation: standard deviation over mean.',
    },
  ],
  sampler: (mean, params, stream) => new LognormalSampler(mean, params.cv!, stream),
};
