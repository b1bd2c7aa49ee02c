/** @module An answer of the replay worker as a value of a page. */
import { useEffect, useRef, useState } from 'react';
import type { Result } from '../../sim-engine/kernel/result.ts';
import type { ReplayClient } from '../replay/replay-client.ts';
import type { QuestionAnswer, QuestionArgument, QuestionName } from '../replay/replay-messages.ts';
import { useAnalysed } from './analysis-context.tsx';

/**
 * Asks when first shown and whenever the argument changes; what was answered last stays until the next answer.
 *
 * @param question  one of the registry
 * @param argument  compared by its JSON; null asks nothing
 * @returns the answer, or null before the first
 */
export function useAnswer<N extends QuestionName>(
  question: N,
  argument: QuestionArgument<N> | null,
): Result<QuestionAnswer<N>> | null {
  const { replay } = useAnalysed();
  return useAnswerOf(replay, question, argument);
}

/** The same for one of several runs on a page. @see useAnswer */
export function useAnswerOf<N extends QuestionName>(
  replay: ReplayClient,
  question: N,
  argument: QuestionArgument<N> | null,
): Result<QuestionAnswer<N>> | null {
  const [answer, setAnswer] = useState<Result<QuestionAnswer<N>> | null>(null);
  const key = JSON.stringify(argument);
  useEffect(() => {
    const wanted = JSON.parse(key) as QuestionArgument<N> | null;
    if (wanted === null) return;
    let left = false;
    void replay.ask(question, wanted).then((next) => {
      if (!left) setAnswer(next);
    });
    return () => {
      left = true;
    };
  }, [replay, question, key]);
  return answer;
}

/**
 * The same where the argument changes faster than answers come: only the newest is asked about, those in between are left out.
 *
 * @see useAnswerOf
 */
export function useNewestAnswer<N extends QuestionName>(
  replay: ReplayClient,
  question: N,
  argument: QuestionArgument<N>,
): Result<QuestionAnswer<N>> | null {
  const [answer, setAnswer] = useState<Result<QuestionAnswer<N>> | null>(null);
  const key = JSON.stringify(argument);
  const wish = useRef({ key, ask: () => {} });
  wish.current.key = key;
  useEffect(() => {
    let left = false;
    let asked: string | null = null;
    let asking = false;
    const ask = async () => {
      while (!asking && !left && asked !== wish.current.key) {
        asking = true;
        asked = wish.current.key;
        const next = await replay.ask(question, JSON.parse(asked) as QuestionArgument<N>);
        asking = false;
        if (!left) setAnswer(next);
      }
    };
    wish.current.ask = () => void ask();
    void ask();
    return () => {
      left = true;
    };
  }, [replay, question]);
  useEffect(() => {
    if (key !== '') wish.current.ask();
  }, [key]);
  return answer;
}
