/** @module The bar over the bench: where we are, which run, how it stands, in which form it is shown. */
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { CompareChoice } from '../compare/compare-choice.tsx';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { KeyCap } from '../parts/key-cap.tsx';
import { Logo } from '../parts/logo.tsx';
import { Segment } from '../parts/segment.tsx';
import { blamePath, FORMS, type Form, formLabels } from '../state/bench-query.ts';
import { useBench, useBenchData, useBenchState, useSession } from './bench-context.tsx';
import { LearnerMenu } from './learner-menu.tsx';
import { runWords } from './run-words.ts';

interface TopBarProps {
  readonly form: Form;
  /** Forms that can be shown at this width. */
  readonly forms?: readonly Form[];
  readonly guided: boolean;
  onForm(form: Form): void;
  onLeaveGuide(): void;
  /** The key of the drawer, where there is one. */
  readonly children?: ReactNode;
}

export function TopBar({ form, forms = FORMS, guided, onForm, onLeaveGuide, children }: TopBarProps) {
  const { store, runId } = useSession();
  const title = useBench((data) => data.scenario.title);
  const [isChoosing, setChoosing] = useState(false);
  const scenarioId = useBench((data) => data.scenario.id);
  return (
    <header className="top-bar">
      <Link href="/" className="brand">
        <Logo />
        TenantLab
      </Link>
      <span className="slash" aria-hidden="true">
        /
      </span>
      <h1 className="place">{title}</h1>
      {guided ? <span className="place-note quiet">First run, about 2 minutes, nothing is scored</span> : null}
      <span className="top-bar-gap" />
      <span className="run-id quiet">
        Run <code>{runId.slice(0, 10)}</code>, seed <span>{store.seed}</span>
      </span>
      <RunState />
      <Segment
        label="Form of every view"
        options={forms.map((value) => ({ value, label: formLabels[value] }))}
        value={form}
        onChoose={onForm}
      />
      {guided ? (
        <button type="button" className="button plain" onClick={onLeaveGuide}>
          Leave the guide
        </button>
      ) : (
        <>
          <button
            type="button"
            className="button plain compare-button"
            aria-keyshortcuts="c"
            onClick={() => setChoosing(true)}
          >
            Compare <KeyCap>C</KeyCap>
          </button>
          <Link href={blamePath(scenarioId, runId)} className="button plain who-hurts" aria-keyshortcuts="h">
            Who hurts whom <KeyCap>H</KeyCap>
          </Link>
        </>
      )}
      <LearnerMenu />
      {children}
      {isChoosing ? <CompareChoice runId={runId} onClose={() => setChoosing(false)} /> : null}
    </header>
  );
}

function RunState() {
  const { glyph, words } = runWords(useBenchState(), useBenchData());
  return (
    <span className="run-state">
      <StateGlyph state={glyph} />
      <span className="run-state-words">{words}</span>
    </span>
  );
}
