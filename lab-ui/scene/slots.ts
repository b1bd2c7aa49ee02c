/** @module Slots: one square is one request; empty ones are outlines, the head of a line touches its server. */

import { IDLE } from '../../sim-engine/protocol/frame-codec.ts';
import { type Box, type Pen, writeText } from '../charts/pen.ts';
import { PINNED_MAX, tenantColour } from '../marks/tenant-colours.ts';
import type { ChartTheme } from '../marks/theme.ts';

/** Squares this large carry a letter. */
const LETTER_MIN = 12;
const PITCH_MAX = 10.5;
const PITCH_MIN = 2.5;
/** Smaller than this empty places are not outlined one by one: their lines would be all there is to see. */
const OUTLINED_MIN = 4.5;

/** How a bounded line is drawn in a box. */
export interface SlotGrid {
  readonly pitch: number;
  readonly columns: number;
  readonly rows: number;
  /** Requests that one square stands for. */
  readonly each: number;
  /** Squares in all. */
  readonly squares: number;
}

/**
 * @param slots  places to wait, >= 1
 * @returns the largest squares with which all places fit; several requests per square where even the smallest do not
 */
export function slotGrid(slots: number, width: number, height: number): SlotGrid {
  for (let each = 1; ; each = each < 5 ? each + 1 : each * 2) {
    const squares = Math.ceil(slots / each);
    for (let pitch = PITCH_MAX; pitch >= PITCH_MIN; pitch -= 0.5) {
      const rows = Math.floor(height / pitch);
      const columns = Math.floor(width / pitch);
      if (rows * columns >= squares)
        return { pitch, rows: Math.min(rows, Math.max(1, Math.ceil(squares / columns))), columns, each, squares };
    }
    if (each > slots) return { pitch: PITCH_MIN, rows: 0, columns: 0, each, squares: 0 };
  }
}

/** One request in a square: the tenant's colour, a dot in the grey ones. */
export function drawSlot(
  pen: Pen,
  theme: ChartTheme,
  tenant: number,
  x: number,
  y: number,
  width: number,
  height = width,
): void {
  pen.fillStyle = tenantColour(tenant, theme.dark).fill;
  pen.fillRect(x, y, width, height);
  if (tenant < PINNED_MAX || Math.min(width, height) < 4) return;
  pen.fillStyle = theme.bg;
  pen.fillRect(x + width / 2 - 1, y + height / 2 - 1, 2, 2);
}

/** An empty place. */
export function drawEmpty(
  pen: Pen,
  theme: ChartTheme,
  x: number,
  y: number,
  width: number,
  height: number,
  colour = theme.other2,
): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
}

/** A server: empty, or whom it serves with the letter where there is room. */
export function drawServer(pen: Pen, theme: ChartTheme, tenant: number | undefined, letter: string, box: Box): void {
  if (tenant === undefined || tenant === IDLE) {
    drawEmpty(pen, theme, box.x, box.y, box.width, box.height, theme.edge);
    return;
  }
  const { fill, letter: ink } = tenantColour(tenant, theme.dark);
  pen.fillStyle = fill;
  pen.fillRect(box.x, box.y, box.width, box.height);
  if (box.width >= LETTER_MIN && box.height >= 11) {
    writeText(pen, theme, letter, box.x + box.width / 2, box.y + box.height / 2 + 0.5, {
      align: 'center',
      weight: 600,
      colour: ink,
    });
  } else if (tenant >= PINNED_MAX && box.width >= 4) {
    pen.fillStyle = theme.bg;
    pen.fillRect(box.x + box.width / 2 - 1, box.y + box.height / 2 - 1, 2, 2);
  }
}

/** @returns the square in which a place of a line stands, 0 at its head; see {@link drawLineOfSlots} */
export function slotBox(grid: SlotGrid, right: number, top: number, place: number): Box {
  const size = grid.pitch - (grid.pitch >= 6 ? 2 : 1);
  const square = Math.min(Math.floor(place / grid.each), Math.max(0, grid.squares - 1));
  return {
    x: right - (Math.floor(square / Math.max(1, grid.rows)) + 1) * grid.pitch,
    y: top + (square % Math.max(1, grid.rows)) * grid.pitch,
    width: size,
    height: size,
  };
}

/**
 * Draws a line that is served at its right end: the head stands at the top right, the next below it.
 *
 * @param right    right edge of the grid, px
 * @param queue    tenants in the order in which they will be served, as far as listed
 * @param waiting  how many wait, exact
 */
export function drawLineOfSlots(
  pen: Pen,
  theme: ChartTheme,
  grid: SlotGrid,
  right: number,
  top: number,
  queue: Uint16Array,
  waiting: number,
): void {
  const size = grid.pitch - (grid.pitch >= 6 ? 2 : 1);
  if (grid.pitch < OUTLINED_MIN) {
    const columns = Math.ceil(grid.squares / Math.max(1, grid.rows));
    const width = columns * grid.pitch + 1;
    drawEmpty(pen, theme, Math.round(right - width) - 1, Math.round(top) - 2, width + 1, grid.rows * grid.pitch + 3);
  }
  const filled = Math.min(grid.squares, Math.ceil(waiting / grid.each));
  for (let square = 0; square < grid.squares; square++) {
    const x = right - (Math.floor(square / grid.rows) + 1) * grid.pitch;
    const y = top + (square % grid.rows) * grid.pitch;
    const tenant = queue[square * grid.each];
    if (square >= filled) {
      if (grid.pitch < OUTLINED_MIN) break;
      drawEmpty(pen, theme, x, y, size, size);
    } else if (tenant === undefined) {
      pen.fillStyle = theme.other;
      pen.fillRect(x, y, size, size);
    } else drawSlot(pen, theme, tenant, x, y, size);
  }
}
