/** @module Outlines of tenant shapes and state glyphs, once, for canvas and SVG. */

/** Shapes of the eight pinned tenants, in slot order. */
export const SHAPES = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'triangle-down',
  'plus',
  'hexagon',
  'star',
] as const;

/** One of the shapes; `ring` is everybody who is not pinned. */
export type Shape = (typeof SHAPES)[number] | 'ring';

type Point = readonly [number, number];

/** Corners on a circle of radius 1. */
function around(count: number, turn: number, inner = 1): readonly Point[] {
  return Array.from({ length: count }, (_, at): Point => {
    const angle = turn + (at * 2 * Math.PI) / count;
    const radius = at % 2 === 0 ? 1 : inner;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

const P = 0.36;

/** Corners for a radius of 1; null for circles. Sizes are balanced by area, not by width. */
const CORNERS: Readonly<Record<Shape, readonly Point[] | null>> = {
  circle: null,
  ring: null,
  square: [
    [-0.86, -0.86],
    [0.86, -0.86],
    [0.86, 0.86],
    [-0.86, 0.86],
  ],
  'triangle-up': [
    [0, -1],
    [1.05, 0.9],
    [-1.05, 0.9],
  ],
  diamond: [
    [0, -1.15],
    [1.15, 0],
    [0, 1.15],
    [-1.15, 0],
  ],
  'triangle-down': [
    [0, 1],
    [-1.05, -0.9],
    [1.05, -0.9],
  ],
  plus: [
    [-P, -1],
    [P, -1],
    [P, -P],
    [1, -P],
    [1, P],
    [P, P],
    [P, 1],
    [-P, 1],
    [-P, P],
    [-1, P],
    [-1, -P],
    [-P, -P],
  ],
  hexagon: around(6, 0).map(([x, y]): Point => [x * 1.1, y * 1.1]),
  star: around(10, -Math.PI / 2, 0.46).map(([x, y]): Point => [x * 1.2, y * 1.2]),
};

/** @param index  slot of the tenant, from 0 */
export function shapeOf(index: number): Shape {
  return SHAPES[index] ?? 'ring';
}

/** What a path can be drawn on: a canvas context, or a recorder of it. */
export interface PathPen {
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  closePath(): void;
}

/**
 * Traces a shape; the caller fills or strokes it.
 *
 * @param radius  half the height, px
 */
export function traceShape(pen: PathPen, shape: Shape, x: number, y: number, radius: number): void {
  pen.beginPath();
  const corners = CORNERS[shape];
  if (!corners) pen.arc(x, y, radius, 0, 2 * Math.PI);
  for (const [at, [dx, dy]] of (corners ?? []).entries()) {
    if (at === 0) pen.moveTo(x + dx * radius, y + dy * radius);
    else pen.lineTo(x + dx * radius, y + dy * radius);
  }
  pen.closePath();
}

/** @returns the `d` of an SVG path around (0, 0) for a radius in px */
export function shapePath(shape: Shape, radius: number): string {
  const corners = CORNERS[shape];
  if (!corners)
    return `M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
  return `M${corners.map(([x, y]) => `${(x * radius).toFixed(2)} ${(y * radius).toFixed(2)}`).join('L')}Z`;
}
