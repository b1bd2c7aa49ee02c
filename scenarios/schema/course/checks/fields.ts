/** @module Keys that every kind of check has, and the claim that its answer makes about a run. */
import { z } from 'zod';
import { id, number, text } from '../../leaf.ts';

/** Longest feedback, characters. */
const SAY_MAX = 500;

/** What is said to an answer. */
export const say = text('what is said to this answer', SAY_MAX);

/** Keys of every check. */
export const checkFields = {
  id: id('a check id'),
  skill: id('the id of a skill of the course'),
  ask: text('the question', SAY_MAX),
};

const at = text('the label of a setting', 40);
const reading = id('the id of a reading');

/**
 * What an answer claims about runs; the course's tests hold it against them. `{ reading, at, is, within }`: a reading is so much;
 * `{ largest, at }`: the first of these readings is the largest; `{ reading, rising }`: it grows from setting to setting.
 */
export const claim = z.strictObject({
  reading: reading.optional(),
  at: at.optional(),
  is: number('the value in the unit of the reading', { min: 0, max: 1e9 }).optional(),
  within: number('how far off it may be, in the same unit', { min: 0, max: 1e9 }).optional(),
  largest: z.array(reading).min(2).max(12).optional(),
  rising: z.array(at).min(2).max(12).optional(),
});

export type WrittenClaim = z.output<typeof claim>;
