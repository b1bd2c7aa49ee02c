/** @module Runs without each tenant, asked for one after the other, so that the worker can answer other questions between. */
import { useEffect, useState } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { useAnalysed } from '../analysis/analysis-context.tsx';
import type { Removal } from '../replay/questions/removal.ts';

/** What is answered so far. */
export interface Removals {
  readonly answered: readonly Removal[];
  /** Tenants in all. */
  readonly of: number;
  readonly issues: readonly Issue[];
}

/**
 * @param ids     tenants in the order in which they are left out, the likeliest culprit first; null asks nothing
 * @param fromUs  beginning of the window
 * @param toUs    its end
 */
export function useRemovals(ids: readonly string[] | null, fromUs: number, toUs: number): Removals {
  const { replay } = useAnalysed();
  const [state, setState] = useState<Removals>({ answered: [], of: 0, issues: [] });
  const key = JSON.stringify(ids);
  useEffect(() => {
    const wanted = JSON.parse(key) as readonly string[] | null;
    let left = false;
    const ask = async () => {
      const answered: Removal[] = [];
      setState({ answered, of: wanted?.length ?? 0, issues: [] });
      for (const without of wanted ?? []) {
        const answer = await replay.ask('removal', { without, fromUs, toUs });
        if (left) return;
        if (!answer.ok) {
          setState((before) => ({ ...before, issues: answer.issues }));
          return;
        }
        answered.push(answer.value);
        setState({ answered: [...answered], of: wanted?.length ?? 0, issues: [] });
      }
    };
    void ask();
    return () => {
      left = true;
    };
  }, [replay, key, fromUs, toUs]);
  return state;
}
