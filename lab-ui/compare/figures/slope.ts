/** @module A slope: one figure in A and in B with both intervals, and its values written at the ends. */
import type { Box } from '../../charts/pen.ts';
import { crisp, drawLine, textWidth, writeText } from '../../charts/pen.ts';
import type { DrawnFigure } from '../../replay/questions/compare.ts';
import type { Sheet } from './figure.ts';

/** What a slope shows. */
export interface Slope {
  readonly a: DrawnFigure;
  readonly b: DrawnFigure;
  /** @returns a value as it is written at its end */
  format(value: number): string;
}

const TOP = 22;
const BOTTOM = 40;

/** @param slope  both values; ranges are its own, as its values are printed */
export function drawSlope({ pen, box, theme }: Sheet, { a, b, format }: Slope): void {
  const all = [a, b].flatMap(({ figure, low, high }) => [figure, low ?? figure, high ?? figure]);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const range = most - least;
  const height = box.height - TOP - BOTTOM;
  const top = box.y + TOP;
  const y = (value: number): number => (range === 0 ? top + height / 2 : top + (height * (most - value)) / range);
  const [left, right] = [0.24, 0.76].map((share) => Math.round(box.x + box.width * share)) as [number, number];
  for (const x of [left, right]) {
    drawLine(pen, theme.line, 1, [
      [crisp(x), top - 8],
      [crisp(x), top + height + 8],
    ]);
  }
  const ends = [
    { x: left, own: a, other: b, letter: 'A', colour: theme.other },
    { x: right, own: b, other: a, letter: 'B', colour: theme.text },
  ];
  for (const { x, own } of ends) {
    if (own.low === null || own.high === null) continue;
    drawLine(pen, theme.other2, 5, [
      [x, y(own.low)],
      [x, y(own.high)],
    ]);
  }
  drawLine(pen, theme.text, 1.6, [
    [left, y(a.figure)],
    [right, y(b.figure)],
  ]);
  for (const { x, own, other, letter, colour } of ends) {
    pen.beginPath();
    pen.arc(x, y(own.figure), 4, 0, 2 * Math.PI);
    pen.fillStyle = colour;
    pen.fill();
    const isUpper = own.figure > other.figure || (own.figure === other.figure && letter === 'A');
    const reach = isUpper
      ? Math.min(y(own.figure), y(own.high ?? own.figure)) - 11
      : Math.max(y(own.figure), y(own.low ?? own.figure)) + 12;
    place({ pen, theme, box }, format(own.figure), x, reach, letter === 'B');
    writeText(pen, theme, letter, x, box.y + box.height - 7, {
      align: 'center',
      weight: letter === 'B' ? 600 : 400,
      colour: letter === 'B' ? theme.text : theme.text3,
    });
  }
}

function place(
  { pen, theme, box }: Pick<Sheet, 'pen' | 'theme'> & { readonly box: Box },
  words: string,
  x: number,
  y: number,
  strong: boolean,
): void {
  const half = textWidth(pen, theme, words, 11, strong ? 600 : 400) / 2;
  const at = Math.min(box.x + box.width - half, Math.max(box.x + half, x));
  writeText(pen, theme, words, at, y, {
    align: 'center',
    weight: strong ? 600 : 400,
    colour: strong ? theme.text : theme.text2,
    halo: theme.bg,
  });
}
