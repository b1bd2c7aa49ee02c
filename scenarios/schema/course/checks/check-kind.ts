/** @module The interface of a kind of check: how it is written, shown without its answer, and graded. */
import type { z } from 'zod';
import type { CheckAnswer, ShownCheck } from '../../../../sim-engine/protocol/course.ts';

/** What grading says; null for an answer that has not the form of one. */
export type CheckGrade = { readonly correct: boolean; readonly feedback: string } | null;

/** What is known of the lesson when a check is looked at. */
export interface CheckContext {
  /** Tenants of the lesson's world, in order. */
  readonly tenants: readonly { readonly id: string; readonly name: string }[];
}

/** Something that does not hold of a check: where in it, and what. */
export interface CheckFault {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** A kind of check; `W` is what is written. */
export interface CheckKind<W extends { readonly kind: string } = never> {
  readonly id: W['kind'];
  readonly schema: z.ZodType<W> & z.ZodObject;
  /** @returns what the schema cannot see */
  faults(written: W, context: CheckContext): readonly CheckFault[];
  show(written: W, context: CheckContext): ShownCheck;
  grade(written: W, answer: CheckAnswer): CheckGrade;
}
