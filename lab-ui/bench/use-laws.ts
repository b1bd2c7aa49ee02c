/** @module The laws of the run on the bench: asked of a replay worker that lives as long as somebody looks. */
import { useEffect, useState } from 'react';
import type { Result } from '../../sim-engine/kernel/result.ts';
import { api } from '../net/api.ts';
import { ReplayClient } from '../replay/replay-client.ts';
import type { QuestionAnswer } from '../replay/replay-messages.ts';

/** What the laws say, or why it is not known. */
export type LawsAnswer = Result<QuestionAnswer<'laws'>>;

/**
 * Executes the run again when first looked at.
 *
 * @param runId  of the run on the bench
 * @param open   whether somebody looks
 * @returns the answer for the run as it had come then, or null before it is there
 */
export function useLaws(runId: string, open: boolean): LawsAnswer | null {
  const [answer, setAnswer] = useState<LawsAnswer | null>(null);
  useEffect(() => {
    if (!open) return;
    let left = false;
    let replay: ReplayClient | null = null;
    const ask = async (): Promise<LawsAnswer> => {
      const inputs = await api.runInputs(runId);
      if (!inputs.ok) return inputs;
      replay = new ReplayClient(inputs.value);
      return replay.ask('laws', undefined);
    };
    void ask().then((next) => {
      if (!left) setAnswer(next);
    });
    return () => {
      left = true;
      replay?.dispose();
      setAnswer(null);
    };
  }, [runId, open]);
  return answer;
}
