/** @module The difficulty lab: every solution of the file on many seeds, its points against its band and the pass mark. */
import { useMemo, useState } from 'react';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { difficultyStrip, type StripRow } from '../charts/difficulty-strip.ts';
import { FigureHost } from '../compare/figure-host.tsx';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { ActionButton } from '../parts/action-button.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { TruthLines } from '../parts/info-button.tsx';
import { Segment } from '../parts/segment.tsx';
import { FORMS, type Form, formLabels } from '../state/bench-query.ts';
import type { AuthorSession, ValidText } from './author-session.ts';
import type { DifficultyState } from './difficulty-bench.ts';
import { meanWords } from './mean-words.ts';
import type { TextReading } from './text-messages.ts';
import type { SolutionVerdict } from './verdicts.ts';
import '../style/difficulty.css';

interface DifficultyPanelProps {
  readonly session: AuthorSession;
  readonly valid: ValidText | null;
  readonly difficulty: DifficultyState;
  readonly verdicts: readonly SolutionVerdict[];
  readonly reading: TextReading | null;
  onLine(line: number | undefined): void;
}

type Seeds = '10' | '100';

const SEEDS: readonly { readonly value: Seeds; readonly label: string }[] = [
  { value: '10', label: '10 seeds' },
  { value: '100', label: '100 seeds' },
];

/** Order of the roles, the wanted one first. */
const ROLE_WORDS = { reference: 'Reference', naive: 'Naive', nothing: 'Nothing', 'wrong-fix': 'Wrong fix' } as const;

export function DifficultyPanel({ session, valid, difficulty, verdicts, reading, onLine }: DifficultyPanelProps) {
  const [seeds, setSeeds] = useState<Seeds>('100');
  const [form, setForm] = useState<Form>('picture');
  const scenario = valid?.scenario ?? null;
  const isRunning = difficulty.status === 'running' && difficulty.scenario === scenario;
  const hasErrors = (reading?.told.length ?? 0) > 0;
  return (
    <section className="difficulty" aria-labelledby="difficulty-title">
      <header className="author-head">
        <h2 id="difficulty-title">Difficulty lab</h2>
        <span className="note">1 dot = 1 seed; frame = the band that the file states; dashed = pass mark</span>
        <span className="top-bar-gap" />
        <span role="status" className="difficulty-words">
          <DifficultyWords scenario={scenario} difficulty={difficulty} verdicts={verdicts} />
        </span>
        {isRunning ? <progress max={difficulty.wanted} value={difficulty.done} aria-label="Runs done" /> : null}
        <Segment<Form>
          label="Form of the difficulty lab"
          options={FORMS.map((value: Form) => ({ value, label: formLabels[value] }))}
          value={form}
          onChoose={setForm}
        />
        <Segment<Seeds> label="Number of seeds" options={SEEDS} value={seeds} onChoose={setSeeds} />
        {isRunning ? (
          <ActionButton onPress={() => session.difficulty.stop()}>Stop</ActionButton>
        ) : (
          <ActionButton
            why={scenario === null || hasErrors ? 'Try the solutions: mend the errors first' : null}
            onPress={() => scenario !== null && session.difficulty.run(scenario, Number(seeds))}
          >
            {difficulty.status === 'stopped' && difficulty.scenario === scenario ? 'Go on' : 'Try the solutions'}
          </ActionButton>
        )}
        <TruthLines
          title="Difficulty lab"
          truth={[
            'Each solution is executed whole on each seed, in this browser, by the engine that grades; the command tenantlab proof has the same scores.',
            'It holds when every score lies in its band, the reference passes on every seed, and no other solution passes on any.',
            'Before a scenario is published the server proves it once more by itself, on fewer seeds.',
          ]}
        />
      </header>
      {scenario === null ? (
        <p className="quiet difficulty-empty">The solutions can be tried when the file is valid.</p>
      ) : (
        <Solutions
          scenario={scenario}
          verdicts={verdicts}
          form={form}
          lines={valid?.lines.proofs ?? {}}
          onLine={onLine}
        />
      )}
    </section>
  );
}

function DifficultyWords({
  scenario,
  difficulty,
  verdicts,
}: {
  scenario: Scenario | null;
  difficulty: DifficultyState;
  verdicts: readonly SolutionVerdict[];
}) {
  if (difficulty.status === 'failed') return <>The runs stopped: {difficulty.failure}</>;
  if (scenario === null || difficulty.scenario !== scenario) {
    return difficulty.scenario === null ? null : <>The text has changed: these solutions are not tried yet</>;
  }
  const wrong = verdicts.find(({ state }) => state === 'over');
  if (wrong !== undefined) {
    return (
      <>
        <StateGlyph state="over" label="does not hold" /> {wrong.proof.title}: {wrong.words}
      </>
    );
  }
  const { status, done, wanted, tookMs } = difficulty;
  if (status === 'running')
    return (
      <>
        {done} of {wanted} runs
      </>
    );
  if (status === 'stopped')
    return (
      <>
        Stopped after {done} of {wanted} runs
      </>
    );
  return (
    <>
      <StateGlyph state="fine" label="holds" /> All in their bands: {done} runs in {(tookMs / 1000).toFixed(1)} s
    </>
  );
}

interface SolutionsProps {
  readonly scenario: Scenario;
  readonly verdicts: readonly SolutionVerdict[];
  readonly form: Form;
  readonly lines: Readonly<Record<string, number>>;
  onLine(line: number | undefined): void;
}

function Solutions({ scenario, verdicts, form, lines, onLine }: SolutionsProps) {
  return (
    <table className="table difficulty-table">
      <caption className="hidden-words">Points of each solution</caption>
      <thead>
        <tr>
          <th scope="col">Solution</th>
          <th scope="col" className="strip-head">
            <span className="strip-axis">
              {[0, 25, 50, 75, 100].map((points) => (
                <span key={points} className={`at-${points}`}>
                  {points === 100 ? '100 points' : points}
                </span>
              ))}
            </span>
          </th>
          <th scope="col" className="number">
            Mean, 95 %
          </th>
          <th scope="col" className="number">
            Passes, of seeds
          </th>
          <th scope="col" className="number">
            Band
          </th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map((verdict) => (
          <SolutionLine
            key={verdict.proof.id}
            passPoints={scenario.passPoints}
            verdict={verdict}
            form={form}
            line={lines[verdict.proof.id]}
            onLine={onLine}
          />
        ))}
      </tbody>
    </table>
  );
}

interface SolutionLineProps {
  readonly passPoints: number;
  readonly verdict: SolutionVerdict;
  readonly form: Form;
  readonly line: number | undefined;
  onLine(line: number | undefined): void;
}

function SolutionLine({ passPoints, verdict, form, line, onLine }: SolutionLineProps) {
  const { proof, scores, passes, state, words } = verdict;
  const figure = useMemo(() => {
    const row: StripRow = {
      title: proof.title,
      role: proof.role,
      band: { min: proof.pointsMin, max: proof.pointsMax },
      passPoints,
      scores,
    };
    return difficultyStrip(row);
  }, [proof, passPoints, scores]);
  return (
    <tr>
      <th scope="row">
        <button type="button" className="solution-name" onClick={() => onLine(line)}>
          <strong>{ROLE_WORDS[proof.role]}</strong>
          <span className="note">{proof.title}</span>
        </button>
      </th>
      <td className="strip-cell" data-form={form}>
        {form === 'picture' ? <FigureHost figure={figure} className="chart-host" /> : null}
        {form === 'table' ? <DataTable id={`points-${proof.id}`} table={figure.table} empty="Not tried yet." /> : null}
        {form === 'sentence' ? <p className="dense">{figure.sentence}</p> : null}
      </td>
      <td className="number">{meanWords(scores.map(({ points }) => points))}</td>
      <td className="number">
        <strong>{scores.length === 0 ? '–' : `${passes} of ${scores.length}`}</strong>
      </td>
      <td className="number">
        {proof.pointsMin} to {proof.pointsMax}
      </td>
      <td className={state === 'over' ? 'strong' : undefined}>
        <StateGlyph state={state} /> {words}
      </td>
    </tr>
  );
}
