/** @module Entry of the replay worker: holds the book of one run and answers questions about it, one after the other. */
import { ENGINE_VERSION } from '../../sim-engine/index.ts';
import { issue } from '../../sim-engine/kernel/result.ts';
import { ReplayBook } from './book.ts';
import { QUESTIONS } from './questions/index.ts';
import type { ReplayReply, ReplayRequest } from './replay-messages.ts';

let book: ReplayBook | null = null;

function answer(request: Extract<ReplayRequest, { type: 'ask' }>): ReplayReply {
  const { id, question, argument } = request;
  if (book === null) {
    return { type: 'failed', id, issue: issue('no-run', '', 'no run was given to the replay worker yet') };
  }
  const { engineVersion } = book.inputs;
  if (engineVersion !== ENGINE_VERSION) {
    const message = `the run was made by engine ${engineVersion}, and this page holds engine ${ENGINE_VERSION}: load the page again, or use the release that made the run`;
    return { type: 'failed', id, issue: issue('engine-version', 'engineVersion', message) };
  }
  // The page's side pairs every question with its own argument.
  const ask = QUESTIONS[question] as (of: ReplayBook, about: unknown) => unknown;
  return { type: 'answer', id, value: ask(book, argument) };
}

self.onmessage = ({ data }: MessageEvent<ReplayRequest>) => {
  if (data.type === 'run') {
    if (book?.follow(data.inputs) !== true) book = new ReplayBook(data.inputs);
  } else self.postMessage(answer(data));
};
