/** @module One right option out of several; every wrong one has its own reason. */
import { z } from 'zod';
import { flag, id, text } from '../../leaf.ts';
import type { CheckKind } from './check-kind.ts';
import { checkFields, claim, say } from './fields.ts';

const schema = z.strictObject({
  kind: z.literal('choice'),
  ...checkFields,
  options: z
    .array(
      z.strictObject({
        id: id('an option id'),
        text: text('an option', 200),
        right: flag('whether it is right').optional(),
        say,
      }),
    )
    .min(2)
    .max(8),
  holds: claim.optional(),
});

export type ChoiceCheck = z.output<typeof schema>;

export const choiceCheck: CheckKind<ChoiceCheck> = {
  id: 'choice',
  schema,
  faults: ({ options }) =>
    options.filter(({ right }) => right === true).length === 1
      ? []
      : [{ path: ['options'], code: 'one-right', message: 'expected exactly one option with right: true' }],
  show: ({ id: checkId, ask, skill, options }) => ({
    id: checkId,
    ask,
    skill,
    kind: 'choice',
    options: options.map((option) => ({ id: option.id, text: option.text })),
  }),
  grade: ({ options }, answer) => {
    const chosen = options.find((option) => option.id === answer);
    return chosen === undefined ? null : { correct: chosen.right === true, feedback: chosen.say };
  },
};
