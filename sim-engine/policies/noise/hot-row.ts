/** @module Hot row: transactions that all change one and the same row, one after the other, each on a connection of its own. */
import { lightest, type NoiseKind } from './noise.ts';

export const hotRow: NoiseKind = {
  id: 'hot-row',
  title: 'Hot row',
  summary:
    'The tenant changes one row from many transactions: they wait for each other, and keep connections meanwhile.',
  source:
    'Gray and Reuter, Transaction Processing, 1993, section 8.5 (hotspots); O’Neil, The Escrow transactional method, 1986',
  locks: true,
  params: [
    {
      name: 'ratePerSec',
      label: 'Size',
      unit: '/s',
      min: 0.1,
      max: 5_000,
      default: 40,
      doc: 'Transactions per second.',
    },
    {
      name: 'holdMs',
      label: 'Open for',
      unit: 'ms',
      min: 0,
      max: 60_000,
      default: 40,
      integer: true,
      doc: 'Time for which a transaction stays open, and keeps the row, once its work is done.',
    },
  ],
  load: (params, _tenant, operations) => ({
    ratePerSec: params.ratePerSec!,
    mix: [{ operation: lightest(operations), weight: 1 }],
    databaseFactor: 1,
    sweepKeys: 1,
    locks: [{ on: 'row', mode: 'exclusive', ...(params.holdMs! > 0 ? { holdUs: params.holdMs! * 1000 } : {}) }],
  }),
};
