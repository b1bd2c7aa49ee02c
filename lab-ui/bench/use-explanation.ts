/** @module An explanation as a value of the bench: what the run is made of is fetched, and its replay worker asked. */
import { useEffect, useRef, useState } from 'react';
import type { BaselineChoice, Explanation, Region } from '../../sim-engine/explain/explanation.ts';
import { fail, type Issue, type Result } from '../../sim-engine/kernel/result.ts';
import { api } from '../net/api.ts';
import { ReplayClient } from '../replay/replay-client.ts';

/** Where the question stands. */
export interface Asked {
  readonly busy: boolean;
  /** Answered last, which may have been another question while `busy`. */
  readonly explanation: Explanation | null;
  readonly issues: readonly Issue[];
  again(): void;
}

const NOTHING: Omit<Asked, 'again'> = { busy: true, explanation: null, issues: [] };

/**
 * @param runId   of the run on the bench
 * @param region  compared by its JSON; null asks nothing
 * @param choice  what it is compared with
 */
export function useExplanation(runId: string, region: Region | null, choice: BaselineChoice): Asked {
  const replay = useRef<ReplayClient | null>(null);
  const [asked, setAsked] = useState(NOTHING);
  const [attempt, setAttempt] = useState(0);
  useEffect(
    () => () => {
      replay.current?.dispose();
      replay.current = null;
    },
    [],
  );
  const question = region === null ? null : JSON.stringify({ region, baseline: choice, attempt });
  useEffect(() => {
    if (question === null) {
      setAsked(NOTHING);
      return;
    }
    let left = false;
    const { region: wanted, baseline } = JSON.parse(question) as { region: Region; baseline: BaselineChoice };
    setAsked((before) => ({ ...before, busy: true, issues: [] }));
    const ask = async (): Promise<Result<Explanation>> => {
      // A run that has gone on is executed again only when what is asked about lies beyond.
      if (replay.current === null || replay.current.simulatedUs < wanted.toUs) {
        const inputs = await api.runInputs(runId);
        if (!inputs.ok) return fail(...inputs.issues);
        if (replay.current === null) replay.current = new ReplayClient(inputs.value);
        else replay.current.follow(inputs.value);
      }
      const answer = await replay.current.ask('explain', { region: wanted, baseline });
      return answer.ok ? answer.value : answer;
    };
    void ask().then((answer) => {
      if (left) return;
      if (answer.ok) setAsked({ busy: false, explanation: answer.value, issues: [] });
      else setAsked({ busy: false, explanation: null, issues: answer.issues });
    });
    return () => {
      left = true;
    };
  }, [runId, question]);
  return { ...asked, again: () => setAttempt((before) => before + 1) };
}
