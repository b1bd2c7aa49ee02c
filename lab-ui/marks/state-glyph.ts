/** @module State glyphs: one shape per state, so that colour only repeats what the shape says. */
import type { PathPen } from './shapes.ts';
import type { ChartTheme } from './theme.ts';

/** A state of the state family. */
export type StateName = 'fine' | 'near' | 'over' | 'running' | 'not-yet';

/** One stroke or fill in a 12 x 12 box. */
export interface GlyphPart {
  readonly d: string;
  readonly paint: 'fill' | 'stroke';
  /** Token of the colour. */
  readonly colour: 'ok' | 'warn' | 'bad' | 'text' | 'edge' | 'bg';
}

const RING = 'M1 6a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z';

/** Parts in painting order. */
export const STATE_GLYPHS: Readonly<Record<StateName, readonly GlyphPart[]>> = {
  fine: [
    { d: 'M0.5 6a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0Z', paint: 'fill', colour: 'ok' },
    { d: 'M3.4 6.2L5.3 8.1L8.7 4.2', paint: 'stroke', colour: 'bg' },
  ],
  near: [
    { d: 'M6 0.8L11.8 11.2L0.2 11.2Z', paint: 'fill', colour: 'warn' },
    { d: 'M6 4.4L6 7.6M6 8.9L6 9.9', paint: 'stroke', colour: 'bg' },
  ],
  over: [
    { d: 'M6 0L12 6L6 12L0 6Z', paint: 'fill', colour: 'bad' },
    { d: 'M4.2 4.2L7.8 7.8M7.8 4.2L4.2 7.8', paint: 'stroke', colour: 'bg' },
  ],
  running: [
    { d: RING, paint: 'stroke', colour: 'text' },
    { d: 'M3.6 6a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0Z', paint: 'fill', colour: 'text' },
  ],
  'not-yet': [{ d: RING, paint: 'stroke', colour: 'edge' }],
};

interface GlyphPen extends PathPen {
  fillStyle: string | CanvasGradient | CanvasPattern;
  strokeStyle: string | CanvasGradient | CanvasPattern;
  lineWidth: number;
  fill(): void;
  stroke(): void;
}

/** Draws `fine` or `over` on a canvas in a 12 px box around (x, y): the two verdicts that the scene states. */
export function drawVerdict(pen: GlyphPen, state: 'fine' | 'over', x: number, y: number, theme: ChartTheme): void {
  pen.fillStyle = state === 'fine' ? theme.ok : theme.bad;
  pen.beginPath();
  if (state === 'fine') pen.arc(x, y, 5.5, 0, 2 * Math.PI);
  else
    for (const [dx, dy] of [
      [0, -6],
      [6, 0],
      [0, 6],
      [-6, 0],
    ] as const)
      dy === -6 ? pen.moveTo(x + dx, y + dy) : pen.lineTo(x + dx, y + dy);
  pen.closePath();
  pen.fill();
  pen.strokeStyle = theme.bg;
  pen.lineWidth = 1.4;
  pen.beginPath();
  if (state === 'fine') {
    pen.moveTo(x - 2.6, y + 0.2);
    pen.lineTo(x - 0.7, y + 2.1);
    pen.lineTo(x + 2.7, y - 1.8);
  } else {
    pen.moveTo(x - 1.8, y - 1.8);
    pen.lineTo(x + 1.8, y + 1.8);
    pen.moveTo(x + 1.8, y - 1.8);
    pen.lineTo(x - 1.8, y + 1.8);
  }
  pen.stroke();
}
