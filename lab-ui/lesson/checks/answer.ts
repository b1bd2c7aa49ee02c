/** @module The answer interface: how a kind of check is answered. */
import type { ReactNode } from 'react';
import type { CheckAnswer, ShownCheck } from '../../../sim-engine/protocol/course.ts';

/** What the form of an answer is given. */
export interface AnswerProps<K extends ShownCheck['kind'] = ShownCheck['kind']> {
  readonly check: Extract<ShownCheck, { kind: K }>;
  readonly answer: CheckAnswer | null;
  /** Id of the question. */
  readonly labelledBy: string;
  onAnswer(answer: CheckAnswer | null): void;
}

/** How a kind of check is answered. */
export interface AnswerKind<K extends ShownCheck['kind']> {
  /** @returns the answer that stands there before anything was done; null where nothing does */
  first(check: Extract<ShownCheck, { kind: K }>): CheckAnswer | null;
  form(props: AnswerProps<K>): ReactNode;
}
