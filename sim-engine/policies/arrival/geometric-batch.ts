/** @module Geometric batches: Poisson instants, a geometric number of requests at each. */
import { log } from '../../kernel/portable-math.ts';
import type { ArrivalLaw } from './arrival.ts';
import { BATCH_RATE, BatchProcess } from './batch-process.ts';

export const geometricBatch: ArrivalLaw = {
  id: 'geometric-batch',
  title: 'Geometric batches',
  summary: 'Requests come in batches of random size, all at once: most batches are small and a few are large.',
  source: 'Gross and Harris, Fundamentals of Queueing Theory, 1998, section 3.1 (bulk input, geometric batches)',
  params: [
    BATCH_RATE,
    {
      name: 'meanSize',
      label: 'Mean batch size',
      unit: '',
      min: 1,
      max: 10_000,
      default: 10,
      doc: 'Mean requests per batch.',
    },
  ],
  process: (params, stream) => {
    const meanSize = params.meanSize!;
    // The logarithm of 0 at mean size 1 makes every quotient 0, and every batch one request.
    const logMore = log(1 - 1 / meanSize);
    const drawSize = () => 1 + Math.floor(log(1 - stream.uniform()) / logMore);
    return new BatchProcess(params.ratePerSec!, meanSize, stream, drawSize);
  },
  meanRatePerSec: (params) => params.ratePerSec!,
};
