/** @module What is picked is drawn where it was picked: times on every chart, latencies only where the chart has an axis of them. */
import { expect, test } from 'vitest';
import { drawBrush } from '../../lab-ui/charts/brushing.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { RecordingPen } from './recording-pen.ts';

const BOX = { x: 0, y: 0, width: 120, height: 100 };
const BRUSH = { fromUs: 20_000_000, toUs: 40_000_000, latencyUs: { low: 100_000, high: 1_000_000 } };

function heightOf(latencies: boolean): number {
  const pen = new RecordingPen();
  const heights: number[] = [];
  pen.strokeRect = (_x, _y, _width, height) => heights.push(height);
  drawBrush(pen, LIGHT_THEME, { plotOf: (box) => box, stepUs: 1, latencies }, BOX, 120_000_000, BRUSH);
  return heights[0]!;
}

test('a stretch of latencies stands on their axis, and is the whole height where rows are tenants', () => {
  expect(heightOf(true)).toBeLessThan(BOX.height / 2);
  expect(heightOf(false)).toBe(BOX.height);
});
