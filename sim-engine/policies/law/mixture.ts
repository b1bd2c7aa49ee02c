/** @module Mixture demand: one of a few fixed sizes, each with its weight. */
import { AliasTable } from '../../kernel/alias-table.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import { Sampler, type ServiceLaw } from './law.ts';

class MixtureSampler extends Sampler {
  private readonly stream: RandomStream;
  private readonly choice: AliasTable;
  private readonly sizes: Float64Array;

  /** @param table  weight, size, weight, size, ... */
  constructor(mean: number, table: readonly number[], stream: RandomStream) {
    super();
    this.stream = stream;
    const count = table.length / 2;
    const weights = new Float64Array(count);
    this.sizes = new Float64Array(count);
    let total = 0;
    let work = 0;
    for (let row = 0; row < count; row++) {
      weights[row] = table[2 * row]!;
      this.sizes[row] = table[2 * row + 1]!;
      total += weights[row]!;
      work += weights[row]! * this.sizes[row]!;
    }
    for (let row = 0; row < count; row++) this.sizes[row] = (this.sizes[row]! * mean * total) / work;
    this.choice = new AliasTable(weights);
  }

  drawInto(into: Float64Array, at: number): void {
    into[at] = this.sizes[this.choice.draw(this.stream)]!;
  }
}

export const mixture: ServiceLaw = {
  id: 'mixture',
  title: 'Mixture',
  summary: 'One of a few fixed sizes: small requests and the odd export that is two hundred times as long.',
  source: 'Kleinrock, Queueing Systems I, 1975, section 5.7 (discrete service times in M/G/1)',
  params: [],
  table: {
    label: 'Sizes',
    columns: [
      { name: 'weight', label: 'Weight', unit: '', min: 1e-9, max: 1e9, doc: 'How often, relative to the other rows.' },
      {
        name: 'size',
        label: 'Size',
        unit: '',
        min: 1e-9,
        max: 1e9,
        doc: 'Size relative to the other rows; the mean is set by the demand.',
      },
    ],
    rowsMin: 1,
    rowsMax: 64,
    ascending: false,
    default: [0.9, 1, 0.1, 11],
    doc: 'Sizes with their weights; both are relative, and the sizes are scaled to the mean that is asked for.',
  },
  sampler: (mean, _params, stream, table) => new MixtureSampler(mean, table, stream),
};
