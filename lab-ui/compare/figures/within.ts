/** @module Share answered within a time: both runs on one nines axis, with the SLO and what each share of it is. */
import { plotBox } from '../../charts/axes.ts';
import { type Box, crisp, drawLine, drawRun, textWidth, writeText } from '../../charts/pen.ts';
import type { ComparedScope, WithinCurve, WithinCurves } from '../../replay/questions/compare.ts';
import { formatCount, formatMs, formatNumber, formatShare } from '../../text/format.ts';
import type { Figure, Sheet } from './figure.ts';
import { logScale, NINES_MAX, nines } from './scales.ts';

const LEVELS = [
  [0, '0 %'],
  [0.5, '50 %'],
  [0.9, '90 %'],
  [0.99, '99 %'],
  [0.999, '99.9 %'],
] as const;

/** What the figure is made from. */
export interface WithinInput {
  readonly scope: ComparedScope;
  readonly whose: string;
  /** Null where the tenants have different promises. */
  readonly sloMs: number | null;
  readonly names: { readonly a: string; readonly b: string };
  /** Shows A alone, in the place and the ink of B. */
  readonly held: boolean;
}

function plotOf(box: Box): Box {
  return plotBox(box, { left: 46, right: 16, top: 14, bottom: 24 });
}

/** The first power of ten at which neither curve rises any more, at least one second. */
function endMs({ latencyMs, a, b }: WithinCurves): number {
  const full = latencyMs.find((_, at) => isFull(a, at) && isFull(b, at)) ?? latencyMs.at(-1) ?? 1000;
  return Math.max(1000, 10 ** Math.ceil(Math.log10(full) - 1e-9));
}

function isFull({ shares }: WithinCurve, at: number): boolean {
  const most = shares.at(-1) ?? 0;
  return (shares[at] ?? 0) >= Math.min(0.999, most);
}

function draw({ pen, box, theme, stop }: Sheet, input: WithinInput): void {
  const { within } = input.scope;
  const plot = plotOf(box);
  const toMs = endMs(within);
  const x = logScale(plot, toMs);
  const y = (share: number): number => plot.y + plot.height * (1 - nines(share) / NINES_MAX);
  for (const [share, words] of LEVELS) {
    const at = crisp(y(share));
    if (share > 0)
      drawLine(pen, theme.grid, 1, [
        [plot.x, at],
        [plot.x + plot.width, at],
      ]);
    writeText(pen, theme, words, plot.x - 6, at, { align: 'right' });
  }
  drawDecades({ pen, theme }, plot, x, toMs);
  const slo = input.sloMs === null ? null : x(input.sloMs);
  if (slo !== null)
    drawLine(pen, theme.bad, 1.5, [
      [Math.round(slo), plot.y - 4],
      [Math.round(slo), plot.y + plot.height],
    ]);
  const cursor = stop === null ? null : (within.latencyMs[stop] ?? null);
  if (cursor !== null)
    drawLine(pen, theme.text2, 1, [
      [crisp(x(cursor)), plot.y],
      [crisp(x(cursor)), plot.y + plot.height],
    ]);
  const points = ({ shares }: WithinCurve) =>
    within.latencyMs.flatMap((ms, at) => {
      const before = shares[at - 1] ?? 0;
      // Beyond 99.9 % the line has left the axis; under the first request it has not begun.
      return ms > toMs || before >= 0.999 ? [] : [[x(ms), y(shares[at] ?? 0)] as const];
    });
  const shown = input.held
    ? ([['A', within.a, theme.text]] as const)
    : ([
        ['A', within.a, theme.other],
        ['B', within.b, theme.text],
      ] as const);
  for (const [, curve, colour] of shown) drawRun(pen, colour, 2, points(curve));
  if (slo !== null) writeShares({ pen, theme }, plot, slo, y, input);
  writeEnds(
    { pen, theme },
    plot,
    shown.map(([letter, curve]) => [letter, points(curve).at(-1) ?? [plot.x, plot.y]] as const),
  );
}

type Ink = Pick<Sheet, 'pen' | 'theme'>;

function drawDecades({ pen, theme }: Ink, plot: Box, x: (ms: number) => number, toMs: number): void {
  const y = crisp(plot.y + plot.height);
  drawLine(pen, theme.edge, 1, [
    [plot.x, y],
    [plot.x + plot.width, y],
  ]);
  for (let ms = 1; ms <= toMs; ms *= 10) {
    const at = crisp(x(ms));
    drawLine(pen, theme.edge, 1, [
      [at, y],
      [at, y + 4],
    ]);
    const words = ms === toMs ? `${formatNumber(ms)} ms` : formatNumber(ms);
    writeText(pen, theme, words, ms === toMs ? plot.x + plot.width + 12 : at, y + 13, {
      align: ms === toMs ? 'right' : 'center',
    });
  }
}

/** Where each curve crosses the SLO: a ring, and the share beside it. */
function writeShares(
  { pen, theme }: Ink,
  plot: Box,
  slo: number,
  y: (share: number) => number,
  input: WithinInput,
): void {
  const { a, b } = input.scope.within;
  const share = ({ inTime, ended }: WithinCurve): number => (ended === 0 ? 0 : inTime / ended);
  const [ofA, ofB] = [share(a), share(b)];
  const apart = Math.abs(y(ofA) - y(ofB)) < 30;
  const rows: (readonly [string, number, string, boolean])[] = input.held
    ? [['A', ofA, input.names.a, true]]
    : [
        ['A', ofA, input.names.a, ofA > ofB],
        ['B', ofB, input.names.b, ofB >= ofA],
      ];
  for (const [letter, value, name, isHigher] of rows) {
    const at = y(value);
    pen.beginPath();
    pen.arc(Math.round(slo), at, 4, 0, 2 * Math.PI);
    pen.fillStyle = theme.bg;
    pen.fill();
    pen.strokeStyle = letter === 'B' || input.held ? theme.text : theme.other;
    pen.lineWidth = 1.8;
    pen.stroke();
    const long = `${letter}, ${name}: ${formatShare(value)} in time`;
    const words = textWidth(pen, theme, long, 11, 600) < slo - plot.x - 12 ? long : `${letter} ${formatShare(value)}`;
    const above = apart ? isHigher : true;
    const line = Math.min(plot.y + plot.height - 8, Math.max(plot.y + 2, at + (above ? -13 : 13)));
    const isLeft = textWidth(pen, theme, words, 11, 600) < slo - plot.x - 12;
    writeText(pen, theme, words, isLeft ? slo - 9 : slo + 9, line, {
      align: isLeft ? 'right' : 'left',
      weight: letter === 'B' ? 600 : 500,
      colour: letter === 'B' || input.held ? theme.text : theme.text2,
      halo: theme.bg,
    });
  }
  const label = `SLO ${formatMs((input.sloMs ?? 0) * 1000)}`;
  const floor = plot.y + plot.height - 9;
  const isClear = rows.every(
    ([, value]) => Math.abs(y(value) + 13 - floor) > 16 && Math.abs(y(value) - 13 - floor) > 16,
  );
  const place = isClear ? floor : plot.y + 4;
  writeText(pen, theme, label, slo + 8, place, { weight: 500, colour: theme.text, halo: theme.bg });
}

/** The letter of each run where its line ends: over the higher one and under the lower one, or beside each other at the top. */
function writeEnds(
  { pen, theme }: Ink,
  plot: Box,
  ends: readonly (readonly [string, readonly [number, number]])[],
): void {
  const lowest = Math.max(...ends.map(([, [, y]]) => y));
  const leftmost = Math.min(...ends.map(([, [x]]) => x));
  const isTop = lowest <= plot.y + 2;
  ends.forEach(([letter, [x, y]], at) => {
    const isUnder = ends.length > 1 && !isTop && y === lowest && (at === 0 || ends[0]![1][1] !== lowest);
    const aside = ends.length > 1 && isTop ? (x === leftmost && (at === 0 || ends[0]![1][0] !== leftmost) ? -7 : 7) : 0;
    const px = Math.min(plot.x + plot.width + 6, Math.max(plot.x + 6, x + aside));
    writeText(pen, theme, letter, px, isUnder ? y + 11 : Math.max(plot.y - 7, y - 10), {
      weight: 600,
      align: 'center',
      colour: letter === 'B' ? theme.text : theme.text2,
    });
  });
}

/** @param input  what the figure is made from */
export function withinFigure(input: WithinInput): Figure {
  const { within } = input.scope;
  const { a, b, latencyMs } = within;
  const share = ({ inTime, ended }: WithinCurve): number => (ended === 0 ? 0 : inTime / ended);
  const promise = input.sloMs === null ? 'the SLO of its own tenant' : `the SLO of ${formatMs(input.sloMs * 1000)}`;
  const lost = ({ lost: count }: WithinCurve): string =>
    count === 0 ? 'none was lost' : `${formatCount(count)} were lost`;
  return {
    id: 'compare-within',
    title: 'Share answered within',
    unit: 'ms, log; share of requests that ended, in nines',
    truth: [
      'The height at a time is the share of requests that ended and were answered within it. Lost requests ended and were answered within no time: a curve that stays below 100 % says how many they are.',
      'The share axis has a step for every nine: 90, 99 and 99.9 % are equally far apart, because tails are where tenants feel a change.',
      'Beside the SLO line: the share answered in time, each request by the promise of its own tenant.',
      'Requests still open when a run ended are in neither curve.',
    ],
    draw: (sheet) => draw(sheet, input),
    stops: latencyMs.map((ms, at) => ({
      x: (box) => logScale(plotOf(box), endMs(within))(ms),
      tip: {
        title: 'Answered within',
        at: formatMs(ms * 1000),
        lines: [
          ['in A', percent(a.shares[at] ?? 0)],
          ['in B', percent(b.shares[at] ?? 0)],
          ['requests, A and B', `${formatCount(a.ended)}, ${formatCount(b.ended)}`],
        ],
      },
    })),
    table: {
      caption: `Share of requests answered within a time, ${input.whose}`,
      columns: ['Within, ms', 'A, %', 'B, %'].map((label, at) => ({
        label,
        numeric: true,
        decimals: at === 0 ? 1 : 2,
      })),
      rows: latencyMs.flatMap((ms, at) =>
        at % 3 === 0 ? [[ms, 100 * (a.shares[at] ?? 0), 100 * (b.shares[at] ?? 0)]] : [],
      ),
    },
    sentence: `Within ${promise} A answered ${percent(share(a))} of ${formatCount(a.ended)} requests and B ${percent(share(b))} of ${formatCount(b.ended)} (${input.whose}); in A ${lost(a)}, in B ${lost(b)}.`,
  };
}

/** Two decimals above 99 %, where the nines are. */
function percent(share: number): string {
  const value = share * 100;
  return `${value > 99 && value < 100 ? value.toFixed(2) : value.toFixed(1)}\u202f%`;
}
