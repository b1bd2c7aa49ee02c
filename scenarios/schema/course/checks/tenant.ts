/** @module Which tenant did it: the options are the tenants of the lesson's world. */
import { z } from 'zod';
import { tenantId } from '../../action-schema.ts';
import { text } from '../../leaf.ts';
import { didYouMean } from '../../suggest.ts';
import type { CheckKind } from './check-kind.ts';
import { checkFields, claim } from './fields.ts';

const schema = z.strictObject({
  kind: z.literal('tenant'),
  ...checkFields,
  answer: tenantId('the tenant who did it'),
  say: z
    .array(z.strictObject({ tenant: tenantId('a tenant id'), text: text('what is said to this answer', 500) }))
    .min(2)
    .max(12),
  holds: claim.optional(),
});

export type TenantCheck = z.output<typeof schema>;

export const tenantCheck: CheckKind<TenantCheck> = {
  id: 'tenant',
  schema,
  faults: ({ answer, say }, { tenants }) => {
    const ids = tenants.map(({ id }) => id);
    const said = say.map(({ tenant }) => tenant);
    const missing = ids.filter((id) => !said.includes(id));
    return [
      ...(ids.includes(answer)
        ? []
        : [
            {
              path: ['answer'],
              code: 'unknown-tenant',
              message: `found the tenant ${answer}: ${didYouMean(answer, ids)}`,
            },
          ]),
      ...say.flatMap(({ tenant }, index) =>
        ids.includes(tenant)
          ? []
          : [
              {
                path: ['say', index, 'tenant'],
                code: 'unknown-tenant',
                message: `found the tenant ${tenant}: ${didYouMean(tenant, ids)}`,
              },
            ],
      ),
      ...(missing.length === 0
        ? []
        : [
            {
              path: ['say'],
              code: 'missing-feedback',
              message: `found nothing to say to ${missing.join(', ')}: add an entry for each tenant`,
            },
          ]),
    ];
  },
  show: ({ id, ask, skill }, { tenants }) => ({
    id,
    ask,
    skill,
    kind: 'tenant',
    options: tenants.map((tenant, index) => ({ id: tenant.id, text: tenant.name, index })),
  }),
  grade: ({ answer: right, say }, answer) => {
    const entry = say.find(({ tenant }) => tenant === answer);
    return entry === undefined ? null : { correct: answer === right, feedback: entry.text };
  },
};
