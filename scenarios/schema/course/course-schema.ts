/** @module The file course.yaml: what a course teaches, in which chapters, and what each of them holds. */
import { z } from 'zod';
import { id, number, text } from '../leaf.ts';

/** Most chapters, modules of a chapter, skills and sentences of a list. */
const LIST_MAX = 40;

const lesson = z.strictObject({
  kind: z.literal('lesson'),
  id: id('a lesson id, which is also the name of its files'),
  title: text('a lesson title', 80),
  idea: text('the one idea of the lesson, a sentence', 300),
  minutes: number('the minutes that a reader takes', { min: 1, max: 120 }, true),
});

const lab = z.strictObject({
  kind: z.literal('lab'),
  id: id('a lab id'),
  title: text('a lab title', 80),
  idea: text('what the lab asks for, a sentence', 300),
  scenario: id('the id of a scenario of the library'),
});

const moduleSchema = z.discriminatedUnion('kind', [lesson, lab]);

const chapter = z.strictObject({
  id: id('a chapter id'),
  title: text('a chapter title', 80),
  summary: text('what the chapter is about, a sentence', 300),
  teaches: z.array(text('something the chapter teaches', 200)).min(1).max(LIST_MAX),
  modules: z.array(moduleSchema).max(LIST_MAX).optional(),
});

export const courseSchema = z.strictObject({
  id: id('a course id, which is also the name of its folder'),
  title: text('a course title', 80),
  summary: text('what the course is, a sentence or two', 600),
  outcomes: z.array(text('something a learner can do afterwards', 200)).min(1).max(LIST_MAX),
  skills: z
    .array(z.strictObject({ id: id('a skill id'), title: text('a skill', 60) }))
    .min(1)
    .max(LIST_MAX),
  chapters: z.array(chapter).min(1).max(LIST_MAX),
});

export type WrittenCourse = z.output<typeof courseSchema>;
