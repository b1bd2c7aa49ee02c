/** @module A number, right within a tolerance; ranges of wrong ones have reasons of their own. */
import { z } from 'zod';
import { number, text } from '../../leaf.ts';
import type { CheckKind } from './check-kind.ts';
import { checkFields, claim, say } from './fields.ts';

const figure = (what: string) => number(what, { min: 0, max: 1e9 });

const schema = z.strictObject({
  kind: z.literal('number'),
  ...checkFields,
  unit: text('the unit of the answer', 12),
  answer: figure('the right number'),
  within: figure('how far off an answer may be'),
  right: say,
  wrong: z
    .array(z.strictObject({ from: figure('the least'), to: figure('the most'), say }))
    .min(1)
    .max(8),
  otherwise: say,
  holds: claim.optional(),
});

export type NumberCheck = z.output<typeof schema>;

export const numberCheck: CheckKind<NumberCheck> = {
  id: 'number',
  schema,
  faults: ({ wrong, answer }) =>
    wrong.flatMap(({ from, to }, index) => {
      const path = ['wrong', index];
      if (from > to)
        return [{ path, code: 'bad-range', message: `found a range from ${from} to ${to}: turn it round` }];
      return from <= answer && answer <= to
        ? [
            {
              path,
              code: 'right-is-wrong',
              message: `found the right answer ${answer} in a range of wrong ones: narrow it`,
            },
          ]
        : [];
    }),
  show: ({ id, ask, skill, unit }) => ({ id, ask, skill, kind: 'number', unit }),
  grade: ({ answer: right, within, right: praise, wrong, otherwise }, answer) => {
    if (typeof answer !== 'number' || !Number.isFinite(answer)) return null;
    if (Math.abs(answer - right) <= within) return { correct: true, feedback: praise };
    const range = wrong.find(({ from, to }) => answer >= from && answer <= to);
    return { correct: false, feedback: range?.say ?? otherwise };
  },
};
