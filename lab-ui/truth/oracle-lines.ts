/** @module Oracle lines: what picture, table and sentences of the truth page are made of, from the reports alone. */
import type { FigureBasis, OracleReport } from '../../sim-engine/oracle/oracle.ts';
import type { ChartTable } from '../charts/chart.ts';
import { formatFigure, NOT_YET } from '../text/format.ts';
import type { OracleState } from './oracle-bench.ts';
import type { OracleListing } from './oracle-messages.ts';

/** One figure of one oracle. */
export interface FigureLine {
  readonly name: string;
  readonly expected: number;
  readonly measured: number;
  readonly low: number;
  readonly high: number;
  readonly basis: FigureBasis;
  /** How far mean and ends of the interval lie from the closed form, per cent of it; null where that says nothing. */
  readonly off: { readonly mean: number; readonly low: number; readonly high: number } | null;
}

/** One oracle: what is known before it has run, and its figures afterwards. */
export interface OracleLine extends OracleListing {
  readonly state: 'not-yet' | 'running' | 'holds' | 'misses';
  readonly figures: readonly FigureLine[];
  /** The figure that stands for it: the first that missed, else the farthest off. */
  readonly lead: FigureLine | null;
}

/** @returns one line per oracle: those that miss first, the others in order of id */
export function oracleLines({ oracles, reports, running }: OracleState): readonly OracleLine[] {
  const lines = oracles.map((oracle): OracleLine => {
    const report = reports.get(oracle.id);
    if (report === undefined) {
      return { ...oracle, state: running.includes(oracle.id) ? 'running' : 'not-yet', figures: [], lead: null };
    }
    const figures = figureLines(report);
    return { ...oracle, state: report.verdict === 'pass' ? 'holds' : 'misses', figures, lead: leadOf(figures) };
  });
  return [...lines.filter(({ state }) => state === 'misses'), ...lines.filter(({ state }) => state !== 'misses')];
}

function figureLines(report: OracleReport): readonly FigureLine[] {
  return Object.entries(report.expected).map(([name, expected]) => {
    const measured = report.measured[name] ?? Number.NaN;
    const [low, high] = report.interval[name] ?? [measured, measured];
    const basis = report.basis[name] ?? { kind: 'exact', n: 0, held: false };
    const per = (value: number): number => (100 * (value - expected)) / Math.abs(expected);
    // A limit is not meant to be met, and an event too rare for its trials has an interval wider than itself.
    const says = expected !== 0 && basis.kind !== 'bound' && high - low < 2 * Math.abs(expected);
    const off = says ? { mean: per(measured), low: per(low), high: per(high) } : null;
    return { name, expected, measured, low, high, basis, off };
  });
}

function leadOf(figures: readonly FigureLine[]): FigureLine | null {
  const missed = figures.find(({ basis }) => !basis.held);
  return missed ?? farthest(figures) ?? figures[0] ?? null;
}

/** @returns the figure whose mean is the most per cent off, or null where none has a per cent */
export function farthest<F extends FigureLine>(figures: readonly F[]): F | null {
  let best: F | null = null;
  for (const each of figures) {
    if (each.off && (!best?.off || Math.abs(each.off.mean) > Math.abs(best.off.mean))) best = each;
  }
  return best;
}

const REACHES = [4, 8, 20, 40, 60, 100];

/** One scale for all rows, a signed square root about the closed form: small differences keep a width, large ones their place. */
export interface OffScale {
  /** Per cent at either end. */
  readonly reach: number;
  readonly ticks: readonly number[];
  /** @returns where a per cent stands, 0..1 */
  at(percent: number): number;
}

/** @returns the scale that is wide enough for the widest interval */
export function offScale(lines: readonly OracleLine[]): OffScale {
  const widest = lines
    .flatMap(({ figures }) => figures)
    .reduce((most, { off }) => (off ? Math.max(most, Math.abs(off.low), Math.abs(off.high)) : most), 0);
  const reach = REACHES.find((each) => each >= widest) ?? Math.ceil(widest);
  // Room beyond the ends for the numbers of the axis.
  const room = Math.sqrt(1.35 * reach);
  return {
    reach,
    // A quarter of the reach stands half way.
    ticks: [-reach, -reach / 4, 0, reach / 4, reach],
    at: (percent) => 0.5 + (Math.sign(percent) * Math.sqrt(Math.abs(percent))) / (2 * room),
  };
}

/** @returns "0.5009 ± 0.0059": the half-width has two digits, and the mean as many decimals */
export function measuredWords({ measured, low, high, basis }: FigureLine): { mean: string; spread: string } {
  const half = (high - low) / 2;
  if (basis.kind === 'exact' || !(half > 0)) return { mean: formatFigure(measured), spread: '' };
  const decimals = 1 - Math.floor(Math.log10(half));
  if (decimals > 6) return { mean: formatFigure(measured), spread: `± ${formatFigure(half)}` };
  const written = (value: number): string => value.toFixed(Math.max(0, decimals)).replace('-', '−');
  return { mean: written(measured), spread: `± ${written(half)}` };
}

/** How a comparison is called that held, by its kind. */
export const KIND_WORDS: Readonly<Record<FigureBasis['kind'], string>> = {
  sampled: 'inside',
  approximation: 'within its error',
  bound: 'under the limit',
  exact: 'equal',
};

/** @returns "8.80 M", "20 batches", "–" */
export function countWords({ kind, n }: FigureBasis): string {
  if (kind === 'exact') return NOT_YET;
  if (kind === 'approximation') return `${n} batches`;
  if (n >= 1e6) return `${(n / 1e6).toFixed(2)} M`;
  return n >= 1e4 ? `${Math.round(n / 1e3)} k` : formatFigure(n);
}

/** @returns every figure as a row; numbers are those of `tenantlab oracle --json` */
export function oracleTable(lines: readonly OracleLine[]): ChartTable {
  const number = (label: string) => ({ label, numeric: true, mixed: true });
  const text = (label: string) => ({ label, numeric: false });
  return {
    caption: 'Every figure: closed form, measured with its 99.9 % interval, and how it was compared',
    columns: [
      text('Oracle'),
      text('Model'),
      text('Figure'),
      number('Closed form'),
      number('Measured'),
      number('From'),
      number('To'),
      number('Off by, %'),
      number('n'),
      text('Compared'),
      text('State'),
      text('Source'),
      text('Formula'),
    ],
    rows: lines.flatMap(({ id, title, source, formula, figures }) =>
      figures.map(({ name, expected, measured, low, high, basis, off }) => [
        id,
        title,
        name,
        expected,
        measured,
        low,
        high,
        off?.mean ?? null,
        basis.kind === 'exact' ? null : basis.n,
        basis.kind,
        basis.held ? KIND_WORDS[basis.kind] : 'misses',
        source,
        formula,
      ]),
    ),
  };
}
