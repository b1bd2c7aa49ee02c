/** @module Pen: the part of a canvas context that drawings use, so that a recorder can stand in for it. */
import type { ChartTheme } from '../marks/theme.ts';

/** A drawing surface in CSS pixels. */
export interface Pen
  extends Pick<
    CanvasRenderingContext2D,
    | 'save'
    | 'restore'
    | 'beginPath'
    | 'closePath'
    | 'moveTo'
    | 'lineTo'
    | 'arc'
    | 'rect'
    | 'bezierCurveTo'
    | 'fillRect'
    | 'strokeRect'
    | 'clearRect'
    | 'fillText'
    | 'setLineDash'
    | 'fillStyle'
    | 'strokeStyle'
    | 'lineWidth'
    | 'font'
    | 'textAlign'
    | 'textBaseline'
    | 'globalAlpha'
  > {
  fill(): void;
  stroke(): void;
  clip(): void;
  measureText(text: string): { readonly width: number };
}

/** A rectangle, CSS pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How a text is set; 11 px, `text3` and left unless it says otherwise. */
export interface TextStyle {
  readonly size?: number;
  readonly weight?: 400 | 500 | 600;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
  /** Painted behind the text. */
  readonly halo?: string;
}

/** The smallest text of the lab, px. */
export const TEXT_MIN = 11;

/** Sets the pen's font. */
export function setFont(pen: Pen, theme: ChartTheme, size = TEXT_MIN, weight = 400): void {
  pen.font = `${weight} ${Math.max(TEXT_MIN, size)}px ${theme.font}`;
}

/** Widths that a pen has measured: the same few hundred words are fitted again with every frame. */
const widths = new WeakMap<Pen, Map<string, number>>();
const WIDTHS_MAX = 2_000;

/** Measures anew from now on: another font has come. */
export function forgetWidths(pen: Pen): void {
  widths.delete(pen);
}

/** @returns width of a text in px */
export function textWidth(pen: Pen, theme: ChartTheme, text: string, size = TEXT_MIN, weight = 400): number {
  let known = widths.get(pen);
  if (!known || known.size > WIDTHS_MAX) {
    known = new Map();
    widths.set(pen, known);
  }
  const key = `${weight} ${size} ${theme.font} ${text}`;
  let width = known.get(key);
  if (width === undefined) {
    setFont(pen, theme, size, weight);
    width = pen.measureText(text).width;
    known.set(key, width);
  }
  return width;
}

/** Writes one line, vertically centred on `y`. */
export function writeText(
  pen: Pen,
  theme: ChartTheme,
  text: string,
  x: number,
  y: number,
  style: TextStyle = {},
): void {
  const { size = TEXT_MIN, weight = 400, colour = theme.text3, align = 'left', halo } = style;
  pen.textAlign = align;
  pen.textBaseline = 'middle';
  if (halo) {
    const width = textWidth(pen, theme, text, size, weight);
    const from = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    pen.fillStyle = halo;
    pen.fillRect(from - 2, y - size / 2 - 1, width + 4, size + 2);
  }
  setFont(pen, theme, size, weight);
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

/** Draws a straight line; crisp when its coordinates are on half pixels. */
export function drawLine(
  pen: Pen,
  colour: string,
  width: number,
  points: readonly (readonly [number, number])[],
  dash: readonly number[] = [],
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash([...dash]);
  pen.beginPath();
  for (const [at, [x, y]] of points.entries()) {
    if (at === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
  pen.stroke();
  pen.setLineDash([]);
}

/** Draws a line through points in order; null is a gap. Nothing is smoothed. */
export function drawRun(
  pen: Pen,
  colour: string,
  width: number,
  points: readonly (readonly [number, number] | null)[],
  dash: readonly number[] = [],
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash([...dash]);
  pen.beginPath();
  let drawing = false;
  for (const point of points) {
    if (point && drawing) pen.lineTo(point[0], point[1]);
    else if (point) pen.moveTo(point[0], point[1]);
    drawing = point !== null;
  }
  pen.stroke();
  pen.setLineDash([]);
}

/** Hatches a box: the future, and what is unknown or wasted. */
export function drawHatch(pen: Pen, theme: ChartTheme, box: Box): void {
  if (box.width <= 0 || box.height <= 0) return;
  pen.save();
  pen.beginPath();
  pen.rect(box.x, box.y, box.width, box.height);
  pen.clip();
  pen.strokeStyle = theme.hatch;
  pen.lineWidth = 1;
  pen.beginPath();
  // Lines hang on a fixed lattice, so that the hatch stands still while its box shrinks.
  const first = Math.floor((box.x - box.height) / 6) * 6;
  for (let x = first; x < box.x + box.width; x += 6) {
    pen.moveTo(x, box.y + box.height);
    pen.lineTo(x + box.height, box.y);
  }
  pen.stroke();
  pen.restore();
}

/** @returns the nearest half pixel, on which a 1 px line is crisp */
export function crisp(value: number): number {
  return Math.round(value - 0.5) + 0.5;
}
