/** @module Requests that changed sides of the SLO, as squares: one square is so many requests. */
import type { ComparedScope, SideKind } from '../../replay/questions/compare.ts';
import { formatCount } from '../../text/format.ts';
import type { Figure, Sheet } from './figure.ts';

/** Kinds in the order of the squares. */
export const SIDE_KINDS: readonly SideKind[] = ['in-time', 'rescued', 'missed', 'worsened'];
/** What they are called. */
export const SIDE_WORDS: Readonly<Record<SideKind, string>> = {
  'in-time': 'Under in both',
  rescued: 'Rescued by B',
  missed: 'Over in both',
  worsened: 'Lost by B',
};
/** Squares of the whole drawing, about. */
const SQUARES = 200;
const COLUMNS = 40;

/** @returns requests that one square stands for */
export function requestsPerSquare(total: number): number {
  return Math.max(1, Math.ceil(total / SQUARES));
}

/** @returns squares of each kind; none that has a request is without one */
export function squaresOf(counts: Readonly<Record<SideKind, number>>): Readonly<Record<SideKind, number>> {
  const each = requestsPerSquare(SIDE_KINDS.reduce((sum, kind) => sum + counts[kind], 0));
  const squares = (kind: SideKind): number => (counts[kind] === 0 ? 0 : Math.max(1, Math.round(counts[kind] / each)));
  return {
    'in-time': squares('in-time'),
    rescued: squares('rescued'),
    missed: squares('missed'),
    worsened: squares('worsened'),
  };
}

/** @param dimmed  draws everything but the rescued as outlines */
function draw({ pen, box, theme }: Sheet, counts: Readonly<Record<SideKind, number>>, dimmed: boolean): void {
  const squares = squaresOf(counts);
  const rows = Math.ceil(SIDE_KINDS.reduce((sum, kind) => sum + squares[kind], 0) / COLUMNS);
  const step = Math.min(box.width / COLUMNS, box.height / Math.max(5, rows));
  const size = Math.max(2, Math.floor(step) - 2);
  let at = 0;
  for (const kind of SIDE_KINDS) {
    for (let square = 0; square < squares[kind]; square++, at++) {
      const x = Math.floor(box.x + (at % COLUMNS) * step);
      const y = Math.floor(box.y + Math.floor(at / COLUMNS) * step);
      drawSquare({ pen, theme }, dimmed && kind !== 'rescued' ? 'faint' : kind, x, y, size);
    }
  }
}

function drawSquare(
  { pen, theme }: Pick<Sheet, 'pen' | 'theme'>,
  kind: SideKind | 'faint',
  x: number,
  y: number,
  size: number,
): void {
  if (kind === 'in-time' || kind === 'rescued') {
    pen.fillStyle = kind === 'rescued' ? theme.text : theme.other2;
    pen.fillRect(x, y, size, size);
    return;
  }
  pen.strokeStyle = kind === 'faint' ? theme.line : kind === 'missed' ? theme.edge : theme.bad;
  pen.lineWidth = kind === 'worsened' ? 1.6 : 1;
  pen.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
}

/**
 * @param scope   the tenants taken together, with common arrivals
 * @param whose   "neighbours of G"
 * @param dimmed  true: only the rescued are filled
 * @returns null without common arrivals
 */
export function sidesFigure({ sides }: ComparedScope, whose: string, dimmed: boolean): Figure | null {
  if (sides === null) return null;
  const { counts, open } = sides;
  const total = SIDE_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  const each = requestsPerSquare(total);
  return {
    id: 'compare-sides',
    title: 'Requests that changed sides',
    unit: `1 square = ${formatCount(each)} ${each === 1 ? 'request' : 'requests'}`,
    truth: [
      'The same request is followed in both runs: it met the SLO of its tenant, or it was late or lost.',
      'Squares are rounded, and a kind that has any request has at least one square; the counts beside them are exact.',
      `Not counted: ${formatCount(open)} that were still open when one of the runs ended.`,
    ],
    draw: (sheet) => draw(sheet, counts, dimmed),
    stops: [],
    table: {
      caption: `The same requests by side of the SLO, ${whose}`,
      columns: [
        { label: 'What became of it', numeric: false },
        { label: 'Requests', numeric: true },
        { label: 'Share, %', numeric: true },
      ],
      rows: SIDE_KINDS.map((kind) => [SIDE_WORDS[kind], counts[kind], total === 0 ? 0 : (100 * counts[kind]) / total]),
    },
    sentence: `Of ${formatCount(total)} requests that ended in both (${whose}), ${formatCount(counts['in-time'])} met the SLO in both, ${formatCount(counts.rescued)} in B only, ${formatCount(counts.worsened)} in A only and ${formatCount(counts.missed)} in neither.`,
  };
}
