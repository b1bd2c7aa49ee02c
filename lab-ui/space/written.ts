/** @module Written: words over a scene, which never cover each other and never leave the picture. */
import type { Scene } from '../charts/canvas-chart.ts';
import { type Box, drawLine, TEXT_MIN, type TextStyle, textWidth, writeText } from '../charts/pen.ts';

/** Room that is kept beside a text, and over and under it, px. */
const AIR = { x: 2, y: 0.5 };

/** Writes what there is room for; what matters most is written first. */
export class Written {
  private readonly taken: Box[] = [];
  private readonly scene: Scene;

  /** @param scene  the drawing */
  constructor(scene: Scene) {
    this.scene = scene;
  }

  /** Keeps a place free of words. */
  keep(box: Box): void {
    this.taken.push(box);
  }

  /** @returns the place of the text, or null when it was left out */
  write(text: string, x: number, y: number, style: TextStyle = {}): Box | null {
    const { pen, theme, box } = this.scene;
    const size = style.size ?? TEXT_MIN;
    const width = textWidth(pen, theme, text, size, style.weight ?? 400);
    const left = style.align === 'right' ? x - width : style.align === 'center' ? x - width / 2 : x;
    const place = { x: left - AIR.x, y: y - size / 2 - AIR.y, width: width + 2 * AIR.x, height: size + 2 * AIR.y };
    const isInside =
      place.x >= 0 && place.y >= 0 && place.x + place.width <= box.width && place.y + place.height <= box.height;
    if (text === '' || !isInside || this.taken.some((other) => overlap(other, place))) return null;
    this.taken.push(place);
    writeText(pen, theme, text, x, y, style);
    return place;
  }

  /** A line from a text to what it speaks of, with a dot at its end. */
  leader(from: readonly [number, number], to: readonly [number, number]): void {
    const { pen, theme } = this.scene;
    drawLine(pen, theme.text2, 1, [from, to]);
    pen.fillStyle = theme.text;
    pen.beginPath();
    pen.arc(to[0], to[1], 2, 0, 2 * Math.PI);
    pen.fill();
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
