/** @module The question interface: one name out of every charge, whose largest sum is the true answer. */
import type { AnswerNames } from '../../model/answers.ts';
import type { Definition } from '../../model/registry.ts';
import type { BlameCharge } from '../../model/run-result.ts';

/** A question about a run that exact blame answers. */
export interface Question extends Definition {
  /** What an answer names. */
  readonly names: AnswerNames;
  /** @returns what the charge counts for */
  nameOf(charge: BlameCharge): string;
}
