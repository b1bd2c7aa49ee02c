/** @module Things to be put in order; what stands before what it should not has a reason of its own. */
import { z } from 'zod';
import { id, text } from '../../leaf.ts';
import { didYouMean } from '../../suggest.ts';
import type { CheckKind } from './check-kind.ts';
import { checkFields, claim, say } from './fields.ts';

const itemId = id('the id of an item');

const schema = z.strictObject({
  kind: z.literal('order'),
  ...checkFields,
  /** As shown. */
  items: z
    .array(z.strictObject({ id: id('an item id'), text: text('an item', 200) }))
    .min(3)
    .max(8),
  answer: z.array(itemId).min(3).max(8),
  right: say,
  wrong: z
    .array(z.strictObject({ before: itemId, after: itemId, say }))
    .min(1)
    .max(8),
  otherwise: say,
  holds: claim.optional(),
});

export type OrderCheck = z.output<typeof schema>;

export const orderCheck: CheckKind<OrderCheck> = {
  id: 'order',
  schema,
  faults: ({ items, answer, wrong }) => {
    const ids = items.map((item) => item.id);
    const isSame = answer.length === ids.length && ids.every((each) => answer.includes(each));
    return [
      ...(isSame
        ? []
        : [{ path: ['answer'], code: 'not-the-items', message: `expected every one of ${ids.join(', ')} once` }]),
      ...(isSame && answer.every((each, at) => each === ids[at])
        ? [
            {
              path: ['items'],
              code: 'given-away',
              message: 'found the items in their right order: show them in another',
            },
          ]
        : []),
      ...wrong.flatMap((each, index) =>
        (['before', 'after'] as const).flatMap((key) =>
          ids.includes(each[key])
            ? []
            : [
                {
                  path: ['wrong', index, key],
                  code: 'unknown-item',
                  message: `found ${each[key]}: ${didYouMean(each[key], ids)}`,
                },
              ],
        ),
      ),
    ];
  },
  show: ({ id: checkId, ask, skill, items }) => ({ id: checkId, ask, skill, kind: 'order', items }),
  grade: ({ items, answer: right, right: praise, wrong, otherwise }, answer) => {
    const isOrder =
      Array.isArray(answer) && answer.length === items.length && items.every((item) => answer.includes(item.id));
    if (!isOrder) return null;
    if (right.every((each, at) => answer[at] === each)) return { correct: true, feedback: praise };
    const turned = wrong.find(({ before, after }) => answer.indexOf(before) < answer.indexOf(after));
    return { correct: false, feedback: turned?.say ?? otherwise };
  },
};
