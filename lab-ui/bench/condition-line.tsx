/** @module One condition as it stands: what it asks for, what was measured, and of a combination each of its parts. */
import type { ReactNode } from 'react';
import type { Goal } from '../../sim-engine/model/objective.ts';
import type { ConditionResult } from '../../sim-engine/model/run-result.ts';
import type { RunStatus } from '../../sim-engine/protocol/messages.ts';
import type { StateName } from '../marks/state-glyph.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import type { Catalogue } from '../net/api.ts';
import { formatClock } from '../text/format.ts';
import { askedWords, measuredWords } from './condition-words.ts';

interface ConditionLineProps {
  readonly title: string;
  /** As the scenario has it: with its stretch of the run, and its parts. */
  readonly condition: Goal;
  /** Null before anything is known. */
  readonly result: ConditionResult | null;
  readonly status: RunStatus;
  readonly metrics: Catalogue['metrics'];
  /** Of a question: what was answered, in words. */
  readonly answered?: string | undefined;
  /** What stands in the last column, such as points. */
  readonly children?: ReactNode;
}

export function ConditionLine({ title, condition, result, status, metrics, answered, children }: ConditionLineProps) {
  const state = stateOf(result, status);
  const stretch = `measured from ${seconds(condition.fromUs)} to ${seconds(condition.toUs)}`;
  return (
    <li title={stretch}>
      <StateGlyph state={GLYPHS[state]} />
      <span className="objective-title">
        {title}
        <span className="hidden-words">
          , {stretch}: {WORDS[state]}
        </span>
      </span>
      <span className="objective-measured">{measured(condition, result, state, answered)}</span>
      <span className="objective-points">{children}</span>
      {'combine' in condition ? (
        <ul className="condition-parts">
          {condition.parts.map((part, at) => (
            <ConditionLine
              key={`${askedWords(part, metrics)} ${part.fromUs} ${part.toUs}`}
              title={askedWords(part, metrics)}
              condition={part}
              result={result?.parts?.[at] ?? null}
              status={status}
              metrics={metrics}
            />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

type Standing = 'waiting' | 'cut-short' | 'holds-so-far' | 'fails-so-far' | 'kept-back' | 'held' | 'not-held';

const GLYPHS: Record<Standing, StateName> = {
  waiting: 'not-yet',
  'cut-short': 'not-yet',
  'holds-so-far': 'running',
  'fails-so-far': 'running',
  'kept-back': 'running',
  held: 'fine',
  'not-held': 'over',
};

const WORDS: Record<Standing, string> = {
  waiting: 'not yet',
  'cut-short': 'not measured, the run was finished before the end of its window',
  'holds-so-far': 'holds so far',
  'fails-so-far': 'does not hold so far',
  'kept-back': 'told when the run is over',
  held: 'held',
  'not-held': 'not held',
};

/** A run that was finished before a condition's window was over measures nothing more of it. */
function stateOf(result: ConditionResult | null, status: RunStatus): Standing {
  if (result?.state === 'closed') return result.passed ? 'held' : 'not-held';
  if (status === 'finished') return 'cut-short';
  if (result?.state === 'open' && result.given !== undefined) return 'kept-back';
  if (result?.state === 'open') return result.passed ? 'holds-so-far' : 'fails-so-far';
  return 'waiting';
}

function measured(
  condition: Goal,
  result: ConditionResult | null,
  state: Standing,
  answered: string | undefined,
): string {
  if (state === 'cut-short') return 'run ended';
  if (state === 'waiting' || result === null) return `from ${seconds(condition.fromUs)}`;
  if (answered !== undefined) return answered;
  return 'combine' in condition && result.measured !== null
    ? `${result.measured} of ${condition.parts.length}`
    : measuredWords(result);
}

function seconds(us: number): string {
  return formatClock(us).replace('.0 ', ' ');
}
