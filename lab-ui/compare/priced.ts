/** @module What it bought, what it cost: goodput, fairness and price of both runs, as figures, words and a table. */
import type { ChartTable } from '../charts/chart.ts';
import type { ComparedFigure, ComparedPair, DrawnFigure } from '../replay/questions/compare.ts';
import { capitalised, formatNumber, formatShare } from '../text/format.ts';
import { direction } from './verdict-words.ts';

/** One figure of both runs. */
export interface Priced {
  readonly title: string;
  readonly unit: string;
  readonly a: DrawnFigure;
  readonly b: DrawnFigure;
  /** B - A with its interval; null where it has none by nature. */
  readonly change: ComparedFigure | null;
  readonly note: string;
  /** Of its column in the table, with how many decimals. */
  readonly head: string;
  readonly decimals: number;
  format(value: number): string;
}

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
      head: 'Goodput, req/s',
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
      head: 'Fairness, 0 to 1',
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
      head: 'Cost, USD/h',
      decimals: 2,
      format: (value) => value.toFixed(2),
    },
  ];
}

function relative(figure: ComparedFigure, more: string, less: string): string {
  const way = direction(figure);
  if (way === 'none') return 'No change shown';
  if (figure.a === 0) return way === 'higher' ? capitalised(more) : capitalised(less);
  return `${formatShare(Math.abs(figure.difference / figure.a))} ${way === 'higher' ? more : less}`;
}

function costNote({ a, b }: ComparedPair['costUsdPerHour']): string {
  const share = a === 0 ? 0 : (b - a) / a;
  if (Math.abs(share) < 0.005) return 'The same price';
  return `${formatShare(Math.abs(share))} ${share > 0 ? 'dearer' : 'cheaper'}`;
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
export function pricedTable(list: readonly Priced[]): ChartTable {
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
      ...list.map(({ head, decimals }) => ({ label: head, numeric: true, decimals })),
    ],
    rows: rows.map(([label, of]) => [label, ...list.map(of)]),
  };
}
