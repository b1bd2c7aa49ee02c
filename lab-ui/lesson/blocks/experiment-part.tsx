/** @module Predict, run, reveal: a bet is committed to, the run is played, and what was measured is held against the bet. */
import { createElement, type FunctionComponent } from 'react';
import type { ViewSpec } from '../../../sim-engine/model/experiment.ts';
import type { StateName } from '../../marks/state-glyph.ts';
import { StateGlyph } from '../../marks/tenant-mark.tsx';
import { ActionButton } from '../../parts/action-button.tsx';
import { formatClock, formatCount } from '../../text/format.ts';
import { BetForm } from '../bet-form.tsx';
import { readingOf } from '../bets/bet.ts';
import { betKindOf } from '../bets/index.ts';
import { ControlField } from '../control-field.tsx';
import { useLessonState, useOpenLesson } from '../lesson-context.tsx';
import type { LessonState } from '../lesson-store.ts';
import { VIEWS } from '../views/index.ts';
import type { ViewProps } from '../views/view.ts';

export function ExperimentPart() {
  const { store } = useOpenLesson();
  const state = useLessonState();
  const { experiment } = store;
  const isPredict = state.status === 'predict';
  return (
    <section className="lesson-experiment" aria-label={experiment.title}>
      <Steps state={state} />
      {isPredict ? (
        <BetForm experiment={experiment} onCommit={store.commit} />
      ) : (
        <>
          <ControlField control={experiment.control} setting={state.setting} onChoose={store.choose} />
          <Pictures />
          <Transport />
          <Verdict />
        </>
      )}
      {state.failure === '' ? null : (
        <p className="issues" role="alert">
          <StateGlyph state="over" /> The run stopped: {state.failure}. Your bet is kept. Load this page again.
        </p>
      )}
    </section>
  );
}

function Steps({ state }: { state: LessonState }) {
  const at = state.status === 'predict' ? 0 : state.revealed ? 2 : 1;
  return (
    <ol className="lesson-steps">
      {['Predict', 'Run', 'Reveal'].map((word, step) => {
        const glyph: StateName = step < at ? 'fine' : step === at ? 'running' : 'not-yet';
        return (
          <li key={word} aria-current={step === at ? 'step' : undefined}>
            <StateGlyph state={glyph} /> {word}
          </li>
        );
      })}
    </ol>
  );
}

function Pictures() {
  const { store } = useOpenLesson();
  const state = useLessonState();
  const { experiment } = store;
  const { bet } = experiment;
  const trial = state.trials.get(state.setting) ?? null;
  // Pictures that need whole runs wait until the first was seen to its end.
  const shown = experiment.views.filter((spec) => spec.kind === 'over-time' || state.revealed);
  return shown.map((spec) => {
    const isBetDrawn = bet.kind === 'number' && readingOf(experiment, bet.reading).unit === 'ms';
    const isHere =
      spec.kind === 'against-control'
        ? bet.kind === 'number' && spec.kind === 'against-control' && spec.readings.includes(bet.reading)
        : state.setting === bet.at;
    const props: ViewProps<ViewSpec['kind']> = {
      spec,
      experiment,
      trial,
      data: trial?.views[experiment.views.indexOf(spec)] ?? null,
      trials: state.trials,
      setting: state.setting,
      atUs: state.atUs,
      bet: isBetDrawn && isHere ? state.bet : null,
    };
    // A picture is only ever given specifications of its own kind.
    return createElement(VIEWS[spec.kind] as FunctionComponent<ViewProps<ViewSpec['kind']>>, {
      key: spec.kind,
      ...props,
    });
  });
}

function Transport() {
  const { store } = useOpenLesson();
  const { status, atUs, trials, setting } = useLessonState();
  const { durationUs } = store;
  const isThere = trials.has(setting);
  const events = trials.get(setting)?.events;
  return (
    <div className="lesson-transport">
      {status === 'playing' ? (
        <ActionButton onPress={store.pause}>Pause</ActionButton>
      ) : (
        <ActionButton why={isThere ? null : 'Running'} onPress={store.play}>
          {status === 'ended' ? 'Play again' : `Go on from ${formatClock(atUs)}`}
        </ActionButton>
      )}
      <input
        type="range"
        className="slider"
        aria-label="Moment shown"
        aria-valuetext={`${formatClock(atUs)} of ${formatClock(durationUs)}`}
        min={0}
        max={durationUs}
        step={durationUs / 120}
        value={atUs}
        style={{ '--filled': `${(100 * atUs) / durationUs}%` }}
        onChange={(event) => store.show(Number(event.target.value))}
      />
      {status === 'ended' || !isThere ? null : <ActionButton onPress={store.toTheEnd}>To the end</ActionButton>}
      <span className="note lesson-clock">
        {formatClock(atUs)} of {formatClock(durationUs)}
        {events === undefined ? '' : `, ${formatCount(events)} events`}
      </span>
    </div>
  );
}

function Verdict() {
  const { store } = useOpenLesson();
  const { experiment } = store;
  const { bet: spec } = experiment;
  const state = useLessonState();
  const kind = betKindOf(spec);
  const isRun = kind.needs(spec, experiment).every((at) => state.trials.has(at));
  const verdict = state.revealed && isRun ? kind.judge(spec, state.bet, experiment, state.trials) : null;
  return (
    <div className="lesson-verdict" role="status">
      {verdict === null ? (
        <p className="quiet">{waitingWords(state, experiment.control.settings.length)}</p>
      ) : (
        <p>
          <StateGlyph state={verdict.state} /> <strong>{verdict.head}</strong>{' '}
          <span className="quiet">{verdict.body}</span>
        </p>
      )}
    </div>
  );
}

function waitingWords(state: LessonState, settings: number): string {
  if (state.revealed) return `Running the other settings: ${state.trials.size} of ${settings}.`;
  if (state.status === 'waiting') return 'Running.';
  return 'What it came to is said when the run has ended.';
}
