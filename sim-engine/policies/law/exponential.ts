/** @module Exponential demand: memoryless, coefficient of variation 1. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Sampler, ServiceLaw } from './law.ts';

class ExponentialSampler implements Sampler {
  private readonly mean: number;
  private readonly stream: RandomStream;

  constructor(mean: number, stream: RandomStream) {
    this.mean = mean;
    this.stream = stream;
  }

  sample(): number {
    return this.mean * this.stream.exponential();
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
