/** @module How much one tenant sends, at random. */
import type { ControlKind } from './control.ts';

export const tenantRate: ControlKind = {
  id: 'tenant-rate',
  title: 'What a tenant sends',
  summary: 'Requests per second of one tenant, as a Poisson process.',
  targets: 'tenant',
  settings: 'rate',
  ofOperation: false,
  settle: (world, { target }, { value = 0 }) => ({
    ...world,
    tenants: world.tenants.map((tenant) =>
      tenant.id === target
        ? { ...tenant, workload: { ...tenant.workload, arrivals: { id: 'poisson', params: { ratePerSec: value } } } }
        : tenant,
    ),
  }),
};
