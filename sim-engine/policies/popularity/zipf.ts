/** @module Zipf popularity: the key of rank r is read in proportion to r to the power -alpha. */
import { AliasTable } from '../../kernel/alias-table.ts';
import { assert } from '../../kernel/assert.ts';
import { pow } from '../../kernel/portable-math.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Popularity, PopularityKind } from './popularity.ts';

/** Draws keys 0..n-1; key 0 is the most popular. */
export class ZipfKeys implements Popularity {
  private readonly table: AliasTable;

  /**
   * @param count  number of keys, >= 1
   * @param alpha  exponent, >= 0; 0 is uniform
   */
  constructor(count: number, alpha: number) {
    assert(count >= 1 && alpha >= 0, `zipf: ${count} keys, exponent ${alpha}`);
    const weights = new Float64Array(count);
    for (let key = 0; key < count; key++) weights[key] = pow(key + 1, -alpha);
    this.table = new AliasTable(weights);
  }

  draw(stream: RandomStream): number {
    return this.table.draw(stream);
  }
}

export const zipf: PopularityKind = {
  id: 'zipf',
  title: 'Zipf',
  summary: 'A few keys are read very often and most of them rarely, as in most caches and shops.',
  source: 'Breslau et al., Web caching and Zipf-like distributions, INFOCOM 1999',
  params: [
    {
      name: 'alpha',
      label: 'Exponent',
      unit: '',
      min: 0,
      max: 5,
      default: 0.9,
      doc: 'How uneven the reads are: 0 is uniform, 1 is the classical Zipf law.',
    },
  ],
  popularity: (count, params) => new ZipfKeys(count, params.alpha!),
};
