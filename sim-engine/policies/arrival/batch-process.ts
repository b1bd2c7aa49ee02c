/** @module Batches: Poisson instants at each of which several requests arrive at once. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ParamSpec } from '../../model/registry.ts';
import { ArrivalProcess } from './arrival.ts';

/** The rate of all requests together: it does not change when the batches grow. */
export const BATCH_RATE: ParamSpec = {
  name: 'ratePerSec',
  label: 'Rate',
  unit: '/s',
  min: 0,
  max: 100_000,
  default: 10,
  doc: 'Mean requests per second, all batches together.',
};

/** All requests of a batch come at the same instant. */
export class BatchProcess extends ArrivalProcess {
  private readonly stream: RandomStream;
  private readonly meanGapUs: number;
  private readonly drawSize: () => number;
  /** Requests of the present batch that are still to come. */
  private left = 0;

  /**
   * @param ratePerSec  mean requests per second, >= 0
   * @param meanSize    mean requests per batch, >= 1
   * @param drawSize    draws the size of a batch, a whole number >= 1
   */
  constructor(ratePerSec: number, meanSize: number, stream: RandomStream, drawSize: () => number) {
    super();
    this.stream = stream;
    this.meanGapUs = ratePerSec > 0 ? (1_000_000 * meanSize) / ratePerSec : Number.POSITIVE_INFINITY;
    this.drawSize = drawSize;
  }

  advance(clock: Float64Array): void {
    if (this.left > 0) {
      this.left--;
      return;
    }
    if (this.meanGapUs === Number.POSITIVE_INFINITY) {
      clock[0] = this.meanGapUs;
      return;
    }
    this.left = this.drawSize() - 1;
    clock[0]! += this.meanGapUs * this.stream.exponential();
  }

  state(codec: StateCodec): void {
    this.left = codec.number(this.left);
  }
}
