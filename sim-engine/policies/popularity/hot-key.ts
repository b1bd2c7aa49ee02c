/** @module Hot key: one key gets a given share of the reads, the others divide the rest among them by Zipf. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Popularity, PopularityKind } from './popularity.ts';
import { ZipfKeys } from './zipf.ts';

class HotKey implements Popularity {
  private readonly share: number;
  /** Null when the hot key is the only one. */
  private readonly others: ZipfKeys | null;

  constructor(count: number, share: number, alpha: number) {
    this.share = share;
    this.others = count > 1 ? new ZipfKeys(count - 1, alpha) : null;
  }

  draw(stream: RandomStream): number {
    const isHot = stream.uniform() < this.share;
    return isHot || this.others === null ? 0 : 1 + this.others.draw(stream);
  }
}

export const hotKey: PopularityKind = {
  id: 'hot-key',
  title: 'Hot key',
  summary: 'One key gets a fixed share of all reads: a celebrity, a flag, a counter that everybody asks for.',
  source: 'Cooper et al., Benchmarking cloud serving systems with YCSB, SoCC 2010 (the hotspot generator of its code)',
  params: [
    {
      name: 'share',
      label: 'Share of the hot key',
      unit: '',
      min: 0,
      max: 1,
      default: 0.5,
      doc: 'Share of the reads that goes to the first key.',
    },
    {
      name: 'alpha',
      label: 'Exponent of the rest',
      unit: '',
      min: 0,
      max: 5,
      default: 0,
      doc: 'Zipf exponent among the other keys; 0 is uniform.',
    },
  ],
  popularity: (count, params) => new HotKey(count, params.share!, params.alpha!),
};
