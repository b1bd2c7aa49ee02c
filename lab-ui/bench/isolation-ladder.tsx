/** @module The isolation ladder: every model from shared to silo with its price and the harm measured under it. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { Panel } from '../parts/panel.tsx';
import { StepMark } from '../parts/step-mark.tsx';
import type { BenchData, IsolationRung } from '../state/bench-data.ts';
import { measuredHarm } from '../state/measured-harm.ts';
import { formatShare, formatUsdPerHour, tied } from '../text/format.ts';
import { useBench, useBenchState, useCommands, useMeasuredData, useSession, whyNot } from './bench-context.tsx';
import { isolationSentence } from './isolation-sentence.ts';
import { IsolationTerms } from './isolation-terms.tsx';
import { movesLeft, noMoves } from './moves.ts';
import { Pictogram } from './pictogram.tsx';

interface IsolationLadderProps {
  /** The guide's step at which the ladder is used is the current one, comes later, or there is no guide. */
  readonly guide: 'none' | 'later' | 'current';
}

export function IsolationLadder({ guide }: IsolationLadderProps) {
  const data = useMeasuredData();
  const harm = useBench(measuredHarm, sameHarm);
  const { catalogue } = useSession();
  const { act } = useCommands();
  const state = useBenchState();
  const current = data.topology?.isolation ?? data.scenario.isolation.id;
  const [reached, setReached] = useState<string | null>(null);
  const group = useRef<HTMLDivElement>(null);
  const [finer, setFiner] = useState(false);
  // The model in force is always shown.
  const rungs = data.ladder.filter((rung) => finer || !rung.finer || rung.id === current);
  const hidden = data.ladder.length - rungs.length;
  const tabStop = rungs.some((rung) => rung.id === reached) ? reached : current;
  const why = whyNot(state) ?? noMoves(data);

  const choose = (id: string) => {
    const definition = catalogue.isolation.find((known) => known.id === id);
    if (!definition || id === current || whyNotRung(data, why, id) !== null) return;
    act({ type: 'switch-isolation', model: { id, params: withDefaults(definition, {}) } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = rungs.findIndex((rung) => rung.id === tabStop);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) {
      const next = rungs[(at + step + rungs.length) % rungs.length];
      if (!next) return;
      event.preventDefault();
      setReached(next.id);
      group.current?.querySelector<HTMLElement>(`[data-rung="${next.id}"]`)?.focus();
    }
  };
  return (
    <Panel
      className="isolation"
      title={<>Isolation {guide === 'none' ? null : <StepMark step={3} current={guide === 'current'} />}</>}
      note={
        <span className="ladder-head">
          <span>app, cache, database</span>
          <span aria-hidden="true">USD/h</span>
          <span aria-hidden="true">hurt</span>
        </span>
      }
    >
      <div
        className="ladder"
        role="radiogroup"
        aria-label="Isolation model"
        aria-description="Arrows move, Enter switches the running system."
        ref={group}
        id="isolation-ladder"
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setReached(null);
        }}
      >
        {rungs.map((rung) => (
          <Rung
            key={rung.id}
            rung={rung}
            current={rung.id === current}
            tabStop={rung.id === tabStop}
            hurt={harm.get(rung.id) ?? null}
            why={whyNotRung(data, why, rung.id)}
            onChoose={() => choose(rung.id)}
          />
        ))}
      </div>
      <p className="note ladder-note">
        {hidden > 0 || finer ? (
          <button
            type="button"
            className="link-button ladder-more"
            aria-expanded={finer}
            aria-controls="isolation-ladder"
            onClick={() => setFiner(!finer)}
          >
            {finer ? 'Only the main steps' : `${hidden} finer ${hidden === 1 ? 'step' : 'steps'}`}
          </button>
        ) : null}
        {guide === 'none' ? `${why ?? movesLeft(data)}. ` : ''}
        {tied(isolationSentence(data, guide !== 'none'))}
      </p>
      {guide === 'none' ? <IsolationTerms /> : null}
    </Panel>
  );
}

interface RungProps {
  readonly rung: IsolationRung;
  readonly current: boolean;
  readonly tabStop: boolean;
  readonly hurt: number | null;
  readonly why: string | null;
  onChoose(): void;
}

function Rung({ rung, current, tabStop, hurt, why, onChoose }: RungProps) {
  const price = formatUsdPerHour(rung.priceMicroUsdPerHour);
  return (
    // biome-ignore lint/a11y/useSemanticElements: arrows move without choosing here, which a radio input cannot do
    <div
      role="radio"
      className={current ? 'rung current' : 'rung'}
      aria-checked={current}
      aria-disabled={why !== null && !current ? true : undefined}
      aria-label={`${rung.title}, ${rung.meaning}, ${price}, ${hurt === null ? 'harm not measured yet' : `${formatShare(hurt)} of neighbours hurt`}`}
      aria-description={why ?? rung.summary}
      title={why ?? rung.summary}
      tabIndex={tabStop ? 0 : -1}
      data-rung={rung.id}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (current || (event.key !== 'Enter' && event.key !== ' ')) return;
        event.preventDefault();
        onChoose();
      }}
    >
      <span className="ring" />
      <span className="rung-title">{rung.title}</span>
      <Pictogram parts={rung.parts} />
      <span className="rung-meaning">{rung.meaning}</span>
      <span className="rung-number">{(rung.priceMicroUsdPerHour / 1e6).toFixed(2)}</span>
      <span className="rung-number">{hurt === null ? '–' : formatShare(hurt)}</span>
    </div>
  );
}

function whyNotRung(data: BenchData, why: string | null, id: string): string | null {
  if (why !== null) return why;
  return data.scenario.rights.isolation.includes(id) ? null : 'Not part of this exercise';
}

function sameHarm(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([id, share]) => b.get(id) === share);
}
