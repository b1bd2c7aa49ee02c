/** @module This run: what the reader came from, executed again here, with its samples and the laws that it must obey. */
import { useEffect, useState } from 'react';
import type { Issue, Result } from '../../sim-engine/kernel/result.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { LawList } from '../bench/law-list.tsx';
import { lawLines, partWords } from '../bench/law-words.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { api } from '../net/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { ReplayClient } from '../replay/replay-client.ts';
import type { QuestionAnswer } from '../replay/replay-messages.ts';
import type { Form } from '../state/bench-query.ts';
import { tied } from '../text/format.ts';
import { type RunLine, runLines, runSentence, runTableOf } from './run-lines.ts';

interface ThisRunPanelProps {
  /** Null where the page was not opened from a run. */
  readonly runId: string | null;
  readonly form: Form;
}

export function ThisRunPanel({ runId, form }: ThisRunPanelProps) {
  return (
    <section className="truth-part this-run" aria-labelledby="this-run-title">
      <h2 id="this-run-title">This run</h2>
      {runId === null ? (
        <p className="quiet">None: open this page from a bench, with key Y, and its run is executed again here.</p>
      ) : (
        <OfRun runId={runId} form={form} />
      )}
    </section>
  );
}

function OfRun({ runId, form }: { readonly runId: string; readonly form: Form }) {
  const { lines, laws, issues } = useThisRun(runId);
  if (issues.length > 0) return <IssueList issues={issues} />;
  if (lines === null) return <p className="note">Being executed again in this browser.</p>;
  return (
    <>
      {form === 'picture' ? <Facts lines={lines} /> : null}
      {form === 'table' ? <DataTable id="this-run" table={runTableOf(lines)} empty="Nothing has run yet." /> : null}
      {form === 'sentence' ? <p className="quiet">{tied(runSentence(lines))}</p> : null}
      <h3>Theory beside it</h3>
      {laws === null ? <p className="note">Being measured in ten pieces.</p> : null}
      {laws?.ok ? (
        <>
          <p className="note">{tied(partWords(laws.value))}</p>
          <div className="this-run-laws">
            <LawList lines={lawLines(laws.value, ['little', 'utilisation', 'blast'])} />
          </div>
        </>
      ) : null}
      {laws !== null && !laws.ok ? <IssueList issues={laws.issues} /> : null}
    </>
  );
}

function Facts({ lines }: { readonly lines: readonly RunLine[] }) {
  return (
    <dl className="run-facts">
      {lines.map(({ name, value, wrong }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {wrong ? <StateGlyph state="over" /> : null} {tied(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface Known {
  readonly lines: readonly RunLine[] | null;
  readonly laws: Result<QuestionAnswer<'laws'>> | null;
  readonly issues: readonly Issue[];
}

const NOTHING: Known = { lines: null, laws: null, issues: [] };

/** Executes the run again in a worker that lives as long as somebody looks. */
function useThisRun(runId: string): Known {
  const [known, setKnown] = useState<Known>(NOTHING);
  useEffect(() => {
    let left = false;
    let replay: ReplayClient | null = null;
    const tell = (change: Partial<Known>): void => {
      if (!left) setKnown((before) => ({ ...before, ...change }));
    };
    const ask = async (): Promise<void> => {
      // The session first: its cookie says whose run it is.
      const learner = await api.session();
      const inputs = learner.ok ? await api.runInputs(runId) : learner;
      if (left) return;
      if (!inputs.ok) return tell({ issues: inputs.issues });
      const made = inputs.value as RunInputs;
      replay = new ReplayClient(made);
      const run = await replay.ask('this-run', undefined);
      tell(run.ok ? { lines: runLines(made, run.value) } : { issues: run.issues });
      if (run.ok && !left) tell({ laws: await replay.ask('laws', undefined) });
    };
    void ask();
    return () => {
      left = true;
      replay?.dispose();
      setKnown(NOTHING);
    };
  }, [runId]);
  return known;
}
