/** @module Progress read back from a file, which may hold anything. */
import { z } from 'zod';
import type { CourseProgress } from '../../sim-engine/protocol/course.ts';

const at = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a learner may answer. */
export const checkAnswer = z.union([z.string().max(64), z.number(), z.array(z.string().max(64)).max(16)]);

const bet = { value: z.number().min(0).max(1e9) };

/** What was bet, before it has its time. */
export const betFields = { ...bet, of: sha256 };

/** Where a run stands, before it has its time. */
export const placeFields = { of: sha256, setting: z.int().min(0).max(100), atUs: z.int().min(0) };

const attempt = z.strictObject({ id: z.string(), at, answer: checkAnswer, correct: z.boolean() });

const lesson = z.strictObject({
  bets: z.record(sha256, z.strictObject({ ...bet, at })),
  place: z.strictObject({ ...placeFields, at }).nullable(),
  revealed: z.boolean(),
  checks: z.record(z.string(), z.array(attempt)),
});

const course = z.strictObject({
  lessons: z.record(z.string(), lesson),
  last: z.strictObject({ module: z.string(), at }).nullable(),
});

const courses = z.record(z.string(), course);

/**
 * @param value  any JSON value
 * @returns progress by course, or undefined when it is none
 */
export function readProgress(value: unknown): Readonly<Record<string, CourseProgress>> | undefined {
  const read = courses.safeParse(value);
  return read.success ? read.data : undefined;
}
