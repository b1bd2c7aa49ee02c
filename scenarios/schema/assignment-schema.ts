/** @module Assignments as instructors write them: what is to be done until when, which attempt counts, and what being late costs. */
import { z } from 'zod';
import { describe, id, leaf, number, quantity, refuse, text, word } from './leaf.ts';
import { LIST_MAX, PERCENT } from './limits.ts';

/** A year: nothing is due later after something else. */
const LONG_US = { min: 0, max: 366 * 86_400_000_000 };

const moment = (what: string) =>
  leaf<number>({ type: 'string', examples: ['2026-11-30T18:00:00Z'], description: what }, (value) => {
    const parsed = z.iso.datetime({ offset: true }).safeParse(value);
    if (parsed.success) return { value: Date.parse(parsed.data) };
    const message = `found ${describe(value)}, expected ${what}: write date, time and zone in quotes, such as "2026-11-30T18:00:00Z"`;
    return refuse('bad-moment', message);
  });

const accommodation = z.strictObject({
  learner: text('the learner as submissions name them', 120),
  extraTime: quantity('duration', 'how much later it is due for this learner', LONG_US).optional(),
  extraAttempts: number('how many attempts more count', { min: 0, max: 100 }, true).optional(),
});

/** The whole file. */
export const assignmentSchema = z.strictObject({
  id: id('the id of the assignment'),
  title: text('the title of the assignment', 80),
  scenario: id('the id of the scenario'),
  attempts: number('how many attempts count, the first ones; else all', { min: 1, max: 1_000 }, true).optional(),
  counts: word('unknown-count', 'which attempt counts', ['best', 'last']),
  due: moment('when it is due').optional(),
  late: z
    .strictObject({
      perDay: quantity('share', 'the part of the mark that each day begun after the due date costs', PERCENT),
      grace: quantity('duration', 'how late costs nothing yet; else nothing', LONG_US).optional(),
      cutoff: quantity('duration', 'how late is too late; else never', LONG_US).optional(),
    })
    .optional(),
  practice: leaf<boolean>(
    { type: 'boolean', description: 'whether it is for practice and has no marks; else not' },
    (value) =>
      typeof value === 'boolean'
        ? { value }
        : refuse('wrong-type', `found ${describe(value)}, expected true or false: write one of them`),
  ).optional(),
  accommodations: z.array(accommodation).max(LIST_MAX).optional(),
});

export type WrittenAssignment = z.output<typeof assignmentSchema>;
