/** @module REGISTRY of answers: one line per kind of check. */
import type { ShownCheck } from '../../../sim-engine/protocol/course.ts';
import type { AnswerKind } from './answer.ts';
import { numberAnswer } from './number.tsx';
import { choiceAnswer, tenantAnswer } from './options.tsx';
import { orderAnswer } from './order.tsx';

export const ANSWERS: { readonly [K in ShownCheck['kind']]: AnswerKind<K> } = {
  choice: choiceAnswer,
  tenant: tenantAnswer,
  number: numberAnswer,
  order: orderAnswer,
};
