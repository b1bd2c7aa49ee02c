/** @module Cuts through the surface at three marked moments: every tenant's p99 side by side, so that the shape can be read flat. */
import { plotBox } from '../../charts/axes.ts';
import { canvasChart, type DrawnChart, type Scene } from '../../charts/canvas-chart.ts';
import type { ChartTable } from '../../charts/chart.ts';
import { drawTenant } from '../../charts/draw-tenant.ts';
import { type Box, crisp, drawLine, TEXT_MIN, textWidth, writeText } from '../../charts/pen.ts';
import { EMBER_FROM_US, EMBER_TO_US, emberShare } from '../../marks/ramps.ts';
import type { BenchData } from '../../state/bench-data.ts';
import { capitalised, formatMs, formatNumber } from '../../text/format.ts';
import { letterOf } from '../../text/run-facts.ts';
import { slosUs } from '../../text/tenant-state.ts';
import { cutsOf, overAt, surfaceSteps } from './surface-model.ts';

/** Room that is kept between two letters, px; where there is less, some are left out. */
const LETTER_AIR = 4;

interface CutValues {
  readonly number: number;
  readonly second: number;
  readonly shape: string;
  readonly values: readonly (number | null)[];
}

function cutAt(data: BenchData, index: number): CutValues | null {
  const cut = cutsOf(data)[index];
  if (!cut) return null;
  const { stepSec, values } = surfaceSteps(data);
  return { number: index + 1, second: cut.step * stepSec, shape: cut.shape, values: values[cut.step] ?? [] };
}

function plotOf(box: Box): Box {
  return plotBox(box, { left: 38, right: 8, top: 14, bottom: 20 });
}

function draw({ pen, theme, box, data, focus }: Scene, index: number): void {
  const plot = plotOf(box);
  const count = data.scenario.tenants.length;
  const y = (us: number) => plot.y + plot.height * (1 - emberShare(us));
  const x = (tenant: number) => plot.x + ((tenant + 0.5) / count) * plot.width;
  for (const us of [1_000_000, 100_000, EMBER_FROM_US]) {
    drawLine(pen, theme.grid, 1, [
      [plot.x, crisp(y(us))],
      [plot.x + plot.width, crisp(y(us))],
    ]);
    writeText(pen, theme, formatNumber(us / 1000), plot.x - 6, y(us), { align: 'right' });
  }
  const foot = crisp(plot.y + plot.height);
  drawLine(pen, theme.edge, 1, [
    [plot.x, foot],
    [plot.x + plot.width, foot],
  ]);
  for (const sloUs of new Set(slosUs(data))) {
    const at = Math.round(y(sloUs));
    drawLine(pen, theme.bad, 1.5, [
      [plot.x, at],
      [plot.x + plot.width, at],
    ]);
  }
  const slos = new Set(slosUs(data));
  const [sloUs = 0] = slos;
  if (slos.size === 1)
    writeText(pen, theme, `SLO ${formatMs(sloUs)}`, plot.x + plot.width, y(sloUs) - 9, {
      align: 'right',
      weight: 500,
      colour: theme.text,
    });
  const cut = cutAt(data, index);
  const widths = data.scenario.tenants.map((_, tenant) => textWidth(pen, theme, letterOf(data, tenant), TEXT_MIN, 600));
  const every = Math.ceil(((Math.max(0, ...widths) + LETTER_AIR) * count) / Math.max(1, plot.width));
  for (let tenant = 0; tenant < count; tenant++) {
    const us = cut?.values[tenant];
    if (us != null) {
      drawLine(pen, theme.line, 1, [
        [crisp(x(tenant)), y(us)],
        [crisp(x(tenant)), foot],
      ]);
      drawTenant(pen, theme, tenant, x(tenant), y(us), Math.min(4.5, (0.42 * plot.width) / count));
    }
    if (tenant % every !== 0) continue;
    writeText(pen, theme, letterOf(data, tenant), x(tenant), foot + 11, {
      align: 'center',
      weight: tenant === focus.tenant ? 600 : 400,
      colour: theme.text,
    });
  }
}

function table(data: BenchData, index: number): ChartTable {
  const cut = cutAt(data, index);
  return {
    caption: cut ? `p99 of every tenant in second ${cut.second}` : 'This moment has not come yet',
    columns: [
      { label: 'Tenant', numeric: false },
      { label: 'p99, ms', numeric: true },
      { label: 'SLO, ms', numeric: true },
    ],
    rows: cut
      ? data.scenario.tenants.map((_, tenant) => {
          const us = cut.values[tenant];
          return [letterOf(data, tenant), us == null ? null : us / 1000, (slosUs(data)[tenant] ?? 0) / 1000];
        })
      : [],
  };
}

function sentence(data: BenchData, index: number): string {
  const cut = cutAt(data, index);
  if (!cut) return 'This moment has not come yet: a cut needs a calm, a plateau or a ridge of three steps.';
  const over = overAt(data, cut.values);
  const known = cut.values.filter((us) => us !== null);
  const range =
    known.length > 0
      ? `p99 from ${formatMs(Math.min(...known))} to ${formatMs(Math.max(...known))}`
      : 'nothing was answered';
  return `Second ${cut.second}: ${over.length === 0 ? 'none' : over.length} of ${cut.values.length} over the SLO; ${range}.`;
}

/** @param index  which of the three marks, from 0 */
export function cutChart(index: number): DrawnChart {
  return canvasChart({
    id: `cut-${index + 1}`,
    title: (data) => {
      const cut = cutAt(data, index);
      return cut ? `Cut ${cut.number}, ${cut.second} s` : `Cut ${index + 1}`;
    },
    unit: 'ms, log',
    question: 'Is it one, or everybody?',
    howToRead: 'Marks side by side at one moment: alike is a plateau, one above the others a ridge.',
    truth: [
      'The p99 of every tenant in one step of the surface; the number stands on its time axis.',
      'Cuts lie in the middle of the longest calm, plateau and ridge so far, in the order of time, and in the newest step while one of them is missing.',
      `Logarithmic from ${formatMs(EMBER_FROM_US)} to ${formatMs(EMBER_TO_US)}; values beyond stand at the ends, the table has them.`,
    ],
    note: (data) => {
      const cut = cutAt(data, index);
      if (!cut) return 'Has not come yet.';
      const over = overAt(data, cut.values).length;
      return `${capitalised(cut.shape)}: ${over === 0 ? 'none' : over} of ${cut.values.length} over the SLO.`;
    },
    draw: (scene) => draw(scene, index),
    tenantAt: (box, data, x, _y) => {
      const plot = plotOf(box);
      const tenant = Math.floor(((x - plot.x) / plot.width) * data.scenario.tenants.length);
      return tenant >= 0 && tenant < data.scenario.tenants.length ? tenant : null;
    },
    table: (data) => table(data, index),
    sentence: (data) => sentence(data, index),
  });
}
