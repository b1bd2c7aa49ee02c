/** @module Geometry of the scene: columns keep their places whatever the isolation; rows share the height. */
import type { Box } from '../charts/pen.ts';
import { COLUMNS, type Column } from './places.ts';

/** Where everything stands, px. */
export interface Geometry {
  readonly edge: Box;
  readonly balancer: Box;
  /** Area of the rows. */
  readonly rows: Box;
  readonly gap: number;
  readonly rowHeight: number;
  /** Line of words under the rows. */
  readonly words: Box;
}

/** Height of the column heads. */
export const HEAD = 26;
const WORDS = 22;
/** Edges of the columns as shares of the rows' width. */
const EDGES = [0, 0.285, 0.431, 0.816, 1];
/** Rows lower than this have no head line of their own. */
export const FULL_ROW_MIN = 64;
/** Rows lower than this cannot be read: the quietest rows are then only counted. */
export const ROW_MIN = 19;

/**
 * @param box       the scene
 * @param rowCount  rows to draw
 */
export function geometry(box: Box, rowCount: number): Geometry {
  const wide = box.width >= 840;
  const roomy = box.width >= 700;
  const edge = roomy ? 48 : 42;
  const left = roomy ? 10 : 6;
  const link = wide ? 30 : roomy ? 22 : 8;
  const balancer = 50;
  const balancerX = left + edge + link;
  const rowsX = balancerX + balancer + (wide ? 58 : roomy ? 46 : 18);
  const rows = {
    x: rowsX,
    y: HEAD + 6,
    width: box.width - rowsX - 12,
    height: Math.max(0, box.height - HEAD - 6 - WORDS),
  };
  const gap = rows.height / rowCount >= FULL_ROW_MIN + 8 ? 8 : 3;
  const middle = rows.y + rows.height / 2;
  const tall = Math.min(124, rows.height);
  return {
    edge: { x: left, y: middle - tall / 2, width: edge, height: tall },
    balancer: { x: balancerX, y: middle - 46, width: balancer, height: 92 },
    rows,
    gap,
    rowHeight: (rows.height - gap * (rowCount - 1)) / rowCount,
    words: { x: rowsX, y: rows.y + rows.height + 2, width: rows.width, height: WORDS - 4 },
  };
}

/** @returns left edge and width of a run of columns */
export function columnBox(
  at: Geometry,
  first: Column,
  last: Column = first,
): { readonly x: number; readonly width: number } {
  const from = at.rows.x + at.rows.width * (EDGES[COLUMNS.indexOf(first)] ?? 0);
  const to = at.rows.x + at.rows.width * (EDGES[COLUMNS.indexOf(last) + 1] ?? 1);
  const gapLeft = first === 'app' ? 0 : 2;
  const gapRight = last === 'jobs' ? 0 : 2;
  return { x: from + gapLeft, width: to - from - gapLeft - gapRight };
}

/** @returns top and height of a run of rows */
export function rowBox(at: Geometry, fromRow: number, toRow: number): { readonly y: number; readonly height: number } {
  return {
    y: at.rows.y + fromRow * (at.rowHeight + at.gap),
    height: (toRow - fromRow + 1) * at.rowHeight + (toRow - fromRow) * at.gap,
  };
}
