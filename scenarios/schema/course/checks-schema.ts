/** @module The file of a lesson's checks. */
import { z } from 'zod';
import { CHECKS } from './checks/index.ts';

const { choice, number, order, tenant } = CHECKS;

export const checksSchema = z.strictObject({
  checks: z
    .array(z.discriminatedUnion('kind', [choice.schema, number.schema, order.schema, tenant.schema]))
    .min(1)
    .max(12),
});
