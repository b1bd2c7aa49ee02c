/** @module The left half: what is asked, the sentence, the matrix or both of them in the form chosen, and where they differ. */
import { useMemo } from 'react';
import { useAnalysed } from '../analysis/analysis-context.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { TruthLines } from '../parts/info-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import type { WindowBlame } from '../replay/questions/blame.ts';
import type { Form } from '../state/bench-query.ts';
import { formatCount, formatNumber, formatShare, tied } from '../text/format.ts';
import { BlameControls } from './blame-controls.tsx';
import type { BlameQuery } from './blame-query.ts';
import { cellScale, changeWords, rateWords } from './cell-scale.ts';
import { blameMatrix, inOrder, type Matrix, type Pair, removalMatrix, sortedIds } from './matrix.ts';
import { MatrixPart } from './matrix-part.tsx';
import { blameTable, removalTable } from './matrix-table.ts';
import { blameSentences, differenceWords, headline, proofWords, removalSentences } from './matrix-words.ts';
import { personOf } from './people.ts';
import { ALL } from './resources.ts';
import { BLAME_TRUTH, REMOVAL_TRUTH } from './truth.ts';
import type { Removals } from './use-removals.ts';

/** Two percentiles of a histogram may be this far off together, as a share of the latency. */
const P99_RESOLUTION = 0.008;

interface MatrixViewProps {
  readonly blame: WindowBlame;
  readonly query: BlameQuery;
  readonly form: Form;
  readonly removals: Removals;
  readonly open: Pair | null;
  onOpen(pair: Pair): void;
}

export function MatrixView({ blame, query, form, removals, open, onOpen }: MatrixViewProps) {
  const { inputs } = useAnalysed();
  const { scenario } = inputs;
  const tenants = useMemo(() => scenario.tenants.map(({ id }) => id), [scenario]);
  const resources = [...new Set(blame.charges.map(({ resource }) => resource))];
  const charged = useMemo(() => blameMatrix(blame, tenants, query.facet), [blame, tenants, query.facet]);
  const removed = useMemo(
    () => removalMatrix(removals.answered, tenants, query.figure),
    [removals.answered, tenants, query.figure],
  );
  const order = sortedIds(query.method === 'removal' ? removed : charged, query.order);
  const showsBlame = query.method !== 'removal';
  const showsRemoval = query.method !== 'blame';
  const difference = differenceWords(scenario, charged, removals.answered, query.figure);
  return (
    <section className="blame-half" aria-labelledby="blame-headline">
      <h2 id="blame-headline" className="blame-headline">
        {tied(headline(scenario, charged, query.facet))}
      </h2>
      <p className="blame-proof quiet">{tied(proofWords(blame, charged, query.facet === ALL))}</p>
      <BlameControls query={query} resources={resources} />
      <div className={showsBlame && showsRemoval ? 'matrices two' : 'matrices'}>
        {showsBlame ? (
          <BlameMatrix {...{ blame, charged: inOrder(charged, order), form, open, onOpen, facet: query.facet }} />
        ) : null}
        {showsRemoval ? (
          <RemovalMatrix {...{ removed: inOrder(removed, order), query, form, removals, open, onOpen }} />
        ) : null}
      </div>
      <p className="blame-difference quiet">
        {showsRemoval && difference !== null ? tied(difference) : null}
        {showsRemoval ? null : (
          <>
            Blame goes to whoever stands in front, whoever made the line long.{' '}
            <button type="button" className="link-button" onClick={() => query.change({ method: 'both' })}>
              See both matrices
            </button>
          </>
        )}
      </p>
    </section>
  );
}

interface BlameMatrixProps extends Pick<MatrixViewProps, 'blame' | 'form' | 'open' | 'onOpen'> {
  readonly charged: Matrix;
  readonly facet: string;
}

function BlameMatrix({ blame, charged, form, open, onOpen, facet }: BlameMatrixProps) {
  const { scenario } = useAnalysed().inputs;
  const spanUs = blame.toUs - blame.fromUs;
  const scale = cellScale(charged, spanUs);
  const describe = ({ culprit, victim }: Pair, us: number | null): string => {
    const [actor, sufferer] = [personOf(scenario, culprit), personOf(scenario, victim)];
    const total = charged.totalUs[charged.victims.indexOf(victim)] ?? 0;
    const verb =
      culprit === victim ? `${actor.letter} makes itself wait` : `${cap(actor.letter)} makes ${sufferer.letter} wait`;
    if (us === null || us <= 0) return `${verb}: not at all`;
    return `${verb} ${rateWords(us, spanUs)}, ${formatShare(us / total)} of what ${sufferer.letter} waits`;
  };
  return (
    <div className="matrix-box">
      <MatrixHead title="Blame" note={facet === ALL ? 'all resources' : ''} truth={BLAME_TRUTH} />
      {form === 'picture' ? (
        <MatrixPart
          scenario={scenario}
          label="Who makes whom wait: culprits in rows, victims in columns"
          axis="Victim: who waited, seconds per second of the run"
          matrix={charged}
          scale={scale}
          total="all causes"
          totalText={scale.text}
          open={open}
          describe={describe}
          onOpen={onOpen}
        />
      ) : null}
      {form === 'table' ? (
        <div className="blame-table large">
          <DataTable id="blame" empty="Nobody waited." table={blameTable(scenario, blame, charged)} />
        </div>
      ) : null}
      {form === 'sentence' ? (
        <Prose lines={blameSentences(scenario, charged, spanUs)} none="Nobody makes another wait." />
      ) : null}
    </div>
  );
}

interface RemovalMatrixProps extends Pick<MatrixViewProps, 'query' | 'form' | 'removals' | 'open' | 'onOpen'> {
  readonly removed: Matrix;
}

function RemovalMatrix({ removed, query, form, removals, open, onOpen }: RemovalMatrixProps) {
  const { scenario } = useAnalysed().inputs;
  const scale = cellScale(removed, null, query.figure === 'p99' ? P99_RESOLUTION : 0);
  const name = query.figure === 'p99' ? 'p99' : 'mean latency';
  const describe = ({ culprit, victim }: Pair, us: number | null): string => {
    const [actor, sufferer] = [personOf(scenario, culprit), personOf(scenario, victim)];
    if (culprit === victim) return `${actor.letter} has no requests without itself`;
    if (us === null) return `Without ${actor.letter}: not known yet`;
    return `Without ${actor.letter}, the ${name} of ${sufferer.letter} ${changeWords(us)}`;
  };
  const { answered, of } = removals;
  const note =
    answered.length < of
      ? `run again without ${formatCount(answered.length)} of ${formatCount(of)} tenants`
      : `without each of ${formatCount(of)} tenants`;
  return (
    <div className="matrix-box">
      <MatrixHead title="Removal" note={note} truth={REMOVAL_TRUTH} live />
      {removals.issues.length > 0 ? <IssueList issues={removals.issues} /> : null}
      {form === 'picture' ? (
        <MatrixPart
          scenario={scenario}
          label={`What the ${name} of each column would fall by without the row`}
          axis={`Victim: its ${name} falls by so many ms without the row’s tenant`}
          matrix={removed}
          scale={scale}
          total={`${query.figure} with all, ms`}
          totalText={(us) => (us === null ? '–' : formatNumber(Number((us / 1000).toPrecision(3))))}
          open={open}
          describe={describe}
          onOpen={onOpen}
        />
      ) : null}
      {form === 'table' ? (
        <div className="blame-table large">
          <DataTable id="removal" empty="Nothing is answered yet." table={removalTable(scenario, answered)} />
        </div>
      ) : null}
      {form === 'sentence' ? (
        <Prose lines={removalSentences(scenario, answered, query.figure)} none="Nothing is answered yet." />
      ) : null}
    </div>
  );
}

function MatrixHead({
  title,
  note,
  truth,
  live = false,
}: {
  title: string;
  note: string;
  truth: readonly string[];
  live?: boolean;
}) {
  return (
    <header className="blame-part-head">
      <h3>{title}</h3>
      <span className="note" role={live ? 'status' : undefined}>
        {note}
      </span>
      <span className="chart-head-gap" />
      <TruthLines title={title} truth={truth} />
    </header>
  );
}

function Prose({ lines, none }: { lines: readonly string[]; none: string }) {
  return (
    <div className="blame-prose">
      {lines.length === 0 ? <p>{none}</p> : null}
      {lines.map((line) => (
        <p key={line}>{tied(line)}</p>
      ))}
    </div>
  );
}

function cap(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
