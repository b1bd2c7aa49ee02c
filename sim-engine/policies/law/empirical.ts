/** @module Empirical demand: the shape of measured sizes, drawn by inverting their distribution. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import { Sampler, type ServiceLaw } from './law.ts';

class EmpiricalSampler extends Sampler {
  private readonly stream: RandomStream;
  /** Ascending, scaled to the mean; equally probable steps lie between neighbours. */
  private readonly sizes: Float64Array;

  constructor(mean: number, table: readonly number[], stream: RandomStream) {
    super();
    this.stream = stream;
    this.sizes = Float64Array.from(table).sort();
    const last = this.sizes.length - 1;
    let work = 0;
    for (let at = 0; at < last; at++) work += (this.sizes[at]! + this.sizes[at + 1]!) / 2;
    for (let at = 0; at <= last; at++) this.sizes[at] = (this.sizes[at]! * mean * last) / work;
  }

  drawInto(into: Float64Array, at: number): void {
    const place = this.stream.uniform() * (this.sizes.length - 1);
    const below = Math.floor(place);
    const low = this.sizes[below]!;
    into[at] = low + (place - below) * (this.sizes[below + 1]! - low);
  }
}

export const empirical: ServiceLaw = {
  id: 'empirical',
  title: 'Empirical',
  summary: 'The shape of measured sizes: any value between the smallest and the largest, as often as it was seen.',
  source: 'Law, Simulation Modeling and Analysis, 2015, section 6.2.4 (continuous empirical distribution)',
  params: [],
  table: {
    label: 'Measured sizes',
    columns: [
      {
        name: 'size',
        label: 'Size',
        unit: '',
        min: 1e-9,
        max: 1e9,
        doc: 'A measured size, in any unit and order; the mean is set by the demand.',
      },
    ],
    rowsMin: 2,
    rowsMax: 4096,
    ascending: false,
    default: [1, 2, 3, 4, 5, 7, 10, 15, 25, 60],
    doc: 'Measured sizes in any order; only their shape counts, they are scaled to the mean that is asked for.',
  },
  sampler: (mean, _params, stream, table) => new EmpiricalSampler(mean, table, stream),
};
