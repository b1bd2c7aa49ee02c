/** @module Difficulty strip: the points of one solution on many seeds, one dot each, against its band and the pass mark. */
import type { Figure, Sheet, Stop } from '../compare/figures/figure.ts';
import type { ChartTheme } from '../marks/theme.ts';
import { formatFigure } from '../text/format.ts';
import type { Box, Pen } from './pen.ts';
import { crisp, drawLine } from './pen.ts';

/** One solution as it fared. */
export interface StripRow {
  readonly title: string;
  readonly role: 'reference' | 'naive' | 'nothing' | 'wrong-fix';
  readonly band: { readonly min: number; readonly max: number };
  readonly passPoints: number;
  /** In the order of the seeds. */
  readonly scores: readonly { readonly seed: number; readonly points: number }[];
}

/** Room at both ends, so that dots and frames at 0 and 100 are whole. */
const MARGIN = 14;
/** Pitch of two dots, px. */
const PITCH = 3;
const FLOOR = 2;

/** @returns px from the left of so many points */
export function pointsX(box: Box, points: number): number {
  return box.x + MARGIN + ((box.width - 2 * MARGIN) * points) / 100;
}

/** @returns whether a score is what its author did not want: another solution than the reference passes, or the reference does not */
function isWrong({ role, passPoints }: StripRow, points: number): boolean {
  return role === 'reference' ? points < passPoints : points >= passPoints;
}

/** Dots of one score stand on the axis, in as many columns as the height asks for, around their points. */
function heaps({ scores }: StripRow): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { points } of scores) counts.set(points, (counts.get(points) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => a - b));
}

function rowsIn(box: Box): number {
  return Math.max(1, Math.floor((box.height - FLOOR - 3) / PITCH));
}

function heapWidth(box: Box, count: number): number {
  return Math.ceil(count / rowsIn(box)) * PITCH;
}

function drawHeap(pen: Pen, theme: ChartTheme, box: Box, at: number, count: number, wrong: boolean): void {
  const floor = box.y + box.height - FLOOR - 1;
  const rows = rowsIn(box);
  const width = heapWidth(box, count);
  // Whole at both ends, even where a hundred dots have one score.
  const left = Math.min(box.x + box.width - width, Math.max(box.x, at - width / 2));
  pen.fillStyle = wrong ? theme.bad : theme.text;
  for (let dot = 0; dot < count; dot++) {
    const x = left + (Math.floor(dot / rows) + 0.5) * PITCH;
    const y = floor - ((dot % rows) + 0.5) * PITCH;
    pen.beginPath();
    if (wrong) {
      pen.moveTo(x, y - 1.6);
      pen.lineTo(x + 1.6, y);
      pen.lineTo(x, y + 1.6);
      pen.lineTo(x - 1.6, y);
      pen.closePath();
    } else pen.arc(x, y, 1.2, 0, 2 * Math.PI);
    pen.fill();
  }
}

function drawStrip({ pen, box, theme }: Sheet, row: StripRow): void {
  const floor = box.y + box.height - FLOOR;
  const counts = heaps(row);
  // A heap on the edge of the band stands inside the frame with all its dots.
  const reach = (points: number): number => Math.max(3, heapWidth(box, counts.get(points) ?? 0) / 2 + 2);
  const left = Math.max(box.x + 1, pointsX(box, row.band.min) - reach(row.band.min));
  const right = Math.min(box.x + box.width - 1, pointsX(box, row.band.max) + reach(row.band.max));
  pen.strokeStyle = theme.edge;
  pen.lineWidth = 1;
  pen.strokeRect(crisp(left), crisp(box.y + 1), Math.round(right - left), Math.round(box.height - FLOOR - 1));
  drawLine(pen, theme.text, 2, [
    [left, floor],
    [right, floor],
  ]);
  const mark = crisp(pointsX(box, row.passPoints));
  const passMark = [
    [mark, box.y],
    [mark, box.y + box.height],
  ] as const;
  drawLine(pen, theme.text2, 1, passMark, [3, 3]);
  for (const [points, count] of counts) drawHeap(pen, theme, box, pointsX(box, points), count, isWrong(row, points));
}

/** @param row  one solution */
export function difficultyStrip(row: StripRow): Figure {
  const { title, band, passPoints, scores } = row;
  const counts = [...heaps(row)];
  const wrong = scores.filter(({ points }) => isWrong(row, points)).length;
  const outside = scores.filter(({ points }) => points < band.min || points > band.max).length;
  const stops: Stop[] = counts.map(([points, count]) => ({
    x: (box) => pointsX(box, points),
    tip: {
      title: `${formatFigure(points)} points`,
      at: '',
      lines: [
        ['seeds', String(count)],
        ['first of them', String(scores.find((each) => each.points === points)?.seed ?? '')],
        ['passes', points >= passPoints ? 'yes' : 'no'],
      ],
    },
  }));
  return {
    id: `difficulty-${row.role}`,
    title,
    unit: 'points',
    truth: [
      'One dot is one seed: the whole scenario, executed with this solution’s actions in that world.',
      'The frame is the band that the file says the points lie in. Dots of one score stand side by side.',
      'A diamond is a seed on which the solution passes and should not, or on which the reference does not pass.',
    ],
    draw: (sheet) => drawStrip(sheet, row),
    stops,
    table: {
      caption: `Points of ${title} on each seed`,
      columns: [
        { label: 'Seed', numeric: true },
        { label: 'Points', numeric: true },
        { label: 'In its band', numeric: false },
        { label: 'Passes', numeric: false },
      ],
      rows: scores.map(({ seed, points }) => [
        seed,
        points,
        points >= band.min && points <= band.max ? 'yes' : 'no',
        points >= passPoints ? 'yes' : 'no',
      ]),
    },
    sentence: sentenceOf(row, wrong, outside),
  };
}

function sentenceOf({ role, band, passPoints, scores }: StripRow, wrong: number, outside: number): string {
  if (scores.length === 0) return 'not tried yet.';
  const all = scores.map(({ points }) => points);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const range =
    least === most ? `${formatFigure(least)} points` : `${formatFigure(least)} to ${formatFigure(most)} points`;
  const passes = all.filter((points) => points >= passPoints).length;
  const band_ = outside === 0 ? 'all in its band' : `${outside} outside its band ${band.min} to ${band.max}`;
  const verdict =
    wrong === 0
      ? ''
      : role === 'reference'
        ? ` The reference fails on ${wrong}.`
        : ` It should never pass, and does on ${wrong}.`;
  return `${range} on ${scores.length} ${scores.length === 1 ? 'seed' : 'seeds'}, ${band_}; passes on ${passes}.${verdict}`;
}
