/** @module `:tenant{id=G}`: a tenant's mark and letter, as everywhere in the lab. */
import type { Directive } from './directive.ts';

export const tenant: Directive = {
  name: 'tenant',
  form: 'text',
  summary: 'A tenant of the lesson’s world with its mark.',
  attributes: { id: true },
  label: 'none',
  compile: (written, { experiment }) => {
    const { tenants } = experiment.scenario;
    const { id = '' } = written.attributes;
    if (
      !written.refers(
        'tenant',
        id,
        tenants.map((each) => each.id),
      )
    )
      return null;
    const index = tenants.findIndex((each) => each.id === id);
    return { type: 'tenant', index, id, name: tenants[index]!.name };
  },
};
