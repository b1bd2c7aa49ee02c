/** @module What it bought, what it cost: goodput, fairness and price as slopes with their intervals. */
import { useId, useMemo } from 'react';
import { TruthButton } from '../bench/truth-panel.tsx';
import type { ChartTable } from '../charts/chart.ts';
import { DataTable } from '../parts/data-table.tsx';
import type { ComparedFigure, ComparedPair, DrawnFigure } from '../replay/questions/compare.ts';
import type { Form } from '../state/bench-query.ts';
import { formatNumber, formatShare, tied } from '../text/format.ts';
import { FigureHost } from './figure-host.tsx';
import { drawSlope } from './figures/slope.ts';
import { direction } from './verdict-words.ts';

interface Priced {
  readonly title: string;
  readonly unit: string;
  readonly a: DrawnFigure;
  readonly b: DrawnFigure;
  /** B - A with its interval; null where it has none by nature. */
  readonly change: ComparedFigure | null;
  readonly note: string;
  /** Of its column in the table. */
  readonly decimals: number;
  format(value: number): string;
}

const TRUTH = [
  'Goodput: requests answered within the SLO of their own tenant, per simulated second; a request counts where it arrived.',
  'Fairness: Jain’s index over each tenant’s share answered in time, noisy ones included; 1 when all fare alike, which can be alike badly.',
  'Cost: what the standing pools cost, both models during a move; it is a bill, so it has no interval.',
  'Grey: 95 % interval of each run by itself, by the same bootstrap over time. The sentence under a slope is about the difference, which is surer than two intervals side by side when the requests are the same.',
];

/** @returns the three slopes */
export function pricedOf(pair: ComparedPair): readonly Priced[] {
  const { neighbours, jain, costUsdPerHour, comparison } = pair;
  const sure = (figure: number): DrawnFigure => ({ figure, low: null, high: null });
  const goodput = neighbours.parts.goodputPerSec;
  const whose = pair.noisy.length === 0 ? 'all' : 'neighbours';
  return [
    {
      title: 'Goodput',
      unit: `${whose}, req/s`,
      a: { ...neighbours.goodputPerSec.a, figure: goodput.a },
      b: { ...neighbours.goodputPerSec.b, figure: goodput.b },
      change: goodput,
      note: relative(goodput, 'more under the SLO', 'less under the SLO'),
      decimals: 1,
      format: formatNumber,
    },
    {
      title: 'Fairness',
      unit: 'Jain’s index, 0 to 1',
      a: { ...jain.a, figure: comparison.totals.jain.a },
      b: { ...jain.b, figure: comparison.totals.jain.b },
      change: comparison.totals.jain,
      note: { lower: 'Less fair', higher: 'Fairer', none: 'No change shown' }[direction(comparison.totals.jain)],
      decimals: 3,
      format: (value) => value.toFixed(3),
    },
    {
      title: 'Cost',
      unit: 'USD per hour',
      a: sure(costUsdPerHour.a),
      b: sure(costUsdPerHour.b),
      change: null,
      note: costNote(costUsdPerHour),
      decimals: 2,
      format: (value) => value.toFixed(2),
    },
  ];
}

function relative(figure: ComparedFigure, more: string, less: string): string {
  const way = direction(figure);
  if (way === 'none') return 'No change shown';
  if (figure.a === 0) return way === 'higher' ? capital(more) : capital(less);
  return `${formatShare(Math.abs(figure.difference / figure.a))} ${way === 'higher' ? more : less}`;
}

function costNote({ a, b }: ComparedPair['costUsdPerHour']): string {
  const share = a === 0 ? 0 : (b - a) / a;
  if (Math.abs(share) < 0.005) return 'The same price';
  return `${formatShare(Math.abs(share))} ${share > 0 ? 'dearer' : 'cheaper'}`;
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** @returns all three in words */
export function pricedWords(list: readonly Priced[]): string {
  return list
    .map(
      ({ title, unit, a, b, format, note }) =>
        `${title} (${unit}) went from ${format(a.figure)} to ${format(b.figure)}: ${note.slice(0, 1).toLowerCase()}${note.slice(1)}.`,
    )
    .join(' ');
}

/** One column per figure, so that each has its own precision. */
function pricedTable(list: readonly Priced[]): ChartTable {
  const rows: readonly (readonly [string, (priced: Priced) => number | null])[] = [
    ['A', ({ a }) => a.figure],
    ['A, 95 % from', ({ a }) => a.low],
    ['A, to', ({ a }) => a.high],
    ['B', ({ b }) => b.figure],
    ['B, 95 % from', ({ b }) => b.low],
    ['B, to', ({ b }) => b.high],
    ['B − A', ({ a, b }) => b.figure - a.figure],
    ['B − A, 95 % from', ({ change }) => change?.low ?? null],
    ['B − A, to', ({ change }) => change?.high ?? null],
  ];
  return {
    caption: 'Goodput, fairness and cost, with 95 % intervals',
    columns: [
      { label: 'Run', numeric: false },
      ...list.map(({ title, unit, decimals }) => ({ label: `${title} (${unit})`, numeric: true, decimals })),
    ],
    rows: rows.map(([label, of]) => [label, ...list.map(of)]),
  };
}

export function PricePanel({ pair, form }: { readonly pair: ComparedPair; readonly form: Form }) {
  const heading = useId();
  const list = useMemo(() => pricedOf(pair), [pair]);
  return (
    <section className="figure price" aria-labelledby={heading} data-form={form}>
      <header className="figure-head">
        <h2 id={heading}>What it bought, what it cost</h2>
        <span className="note figure-unit">95 % interval in grey</span>
        <TruthButton title="What it bought, what it cost" truth={TRUTH} />
      </header>
      {form === 'picture' ? (
        <div className="slopes">
          {list.map((each) => (
            <SlopeView key={each.title} priced={each} />
          ))}
        </div>
      ) : null}
      {form === 'table' ? (
        <div className="figure-plot">
          <DataTable id="compare-price" table={pricedTable(list)} empty="Nothing was measured." />
        </div>
      ) : null}
      {form === 'sentence' ? <p className="figure-sentence">{tied(pricedWords(list))}</p> : null}
    </section>
  );
}

function SlopeView({ priced }: { readonly priced: Priced }) {
  const { title, unit, note } = priced;
  const figure = useMemo(
    () => ({
      title: priced.title,
      sentence: pricedWords([priced]),
      stops: [],
      draw: (sheet: Parameters<typeof drawSlope>[0]) => drawSlope(sheet, priced),
    }),
    [priced],
  );
  return (
    <div className="slope">
      <h3>{title}</h3>
      <p className="note">{unit}</p>
      <FigureHost figure={figure} className="slope-host" />
      <p className="slope-note">{note}</p>
    </div>
  );
}
