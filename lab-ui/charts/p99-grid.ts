/** @module p99 by tenant: one row per tenant, one column per second, colour says how long. */
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import { emberShare, rampColour } from '../marks/ramps.ts';
import type { BenchData } from '../state/bench-data.ts';
import { capitalised, countWord, formatClock, formatMs, listWords } from '../text/format.ts';
import { letterOf } from '../text/run-facts.ts';
import { slosUs, tenantStates } from '../text/tenant-state.ts';
import { drawTimeAxis, plotBox, timeScale } from './axes.ts';
import { canvasChart, type Picture, type Scene } from './canvas-chart.ts';
import { drawTenant } from './draw-tenant.ts';
import { type Box, crisp, drawLine, TEXT_MIN, writeText } from './pen.ts';
import { drawRamp, type RampWords, rampLeft } from './ramp-legend.ts';
import { p99BySecond, type SecondP99, stepsPerColumn } from './series.ts';
import { drawFuture, drawTimeMarks, markedTime, measured } from './time-marks.ts';

/** Below this height of a host the legend shares its line with the labels of the marks. */
const TWO_LINES_FROM = 170;
/** Rows lower than this cannot carry a letter each; then every k-th does. */
const LETTER_ROW_MIN = 9;

function plotOf(box: Box): Box {
  return plotBox(box, { left: 30, right: 24, top: box.height >= TWO_LINES_FROM ? 30 : 18, bottom: 18 });
}

const LEGEND: RampWords = { name: 'ember', from: '30 ms', to: '1.1 s', floor: 0 };

function drawGround({ pen, box, data, focus, theme }: Scene): void {
  const plot = plotOf(box);
  const rows = data.scenario.tenants.length;
  const rowHeight = plot.height / rows;
  const columns = columnsOf(data, plot);
  const x = timeScale(plot, data.scenario.durationUs);
  const end = x(data.ticks.length * TICK_US);
  for (let row = 1; row < rows && rowHeight >= 4; row++) {
    const y = crisp(plot.y + row * rowHeight);
    drawLine(pen, theme.line, 1, [
      [end, y],
      [plot.x + plot.width, y],
    ]);
  }
  const gap = rowHeight >= 6 ? 1 : 0;
  for (const { fromUs, toUs, values } of columns) {
    const left = x(fromUs);
    const width = Math.min(x(toUs), end) - left;
    values.forEach((p99Us, row) => {
      if (p99Us === null) return;
      pen.fillStyle = rampColour('ember', emberShare(p99Us), theme.dark);
      pen.fillRect(left, plot.y + row * rowHeight, width + 0.3, rowHeight - gap);
    });
  }
  outlineOver({ pen, theme, plot, rowHeight, gap, x, end }, columns, slosUs(data));
  const every = Math.ceil(LETTER_ROW_MIN / rowHeight);
  for (let row = 0; row < rows; row += every) {
    const y = plot.y + (row + 0.5) * rowHeight;
    drawTenant(pen, theme, row, plot.x - 24, y, Math.min(4, rowHeight * 0.36));
    writeText(pen, theme, letterOf(data, row), plot.x - 9, y, {
      size: TEXT_MIN,
      weight: row === focus.tenant ? 600 : 500,
      colour: theme.text,
      align: 'center',
    });
  }
  drawTimeAxis(pen, theme, plot, data.scenario.durationUs);
  drawRamp(pen, theme, LEGEND, box.x + box.width - 14, box.y + 6);
}

function draw({ pen, box, data, focus, theme }: Scene): void {
  const plot = plotOf(box);
  const x = timeScale(plot, data.scenario.durationUs);
  const rowHeight = plot.height / data.scenario.tenants.length;
  drawFuture(pen, theme, plot, data);
  const shared = box.height < TWO_LINES_FROM;
  const taken = shared ? [{ from: rampLeft(pen, theme, LEGEND, box.x + box.width - 14), to: box.width }] : [];
  drawTimeMarks(pen, theme, plot, data, { cursorUs: focus.cursorUs, labels: shared ? 18 : 16, taken });
  if (focus.cursorUs === null) return;
  // The cursor of this tenant, as the surface rings it.
  pen.fillStyle = theme.bg;
  pen.strokeStyle = theme.text;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(x(focus.cursorUs), plot.y + (focus.tenant + 0.5) * rowHeight, 4, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
}

/** One column of the picture: a second, or several where a second is narrower than a pixel. */
interface Column {
  readonly fromUs: number;
  readonly toUs: number;
  /** The largest p99 of its seconds, by tenant. */
  readonly values: readonly SecondP99[];
}

function columnsOf(data: BenchData, plot: Box): readonly Column[] {
  const seconds = p99BySecond(data);
  const each = stepsPerColumn(data.scenario.durationUs, 1e6, plot.width);
  const columns: Column[] = [];
  for (let from = 0; from < seconds.length; from += each) {
    const [first = [], ...others] = seconds.slice(from, from + each);
    const values = others.length === 0 ? first : others.reduce<SecondP99[]>(larger, [...first]);
    columns.push({ fromUs: from * 1e6, toUs: (from + each) * 1e6, values });
  }
  return columns;
}

function larger(most: SecondP99[], second: readonly SecondP99[]): SecondP99[] {
  second.forEach((us, tenant) => {
    if (us !== null && us > (most[tenant] ?? 0)) most[tenant] = us;
  });
  return most;
}

interface Outline extends Pick<Scene, 'pen' | 'theme'> {
  readonly plot: Box;
  readonly rowHeight: number;
  readonly gap: number;
  readonly x: (us: number) => number;
  readonly end: number;
}

/** A verdict is no colour step: runs of cells over the SLO get an ink outline. */
function outlineOver(at: Outline, columns: readonly Column[], slos: readonly number[]): void {
  at.pen.strokeStyle = at.theme.text;
  at.pen.lineWidth = 1;
  slos.forEach((sloUs, row) => {
    let from = -1;
    for (let column = 0; column <= columns.length; column++) {
      const over = (columns[column]?.values[row] ?? 0) > sloUs;
      if (over && from < 0) from = column;
      if (over || from < 0) continue;
      const left = at.x(columns[from]?.fromUs ?? 0);
      const right = Math.min(at.x(columns[column - 1]?.toUs ?? 0), at.end);
      at.pen.strokeRect(
        left + 0.5,
        at.plot.y + row * at.rowHeight + 0.5,
        Math.max(1, right - left - 1),
        at.rowHeight - at.gap - 1,
      );
      from = -1;
    }
  });
}

const picture: Picture = {
  id: 'p99-grid',
  title: () => 'p99 by tenant',
  unit: 'ms',
  question: 'Who is hurt, and when',
  howToRead: 'Each square will be one tenant’s slowest 1\u00a0% in one second.',
  truth: [
    'Modelled: every request’s response time, from its arrival at the edge to its answer.',
    'A square is one tenant in one second: the larger 99th percentile (nearest rank) of its two half seconds. With fewer than 100 answers in half a second that is the slowest one.',
    'Colour is logarithmic from 30 ms to 1.1 s and stops changing beyond both ends; the table has the values.',
    'In a run with more seconds than the picture has pixels a column is the largest of its seconds; the table has each.',
    'An ink outline says over the SLO of the tenant’s own plan. A second without answers stays empty.',
    'Nothing is left out as warm-up: the first seconds, with cold caches, are part of the run.',
  ],
  note: (data) =>
    data.ticks.length === 0
      ? 'Fills from the left when the run starts.'
      : 'Outlined where over SLO. Rows in the order of the tenant list.',
  ground: { shows: (data, focus) => [...measured(data), focus.tenant], draw: drawGround },
  draw,
  shows: (data, focus, box) => markedTime(data, focus, plotOf(box), true),
  brushing: { plotOf, stepUs: 1_000_000, latencies: false },
  timeAxis: (box) => {
    const plot = plotOf(box);
    return { left: plot.x, right: plot.x + plot.width };
  },
  tenantAt: (box, data, x, y) => {
    const plot = plotOf(box);
    const row = Math.floor((y - plot.y) / (plot.height / data.scenario.tenants.length));
    return x <= plot.x + plot.width && row >= 0 && row < data.scenario.tenants.length ? row : null;
  },
  tip: (data, focus, us) => {
    const seconds = p99BySecond(data);
    const second = Math.min(seconds.length - 1, Math.floor(us / 1e6));
    const values = seconds[second];
    if (!values) return null;
    const worst = values
      .map((p99Us, row) => ({ p99Us: p99Us ?? 0, row }))
      .sort((a, b) => b.p99Us - a.p99Us || a.row - b.row);
    const own = values[focus.tenant];
    return {
      title: data.scenario.tenants[focus.tenant]?.name ?? '',
      at: formatClock(us),
      lines: [
        [`p99 in second ${second}`, own == null ? '–' : formatMs(own)],
        ...worst
          .slice(0, 3)
          .map(({ p99Us, row }): readonly [string, string] => [
            `slowest: ${letterOf(data, row)}`,
            p99Us > 0 ? formatMs(p99Us) : '–',
          ]),
      ],
    };
  },
  table: (data) => ({
    caption: 'p99 of each tenant in each second, milliseconds',
    columns: [
      { label: 'Second', numeric: true },
      ...data.scenario.tenants.map((tenant) => ({ label: `${tenant.id}, ms`, numeric: true })),
    ],
    rows: p99BySecond(data).map((values, second) => [second, ...values.map((us) => (us === null ? null : us / 1000))]),
  }),
  sentence: (data) => {
    if (data.ticks.length === 0) return 'Nothing has run yet.';
    const states = tenantStates(data);
    const over = states.flatMap((state, index) => (state === 'over' ? [letterOf(data, index)] : []));
    if (over.length === 0) return `At ${formatClock(data.simulatedUs)} no tenant is over its SLO.`;
    return `At ${formatClock(data.simulatedUs)} ${countWord(over.length)} of ${countWord(states.length)} tenants are over their SLO: ${listWords(over)}. ${firstOver(data.ticks.length, p99BySecond(data), slosUs(data))}`.trim();
  },
};

function firstOver(ticks: number, seconds: readonly (readonly SecondP99[])[], slos: readonly number[]): string {
  const first = seconds.findIndex(
    (values) => values.filter((us, row) => (us ?? 0) > (slos[row] ?? 0)).length * 2 > values.length,
  );
  return ticks > 0 && first >= 0
    ? capitalised(`more than half of them were over it for the first time in second ${first}.`)
    : '';
}

export const p99Grid = canvasChart(picture);
