/** @module What page and replay worker say to each other. */
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import type { Questions } from './questions/index.ts';

/** Names of the questions. */
export type QuestionName = keyof Questions;
/** What a question wants to know. */
export type QuestionArgument<N extends QuestionName> = Parameters<Questions[N]>[1];
/** What it is answered with. */
export type QuestionAnswer<N extends QuestionName> = ReturnType<Questions[N]>;

/** Page to worker: a run (its book is replaced), or a question about it. */
export type ReplayRequest =
  | { readonly type: 'run'; readonly inputs: RunInputs }
  | { readonly type: 'ask'; readonly id: number; readonly question: QuestionName; readonly argument: unknown };

/** Worker to page. */
export type ReplayReply =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly issue: Issue };
