/** @module More seeds: both designs under each, pair after pair in the worker; it can be stopped, and what is done stays. */
import { useEffect, useRef, useState } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { useAnalysed } from '../analysis/analysis-context.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import type { ReplicatedComparison } from '../replay/questions/replicated.ts';
import { countWord, formatNumber, listWords, tied } from '../text/format.ts';
import { signedMs } from './verdict-words.ts';

const SEEDS = 20;

/** Where the seeds stand. */
export interface Seeds {
  readonly done: ReplicatedComparison | null;
  readonly isRunning: boolean;
  readonly issues: readonly Issue[];
  start(): void;
  stop(): void;
}

/** @param other  the run beside that of the worker; @param swapped  true: the other one is A */
export function useSeeds(other: RunInputs, swapped: boolean): Seeds {
  const { replay } = useAnalysed();
  const [done, setDone] = useState<ReplicatedComparison | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const round = useRef(0);
  useEffect(
    () => () => {
      round.current++;
    },
    [],
  );
  // The other way round it is another comparison; the worker still has every run, so that starting again costs nothing.
  const key = `${other.runId} ${swapped}`;
  const before = useRef(key);
  useEffect(() => {
    if (before.current === key) return;
    before.current = key;
    round.current++;
    setDone(null);
    setRunning(false);
  }, [key]);
  const run = async (own: number) => {
    for (let count = 2; count <= SEEDS && round.current === own; count++) {
      const answer = await replay.ask('replicated', { other, swapped, count });
      if (round.current !== own) return;
      if (!answer.ok) {
        setIssues(answer.issues);
        break;
      }
      setDone(answer.value);
    }
    if (round.current === own) setRunning(false);
  };
  return {
    done,
    isRunning,
    issues,
    start: () => {
      setIssues([]);
      setRunning(true);
      void run(++round.current);
    },
    stop: () => {
      round.current++;
      setRunning(false);
    },
  };
}

interface ReplicatePanelProps {
  readonly seeds: Seeds;
  /** How long one pair of runs took here, seconds. */
  readonly pairSeconds: number;
  readonly neighbours: readonly string[];
}

export function ReplicatePanel({
  seeds: { done, isRunning, issues, start, stop },
  pairSeconds,
  neighbours,
}: ReplicatePanelProps) {
  const left = Math.max(1, Math.round(pairSeconds * (SEEDS - 1)));
  return (
    <div className="replicate">
      <div className="button-row">
        {isRunning ? (
          <button type="button" className="button outline" onClick={stop}>
            Stop at {done?.count ?? 1} seeds
          </button>
        ) : (
          <button type="button" className="button primary" onClick={start}>
            Run {SEEDS} seeds{done === null ? `, about ${left} s` : ' again'}
          </button>
        )}
        {isRunning ? (
          <progress className="seed-progress" max={SEEDS} value={done?.count ?? 1} aria-label="Seeds done" />
        ) : null}
      </div>
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
      <p className="replicated-words" role="status">
        {done === null
          ? isRunning
            ? 'Both designs run under the next seed.'
            : ''
          : tied(replicatedWords(done, neighbours))}
      </p>
    </div>
  );
}

/** @returns what several seeds say about p99 of the neighbours, goodput and price */
export function replicatedWords(
  { count, paired, tenants, totals }: ReplicatedComparison,
  neighbours: readonly string[],
): string {
  const known = neighbours.flatMap((id) => (tenants[id] ? [{ id, p99: tenants[id].latencyMs.p99 }] : []));
  const lower = known.filter(({ p99 }) => (p99.high ?? 0) < 0);
  const higher = known.filter(({ p99 }) => (p99.low ?? 0) > 0).map(({ id }) => id);
  const rest = known.filter(({ p99 }) => !((p99.high ?? 0) < 0) && !((p99.low ?? 0) > 0)).map(({ id }) => id);
  const changes = lower.map(({ p99 }) => p99.mean);
  const span =
    changes.length === 0
      ? ''
      : `, by ${signedMs(Math.min(...changes))} to ${signedMs(Math.max(...changes))} on average`;
  const { mean, low, high } = totals.goodputPerSec;
  return [
    `Over ${count} seeds, ${paired ? 'paired' : 'independent'}: p99 is lower in B for ${countWord(lower.length)} of ${countWord(known.length)}${span}.`,
    higher.length > 0 ? `Higher for ${listWords(higher)}.` : '',
    rest.length > 0 ? `No change shown for ${listWords(rest)}.` : '',
    `Goodput of all ${mean >= 0 ? 'rose' : 'fell'} by ${formatNumber(Math.abs(mean))} req/s${low === null || high === null ? '' : ` (95 %: ${formatNumber(low)} to ${formatNumber(high)})`}. Whole runs, mean over seeds.`,
  ]
    .filter((each) => each !== '')
    .join(' ');
}
