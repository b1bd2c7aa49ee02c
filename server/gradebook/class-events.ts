/** @module What people did to a class after it was graded: events that are only ever added. */
import { z } from 'zod';

const line = z.string().min(1).max(2_000);
const who = { at: z.iso.datetime(), by: z.string().min(1).max(120) };
const learner = z.string().min(1).max(200);
const mark = z.number().min(0).max(100).nullable();

/** An event as it stands in the journal; what is in it was checked before it was written. */
export const classEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('comment'), ...who, learner, text: line }),
  z.strictObject({ type: z.literal('override'), ...who, learner, oldMark: mark, newMark: mark, reason: line }),
  z.strictObject({
    type: z.literal('roster'),
    ...who,
    learners: z.array(z.strictObject({ learner, name: z.string().max(200) })).max(10_000),
  }),
]);

export type ClassEvent = z.output<typeof classEvent>;
