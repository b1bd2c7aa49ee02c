/** @module A pen that records what is drawn, with its place: the display list that chart laws are checked on. */
import type { Box, Pen } from '../../lab-ui/charts/pen.ts';

/** One text as drawn. */
export interface DrawnText {
  readonly text: string;
  readonly sizePx: number;
  readonly box: Box;
}

/** Mean width of a letter as a share of its size; Inter is a little narrower. */
const LETTER = 0.56;

/** Records texts and checks that every number handed to it is finite. */
export class RecordingPen implements Pen {
  readonly texts: DrawnText[] = [];
  readonly calls: string[] = [];
  fillStyle: string | CanvasGradient | CanvasPattern = '';
  strokeStyle: string | CanvasGradient | CanvasPattern = '';
  lineWidth = 1;
  font = '11px sans-serif';
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  globalAlpha = 1;

  save(): void {}
  restore(): void {}
  beginPath(): void {}
  closePath(): void {}
  fill(): void {}
  stroke(): void {}
  clip(): void {}
  setLineDash(): void {}
  moveTo(x: number, y: number): void {
    this.record('moveTo', x, y);
  }
  lineTo(x: number, y: number): void {
    this.record('lineTo', x, y);
  }
  arc(x: number, y: number, radius: number): void {
    this.record('arc', x, y, radius);
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.record('rect', x, y, width, height);
  }
  bezierCurveTo(...numbers: number[]): void {
    this.record('bezierCurveTo', ...numbers);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.record('fillRect', x, y, width, height);
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.record('strokeRect', x, y, width, height);
  }
  clearRect(): void {}

  fillText(text: string, x: number, y: number): void {
    const sizePx = this.size();
    const { width } = this.measureText(text);
    const from = this.textAlign === 'right' ? x - width : this.textAlign === 'center' ? x - width / 2 : x;
    this.record('fillText', x, y);
    // Capitals and digits are about 0.74 of the size high.
    this.texts.push({ text, sizePx, box: { x: from, y: y - sizePx * 0.37, width, height: sizePx * 0.74 } });
  }

  measureText(text: string): { readonly width: number } {
    return { width: text.length * this.size() * LETTER };
  }

  private size(): number {
    return Number(/([\d.]+)px/.exec(this.font)?.[1] ?? 0);
  }

  private record(name: string, ...numbers: number[]): void {
    if (!numbers.every(Number.isFinite)) throw new RangeError(`${name}(${numbers.join(', ')}) is no place on a canvas`);
    this.calls.push(
      `${name} ${numbers.map((value) => value.toFixed(2)).join(' ')} ${String(this.fillStyle)} ${String(this.strokeStyle)}`,
    );
  }
}

/** A line straight down. */
interface VerticalLine {
  /** Index of its first call. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** @returns lines of at least 20 px straight down, in the order in which they were drawn */
export function verticalLines(calls: readonly string[]): readonly VerticalLine[] {
  return calls.flatMap((call, at) => {
    const [first, fromX, from] = call.split(' ');
    const [second, toX, to] = (calls[at + 1] ?? '').split(' ');
    if (first !== 'moveTo' || second !== 'lineTo' || fromX !== toX || Number(to) - Number(from) < 20) return [];
    return [{ at, from: Number(from), to: Number(to) }];
  });
}

/** @returns pairs of texts that cover each other */
export function overlaps(texts: readonly DrawnText[]): readonly string[] {
  const found: string[] = [];
  texts.forEach((a, at) => {
    for (const b of texts.slice(at + 1)) {
      const apart =
        a.box.x + a.box.width <= b.box.x + 0.5 ||
        b.box.x + b.box.width <= a.box.x + 0.5 ||
        a.box.y + a.box.height <= b.box.y + 0.5 ||
        b.box.y + b.box.height <= a.box.y + 0.5;
      if (!apart) found.push(`"${a.text}" on "${b.text}"`);
    }
  });
  return found;
}

/** @returns texts that leave the box */
export function clipped(texts: readonly DrawnText[], box: Box): readonly string[] {
  return texts
    .filter(
      ({ box: text }) =>
        text.x < box.x - 1 ||
        text.y < box.y - 1 ||
        text.x + text.width > box.x + box.width + 1 ||
        text.y + text.height > box.y + box.height + 1,
    )
    .map(({ text }) => text);
}
