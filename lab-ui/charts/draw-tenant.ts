/** @module A tenant's mark on a canvas: shape and hue, or a grey ring. */
import { shapeOf, traceShape } from '../marks/shapes.ts';
import { tenantColour } from '../marks/tenant-colours.ts';
import type { ChartTheme } from '../marks/theme.ts';
import type { Pen } from './pen.ts';

/**
 * @param index   slot of the tenant, from 0
 * @param radius  half the height, px
 */
export function drawTenant(pen: Pen, theme: ChartTheme, index: number, x: number, y: number, radius = 4): void {
  const shape = shapeOf(index);
  const { fill } = tenantColour(index, theme.dark);
  traceShape(pen, shape, x, y, shape === 'ring' ? radius * 0.8 : radius);
  if (shape === 'ring') {
    pen.strokeStyle = fill;
    pen.lineWidth = 1.5;
    pen.stroke();
    return;
  }
  pen.fillStyle = fill;
  pen.fill();
}
