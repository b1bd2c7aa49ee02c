/** @module Cache sweep: reads that walk through many keys once and push everybody else's out. */
import { looksUp } from '../../model/operation-work.ts';
import type { NoiseKind } from './noise.ts';

export const cacheSweep: NoiseKind = {
  id: 'cache-sweep',
  title: 'Cache sweep',
  summary: 'The tenant reads a long range of keys one after the other, and so evicts what the others use.',
  source: 'Tan et al., Efficient buffer pool sharing in multi-tenant databases; O’Neil et al., LRU-K, SIGMOD 1993',
  params: [
    { name: 'ratePerSec', label: 'Size', unit: '/s', min: 1, max: 5_000, default: 300, doc: 'Reads per second.' },
    {
      name: 'keys',
      label: 'Range',
      unit: 'keys',
      min: 10,
      max: 1_000_000,
      default: 20_000,
      integer: true,
      doc: 'Keys walked before the walk starts again.',
    },
  ],
  load: (params, _tenant, operations) => ({
    ratePerSec: params.ratePerSec!,
    mix: [
      {
        operation: Math.max(0, operations.findIndex(looksUp)),
        weight: 1,
      },
    ],
    databaseFactor: 1,
    sweepKeys: params.keys!,
  }),
};
