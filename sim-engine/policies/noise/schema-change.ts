/** @module Schema changes: migrations that lock a whole table, and everybody who comes after them. */
import { lightest, type NoiseKind } from './noise.ts';

export const schemaChange: NoiseKind = {
  id: 'schema-change',
  title: 'Schema changes',
  summary:
    'The tenant runs migrations that take the table for themselves: first they wait, then everybody waits for them.',
  source: 'PostgreSQL documentation, 13.3 Explicit locking (ACCESS EXCLUSIVE; ALTER TABLE) and lock_timeout',
  locks: true,
  params: [
    {
      name: 'ratePerSec',
      label: 'Size',
      unit: '/s',
      min: 0.01,
      max: 100,
      default: 0.2,
      doc: 'Migrations per second.',
    },
    {
      name: 'holdMs',
      label: 'Lasts',
      unit: 'ms',
      min: 1,
      max: 600_000,
      default: 1_500,
      integer: true,
      doc: 'Time for which a migration keeps the table.',
    },
    {
      name: 'patienceMs',
      label: 'Patience',
      unit: 'ms',
      min: 0,
      max: 600_000,
      default: 0,
      integer: true,
      doc: 'Longest wait of a migration for the table; 0 for any.',
    },
  ],
  load: (params, _tenant, operations) => ({
    ratePerSec: params.ratePerSec!,
    mix: [{ operation: lightest(operations), weight: 1 }],
    databaseFactor: 1,
    sweepKeys: 0,
    locks: [
      {
        on: 'table',
        mode: 'exclusive',
        holdUs: params.holdMs! * 1000,
        ...(params.patienceMs! > 0 ? { timeoutUs: params.patienceMs! * 1000 } : {}),
      },
    ],
  }),
};
