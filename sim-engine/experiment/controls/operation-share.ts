/** @module How large a part of one tenant's requests is of one operation; the others keep their proportions. */
import type { ControlKind } from './control.ts';

export const operationShare: ControlKind = {
  id: 'operation-share',
  title: 'Share of an operation',
  summary: 'Per cent of one tenant’s requests that are of one operation; the others keep their proportions.',
  targets: 'tenant',
  settings: 'percent',
  ofOperation: true,
  settle: (world, { target, operation }, { value = 0 }) => ({
    ...world,
    tenants: world.tenants.map((tenant) => {
      if (tenant.id !== target) return tenant;
      const others = tenant.workload.mix.filter((each) => each.operation !== operation);
      const sum = others.reduce((total, { weight }) => total + weight, 0);
      const scaled = others.map((each) => ({ ...each, weight: (each.weight * (100 - value)) / sum }));
      const mix = value === 0 ? scaled : [...scaled, { operation, weight: value }];
      return { ...tenant, workload: { ...tenant.workload, mix } };
    }),
  }),
};
