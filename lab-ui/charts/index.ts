/** @module REGISTRY of charts, in display order: adding a chart is one file and one line here. */
import type { DrawnChart } from './canvas-chart.ts';
import { costHarm } from './cost-harm.ts';
import { goodput } from './goodput.ts';
import { latencyHeatmap } from './latency-heatmap.ts';
import { latencyLines } from './latency-lines.ts';
import { p99Grid } from './p99-grid.ts';

export const CHARTS: readonly DrawnChart[] = [p99Grid, latencyLines, latencyHeatmap, goodput, costHarm];
