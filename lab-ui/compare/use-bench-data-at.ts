/** @module The bench's data of one run as they were at a moment, from what its replay worker answers. */
import { useEffect, useMemo, useState } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { Analysed } from '../analysis/analysis-context.tsx';
import { useAnswerOf, useNewestAnswer } from '../analysis/use-answer.ts';
import { api } from '../net/api.ts';
import type { BenchData, IsolationRung } from '../state/bench-data.ts';
import { pastData } from '../state/past-data.ts';
import { wholeRunData } from './whole-run-data.ts';

/** A run at a moment, or why it cannot be shown. */
export interface Seen {
  readonly data: BenchData | null;
  readonly issues: readonly Issue[];
  /** Who is where is still that of a moment before. */
  readonly isBehind: boolean;
}

const WHOLE = { whole: true } as const;

/** @returns the run at a moment; who is where stays until the next answer has come */
export function useBenchDataAt({ inputs, replay }: Analysed, atUs: number): Seen {
  const ticks = useAnswerOf(replay, 'ticks', WHOLE);
  const moment = useNewestAnswer(replay, 'moment', { atUs });
  const [ladder, setLadder] = useState<readonly IsolationRung[] | null>(null);
  const scenarioId = inputs.scenario.id;
  useEffect(() => {
    let left = false;
    // Only the titles of the models are read from it: without an answer their ids stand there.
    void api.scenario(scenarioId).then((answer) => {
      if (!left) setLadder(answer.ok ? answer.value.ladder : []);
    });
    return () => {
      left = true;
    };
  }, [scenarioId]);
  const whole = useMemo(
    () => (ladder === null || !ticks?.ok ? null : wholeRunData(inputs, ladder, ticks.value)),
    [inputs, ladder, ticks],
  );
  return useMemo(() => {
    const issues = [ticks, moment].flatMap((answer) => (answer !== null && !answer.ok ? answer.issues : []));
    const isBehind = issues.length === 0 && (whole === null || !moment?.ok || moment.value.atUs !== atUs);
    if (whole === null || !moment?.ok) return { data: null, issues, isBehind };
    return { data: pastData(whole, atUs, moment.value), issues, isBehind };
  }, [whole, ticks, moment, atUs]);
}
