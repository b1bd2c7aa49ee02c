/** @module Which two runs are compared, by what they differ, on which requests, and over which part of time. */
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import type { ComparedPair } from '../replay/questions/compare.ts';
import { capitalised, formatClock, formatCount } from '../text/format.ts';
import { onlyInWords } from './caveats.ts';
import type { CompareQuery } from './compare-query.ts';
import { isolationHistory, type RunName, type Titles } from './run-names.ts';
import { type CompareWindow, type Instant, noiseWords, partingUs } from './windows.ts';

interface RunsLineProps {
  readonly a: RunInputs;
  readonly b: RunInputs;
  readonly names: { readonly a: RunName; readonly b: RunName };
  readonly titles: Titles;
  /** Null while it is being worked out. */
  readonly pair: ComparedPair | null;
  readonly instants: readonly Instant[];
  readonly window: CompareWindow | null;
  readonly query: CompareQuery;
}

export function RunsLine({ a, b, names, titles, pair, instants, window, query }: RunsLineProps) {
  const seeds = a.seed === b.seed ? `seed ${a.seed}` : `seeds ${a.seed} and ${b.seed}`;
  const notes = [seeds, pair === null ? '' : arrivalWords(pair), noiseWords(b) ?? ''].filter((each) => each !== '');
  const missing = pair === null ? null : onlyInWords(pair);
  return (
    <div className="runs-line">
      <p>
        <RunTag letter="A" name={names.a} run={a} titles={titles} />
        <RunTag letter="B" name={names.b} run={b} titles={titles} />
        <span className="runs-notes">
          {notes.join(', ')}. {missing}
        </span>
      </p>
      <WindowChoice a={a} b={b} instants={instants} window={window} query={query} />
    </div>
  );
}

function RunTag({
  letter,
  name,
  run,
  titles,
}: {
  readonly letter: 'A' | 'B';
  readonly name: RunName;
  readonly run: RunInputs;
  readonly titles: Titles;
}) {
  return (
    <span className="run-tag" title={`${capitalised(isolationHistory(run, titles))}, ${formatClock(run.simulatedUs)}`}>
      <span className="run-stroke" data-letter={letter} aria-hidden="true" /> <strong>{letter}</strong>{' '}
      {capitalised(name.history)}, <code>{run.runId.slice(0, 8)}</code>
    </span>
  );
}

function arrivalWords({ comparison: { arrivals, totals } }: ComparedPair): string {
  const { a, b } = totals.arrived;
  if (arrivals.common === 'all') return `the same ${formatCount(a)} requests`;
  if (arrivals.common === 'some') return `the same requests, but ${arrivals.reason}`;
  return `not the same requests (${formatCount(a)} in A, ${formatCount(b)} in B), because ${arrivals.reason}`;
}

function WindowChoice({ a, b, instants, window, query }: Omit<RunsLineProps, 'names' | 'titles' | 'pair'>) {
  const [first, last] = [instants[0]!, instants.at(-1)!];
  const fromUs = window?.fromUs ?? first.atUs;
  const toUs = window?.toUs ?? last.atUs;
  const endsDiffer = a.simulatedUs !== b.simulatedUs;
  const parting = partingUs(a, b);
  const offersParting = parting !== null && fromUs < parting && instants.some(({ atUs }) => atUs === parting);
  const seconds = (us: number): string => String(us / 1e6);
  const choose = (from: number, to: number): void =>
    query.change({
      from: from === first.atUs ? null : seconds(from),
      to: to === last.atUs ? null : seconds(to),
      whole: null,
    });
  return (
    <div className="window-choice">
      <label>
        Requests that arrived from
        <select className="select" value={fromUs} onChange={(event) => choose(Number(event.target.value), toUs)}>
          {instants
            .filter(({ atUs }) => atUs < toUs)
            .map((instant) => (
              <InstantOption key={instant.atUs} instant={instant} />
            ))}
        </select>
      </label>
      <label>
        to
        <select className="select" value={toUs} onChange={(event) => choose(fromUs, Number(event.target.value))}>
          {instants
            .filter(({ atUs }) => atUs > fromUs)
            .map((instant) => (
              <InstantOption key={instant.atUs} instant={instant} />
            ))}
        </select>
      </label>
      {offersParting ? (
        <button type="button" className="link-button" onClick={() => choose(parting, toUs)}>
          Only from {formatClock(parting)}, where they part
        </button>
      ) : null}
      {endsDiffer ? (
        <button
          type="button"
          className="link-button"
          aria-pressed={query.whole}
          onClick={() => query.change({ from: null, to: null, whole: query.whole ? null : '' })}
        >
          {query.whole ? 'Only the time that both have' : 'The whole of both, although their ends differ'}
        </button>
      ) : null}
    </div>
  );
}

function InstantOption({ instant: { atUs, label } }: { readonly instant: Instant }) {
  return (
    <option value={atUs}>
      {formatClock(atUs)}, {label}
    </option>
  );
}
