/** @module Exponential demand: memoryless, coefficient of variation 1. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import { Sampler, type ServiceLaw } from './law.ts';

class ExponentialSampler extends Sampler {
  private readonly mean: number;
  private readonly stream: RandomStream;

  constructor(mean: number, stream: RandomStream) {
    super();
    this.mean = mean;
    this.stream = stream;
  }

  drawInto(into: Float64Array, at: number): void {
    this.stream.exponentialInto(into, at);
    into[at]! *= this.mean;
  }
}

export const exponential: ServiceLaw = {
  id: 'exponential',
  title: 'Exponential',
  summary: 'Memoryless work: many short requests, a few long ones.',
  source: 'Kleinrock, Queueing Systems I, 1975, section 2.4',
  params: [],
  sampler: (mean, _params, stream) => new ExponentialSampler(mean, stream),
};
