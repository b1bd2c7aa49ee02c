/** @module Which drawing belongs to which column. */
import type { Scene } from '../charts/canvas-chart.ts';
import type { Box } from '../charts/pen.ts';
import { drawApp, drawJobs } from './draw-servers.ts';
import { drawCache, drawDatabase } from './draw-store.ts';
import type { Cell, Column } from './places.ts';

/** @param box  the cell without frame and head */
export function drawCell(scene: Scene, cell: Cell, box: Box): void {
  DRAW[cell.column](scene, cell, box);
}

type DrawCell = (scene: Scene, cell: Cell, box: Box) => void;

const DRAW: Readonly<Record<Column, DrawCell>> = {
  app: drawApp,
  cache: drawCache,
  database: drawDatabase,
  jobs: drawJobs,
};
