/** @module Deterministic demand: every visit asks for the mean. */
import { Sampler, type ServiceLaw } from './law.ts';

/** The same demand every time. */
export class FixedSampler extends Sampler {
  private readonly mean: number;

  constructor(mean: number) {
    super();
    this.mean = mean;
  }

  drawInto(into: Float64Array, at: number): void {
    into[at] = this.mean;
  }
}

export const deterministic: ServiceLaw = {
  id: 'deterministic',
  title: 'Deterministic',
  summary: 'Every request asks for exactly the mean.',
  source: 'Kleinrock, Queueing Systems I, 1975, section 5.5 (M/D/1)',
  params: [],
  sampler: (mean) => new FixedSampler(mean),
};
