/** @module Sparkline of one tenant: p99 over the last minute, the SLO as a hairline, a hollow end point. */
import { scaleLinear, scaleLog } from 'd3';
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import { type ChartTheme, readTheme } from '../marks/theme.ts';
import type { BenchData } from '../state/bench-data.ts';
import { slosUs } from '../text/tenant-state.ts';
import { canvasSurface } from './canvas-surface.ts';
import type { MountedChart } from './chart.ts';
import { type Box, crisp, drawLine, drawRun, type Pen } from './pen.ts';

const SPAN_US = 60_000_000;
const FROM_US = 8_000;
const TO_US = 3_000_000;

/** Draws one sparkline; also used by tests. */
export function drawSparkline(pen: Pen, box: Box, data: BenchData, tenant: number, theme: ChartTheme): void {
  const y = scaleLog()
    .domain([FROM_US, TO_US])
    .range([box.height - 3, 3])
    .clamp(true);
  const slo = slosUs(data)[tenant] ?? 0;
  if (slo > 0)
    drawLine(
      pen,
      theme.edge,
      1,
      [
        [0, crisp(y(slo))],
        [box.width, crisp(y(slo))],
      ],
      [1, 2],
    );
  const ticks = data.ticks.slice(-SPAN_US / TICK_US);
  const first = data.ticks.length - ticks.length;
  // Until a minute has passed the line grows from the left; then it moves.
  const x = scaleLinear()
    .domain([0, SPAN_US / TICK_US])
    .range([1, box.width - 4]);
  const points = ticks.map((tick, at): readonly [number, number] | null => {
    const us = tick.tenants[tenant]?.p99RecentUs ?? 0;
    return us === 0 ? null : [x(at + (first > 0 ? 1 : 0)), y(us)];
  });
  drawRun(pen, theme.text, 1, points);
  const last = points.at(-1);
  if (!last) return;
  pen.fillStyle = theme.bg;
  pen.strokeStyle = theme.text;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.arc(last[0], last[1], 2.2, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
}

/** A picture only: its row has the value and the state in words. */
export const sparkline = {
  /**
   * @param host         element of about 46 x 22 px
   * @param tenantIndex  slot of the tenant
   */
  mount(host: HTMLElement, tenantIndex: number): MountedChart {
    host.style.position = 'relative';
    const surface = canvasSurface(host);
    surface.canvas.setAttribute('aria-hidden', 'true');
    let theme = readTheme(host);
    let last: BenchData | null = null;
    let drawnTicks = -1;
    const draw = (): void => {
      const sheet = surface.begin();
      if (sheet && last) drawSparkline(sheet.pen, sheet.box, last, tenantIndex, theme);
    };
    return {
      update: (data) => {
        const same = last?.ticks === data.ticks && drawnTicks === data.ticks.length;
        last = data;
        if (same) return;
        drawnTicks = data.ticks.length;
        draw();
      },
      resize: () => {
        theme = readTheme(host);
        surface.resize();
        draw();
      },
      destroy: () => surface.destroy(),
    };
  },
};
