/** @module Request flood: more of what the tenant sends anyway. */
import type { NoiseKind } from './noise.ts';

export const requestFlood: NoiseKind = {
  id: 'request-flood',
  title: 'Flood of requests',
  summary: 'The tenant sends its usual mix of requests, many times as fast.',
  source: 'Azure Architecture Center, Noisy Neighbor antipattern',
  params: [
    {
      name: 'ratePerSec',
      label: 'Size',
      unit: '/s',
      min: 1,
      max: 5_000,
      default: 430,
      doc: 'Extra requests per second.',
    },
  ],
  load: (params, tenant, operations) => ({
    ratePerSec: params.ratePerSec!,
    mix: tenant.workload.mix.map((share) => ({
      operation: operations.findIndex((operation) => operation.id === share.operation),
      weight: share.weight,
    })),
    databaseFactor: 1,
    sweepKeys: 0,
  }),
};
