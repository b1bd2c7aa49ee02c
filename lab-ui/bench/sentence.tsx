/** @module The computed sentence over the scene: the page says it first. */
import { tied } from '../text/format.ts';
import { summarySentence } from '../text/summary.ts';
import { useBench, useBenchState } from './bench-context.tsx';
import { pointsOf } from './run-words.ts';

export function Sentence() {
  const state = useBenchState();
  const sentence = useBench(summarySentence, (a, b) => a.strong === b.strong && a.rest === b.rest);
  const points = useBench(pointsOf, (a, b) => a.won === b.won && a.max === b.max);
  const pass = useBench((data) => data.scenario.passPoints);
  return (
    <p className="sentence" id="sentence">
      {state === 'finished' ? (
        <strong>
          Finished with {points.won} of {points.max} points, {points.won >= pass ? 'at or over' : 'under'} the pass mark
          of {pass}.{' '}
        </strong>
      ) : null}
      <strong>{tied(sentence.strong)}</strong> {tied(sentence.rest)}
    </p>
  );
}
