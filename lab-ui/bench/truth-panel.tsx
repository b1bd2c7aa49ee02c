/** @module The `i` of a chart: what is modelled, what is not, from how many samples, and the laws that its numbers must obey. */
import { Link } from 'wouter';
import type { Chart } from '../charts/chart.ts';
import { InfoButton } from '../parts/info-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { truthPath } from '../state/bench-query.ts';
import { tied } from '../text/format.ts';
import { useBenchData, useFocusTenant, useSession } from './bench-context.tsx';
import { LawList } from './law-list.tsx';
import { lawLines, partWords } from './law-words.ts';
import { type LawName, truthFacts } from './truth-facts.ts';
import { samplesOf, sampleWords } from './truth-samples.ts';
import { useLaws } from './use-laws.ts';

interface TruthButtonProps {
  readonly title: string;
  readonly chart: Pick<Chart, 'id' | 'truth'>;
}

export function TruthButton({ title, chart }: TruthButtonProps) {
  return <InfoButton title={title}>{() => <TruthBody chart={chart} />}</InfoButton>;
}

function TruthBody({ chart }: Pick<TruthButtonProps, 'chart'>) {
  const data = useBenchData();
  const { runId } = useSession();
  const focus = { tenant: useFocusTenant(), cursorUs: null };
  const { modelled, missing, laws } = truthFacts(chart.id);
  return (
    <div className="truth-sides">
      <div>
        <ul>
          {chart.truth.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <dl className="truth-facts">
          <dt>Modelled</dt>
          <dd>{modelled.map(({ name, words }) => `${name}: ${words}`).join('. ')}.</dd>
          <dt>Not modelled</dt>
          <dd>{missing.map(({ name, words }) => `${name}: ${words}`).join('. ')}.</dd>
        </dl>
      </div>
      <div>
        <dl className="truth-facts">
          <dt>On screen now</dt>
          <dd>n = {tied(samplesOf(chart.id, data, focus).map(sampleWords).join('; '))}.</dd>
          <dt>Warm-up</dt>
          <dd>None is left out: a run starts empty, with cold caches, and that is part of it.</dd>
        </dl>
        <p>
          <Link href={truthPath(data.scenario.id, runId)}>Model and truth: the whole self-test</Link>
        </p>
        <Laws runId={runId} wanted={laws} />
      </div>
    </div>
  );
}

function Laws({ runId, wanted }: { runId: string; wanted: readonly LawName[] }) {
  const answer = useLaws(runId, true);
  return (
    <section className="truth-laws" aria-label="Theory beside it" aria-busy={answer === null}>
      <h4>Theory beside it</h4>
      {answer === null ? (
        <p className="note">Executing the run again in this browser, to measure what theory needs.</p>
      ) : null}
      {answer && !answer.ok ? <IssueList issues={answer.issues} /> : null}
      {answer?.ok ? (
        <>
          <p className="note">{tied(partWords(answer.value))}</p>
          <LawList lines={lawLines(answer.value, wanted)} />
        </>
      ) : null}
    </section>
  );
}
