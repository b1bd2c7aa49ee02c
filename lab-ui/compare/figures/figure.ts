/** @module The contract of a drawing of the comparison: a picture with stops to read it at, a table and a sentence. */
import type { ChartTable } from '../../charts/chart.ts';
import type { Box, Pen } from '../../charts/pen.ts';
import type { Tip } from '../../charts/tooltip.ts';
import type { ChartTheme } from '../../marks/theme.ts';

/** What a drawing is given. */
export interface Sheet {
  readonly pen: Pen;
  readonly box: Box;
  readonly theme: ChartTheme;
  /** Stop under the pointer or chosen by key, or null. */
  readonly stop: number | null;
}

/** A place at which the picture can be read exactly. */
export interface Stop {
  /** @returns px from the left */
  x(box: Box): number;
  readonly tip: Tip;
}

/** One drawing with its data. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** Unit and scale. */
  readonly unit: string;
  readonly truth: readonly string[];
  draw(sheet: Sheet): void;
  /** From left to right; empty where there is nothing to stop at. */
  readonly stops: readonly Stop[];
  readonly table: ChartTable;
  readonly sentence: string;
}
