/** @module Fixed batches: Poisson instants, the same number of requests at each. */
import type { ArrivalLaw } from './arrival.ts';
import { BATCH_RATE, BatchProcess } from './batch-process.ts';

export const fixedBatch: ArrivalLaw = {
  id: 'fixed-batch',
  title: 'Fixed batches',
  summary: 'Requests come in batches of one size, all at once: a page with twenty pictures, a script with a loop.',
  source: 'Gross and Harris, Fundamentals of Queueing Theory, 1998, section 3.1 (bulk input, M[X]/M/1)',
  params: [
    BATCH_RATE,
    {
      name: 'size',
      label: 'Batch size',
      unit: '',
      min: 1,
      max: 10_000,
      default: 10,
      integer: true,
      doc: 'Requests per batch.',
    },
  ],
  process: (params, stream) => {
    const size = params.size!;
    return new BatchProcess(params.ratePerSec!, size, stream, () => size);
  },
  meanRatePerSec: (params) => params.ratePerSec!,
};
