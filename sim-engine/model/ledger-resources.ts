/** @module Every resource that the ledger can charge waits at, in the order in which a request meets them. */

export const LEDGER_RESOURCES = [
  'edge',
  'links',
  'app',
  'cache',
  'connections',
  'locks',
  'database-cpu',
  'database-io',
  'buffer-pool',
  'partitions',
  'jobs',
  'move',
] as const;
