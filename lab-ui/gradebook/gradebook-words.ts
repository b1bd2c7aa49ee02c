/** @module Words and figures of the gradebook. */
import type {
  GradebookCheck,
  GradebookRow,
  GradebookState,
  GradebookView,
} from '../../sim-engine/protocol/gradebook.ts';
import { formatMs } from '../text/format.ts';

export const STATE_WORDS: Readonly<Record<GradebookState, string>> = {
  graded: 'graded',
  'not-reproducible': 'not reproducible',
  'not-own-world': 'not this world',
  'not-gradable': 'not gradable',
  'not-handed-in': 'not handed in',
};

/** Which rows are shown. */
export const FILTERS = ['all', 'failed', 'person', 'stuck'] as const;
export type Filter = (typeof FILTERS)[number];

/** @returns a value with its unit, three digits */
export function figure(value: number | null, unit: string): string {
  if (value === null) return '–';
  if (unit === 'right answers') return value >= 1 ? 'right' : 'wrong';
  if (unit === 'ms') return formatMs(value * 1_000);
  const digits = Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
  if (unit === '%') return `${digits} %`;
  if (unit === 'req/s') return `${digits}/s`;
  return unit === 'USD/h' ? digits : `${digits} ${unit}`;
}

/** @returns the bound of a check: "≤ 250 ms" */
export function boundWords({ bound, threshold, unit }: GradebookCheck): string {
  if (unit === 'right answers') return 'by blame';
  return `${bound === 'at-most' ? '≤' : '≥'} ${figure(threshold, unit)}${unit === 'USD/h' ? ' USD/h' : ''}`;
}

/** @returns an id as a name: "None lost" */
export function checkName({ id }: Pick<GradebookCheck, 'id'>): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @returns a mark with at most one digit behind the point, or a dash */
export function markWords(mark: number | null): string {
  return mark === null ? '–' : String(Number(mark.toFixed(1)));
}

/** @returns seconds of the run: "67.2 s" */
export function momentWords(us: number): string {
  return `${(us / 1e6).toFixed(1)} s`;
}

/** @returns true where somebody has to look: no grade, remarks without a mark */
export function needsPerson(row: GradebookRow): boolean {
  return (row.state !== 'graded' && row.state !== 'not-handed-in') || row.remarks.length > 0;
}

/** @returns the rows that a filter shows */
export function filtered(view: GradebookView, filter: Filter): readonly GradebookRow[] {
  const stuck = new Set(view.stuck.map(({ learner }) => learner));
  if (filter === 'failed') return view.rows.filter(({ cells }) => cells.some(({ passed }) => !passed));
  if (filter === 'person') return view.rows.filter(needsPerson);
  return filter === 'stuck' ? view.rows.filter(({ learner }) => stuck.has(learner)) : view.rows;
}

/** @returns how the class stands: what is graded, the median, the check that costs most points */
export function classSentence(view: GradebookView): { readonly lead: string; readonly rest: string } {
  const graded = view.rows.filter(({ state }) => state === 'graded');
  const marks = graded.flatMap(({ mark }) => (mark === null ? [] : [mark])).sort((a, b) => a - b);
  const median = marks.length === 0 ? null : (marks[(marks.length - 1) >> 1]! + marks[marks.length >> 1]!) / 2;
  const lead = `${graded.length} of ${view.rows.length} are graded${median === null ? '' : `, median ${markWords(median)}`}.`;
  const costs = view.checks.map((check, at) => {
    const missed = graded.filter(({ cells }) => cells[at]?.passed === false).length;
    return { check, missed, points: missed * (check.points ?? 0) };
  });
  const dearest = costs.sort((a, b) => b.points - a.points)[0];
  const parts: string[] = [];
  if (dearest !== undefined && dearest.points > 0)
    parts.push(`“${checkName(dearest.check)}” costs most: ${dearest.missed} do not hold it.`);
  const without = view.rows.filter(({ state }) => state !== 'graded' && state !== 'not-handed-in').length;
  if (without > 0) parts.push(`${without} could not be graded.`);
  if (view.practice) parts.push('This is practice: nothing is marked.');
  return { lead, rest: parts.join(' ') };
}
