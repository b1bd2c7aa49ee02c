/** @module A registry entry chosen, in engine form: its id with exactly its parameters and its table. */
import { z } from 'zod';
import type { Definition } from '../../sim-engine/model/registry.ts';
import { checkTable } from '../../sim-engine/policies/check-table.ts';
import { TABLE_NUMBERS_MAX } from './limits.ts';

/** Numbers of a table, one after the other; what they may be is said by the entry that they are for. */
export const table = z.exactOptional(z.array(z.number()).max(TABLE_NUMBERS_MAX));

/** A registry entry's id with exactly its parameters, and its table exactly when it takes one. */
export function engineChoice(registry: readonly Definition[]) {
  const params = z.record(z.string().max(48), z.number());
  const id = z.enum(registry.map((each) => each.id));
  return z.strictObject({ id, params, table }).superRefine((given, context) => {
    const definition = registry.find((each) => each.id === given.id);
    const specs = definition?.params ?? [];
    const names = specs.map((spec) => spec.name);
    const isSame =
      Object.keys(given.params).length === names.length && names.every((name) => Object.hasOwn(given.params, name));
    if (!isSame)
      context.addIssue({
        code: 'custom',
        path: ['params'],
        message: `expected exactly ${names.join(', ') || 'no parameters'}`,
      });
    for (const spec of specs) {
      const value = given.params[spec.name] ?? spec.default;
      const fits = value >= spec.min && value <= spec.max && (spec.integer !== true || Number.isInteger(value));
      if (!fits)
        context.addIssue({
          code: 'custom',
          path: ['params', spec.name],
          message: `found ${value}, expected ${spec.min} to ${spec.max}`,
        });
    }
    if (definition === undefined || (definition.table === undefined && given.table === undefined)) return;
    for (const { path, message } of checkTable(definition, given.table ?? [], 'table'))
      context.addIssue({ code: 'custom', path: path.split('.'), message });
  });
}
