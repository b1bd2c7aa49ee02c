/** @module Draws one request: a row per span, waits in the colours of those in front, and an ordinary request beside it. */
import { scaleLinear } from 'd3';
import { crisp, drawLine, textWidth, writeText } from '../../charts/pen.ts';
import { tenantColour } from '../../marks/tenant-colours.ts';
import type { ChartTheme } from '../../marks/theme.ts';
import { formatMs, formatNumber, formatShare } from '../../text/format.ts';
import type { Sheet } from '../drawing.tsx';
import type { RowPart, SpanRow } from './span-rows.ts';

/** What is drawn. */
export interface WaterfallData {
  /** "Request 28,323". */
  readonly title: string;
  readonly latencyUs: number;
  readonly waitUs: number;
  readonly sloUs: number;
  readonly rows: readonly SpanRow[];
  readonly ordinary: {
    readonly title: string;
    readonly note: string;
    readonly rows: readonly SpanRow[];
    readonly latencyUs: number;
  } | null;
  /** Slot of a tenant's colour, -1 for whoever has none. */
  slotOf(who: string): number;
  letterOf(who: string): string;
}

const ROW = 22;
const BAR = 15;
const TOP = 36;
const FOOT = 8;
/** Bars are at least this wide: a short span must not vanish. */
const LEAST = 2;
const GAP = 6;

/** @returns height of the picture, px */
export function waterfallHeight(rows: number): number {
  return TOP + (rows + 2) * ROW + FOOT + GAP;
}

/** Draws a request. */
export function drawWaterfall(sheet: Sheet, data: WaterfallData): void {
  const { pen, box, theme } = sheet;
  const left = box.x + Math.min(132, box.width * 0.32);
  const width = Math.max(0, box.x + box.width - left - 14);
  const longest = Math.max(data.latencyUs, data.ordinary?.latencyUs ?? 0);
  const most = data.sloUs <= 2 * longest ? Math.max(longest, data.sloUs * 1.02) : longest;
  const x = scaleLinear()
    .domain([0, most])
    .range([left, left + width]);
  const bottom = TOP + (data.rows.length + 2) * ROW + GAP;
  drawAxis(sheet, x, most, bottom);
  const slo = data.sloUs <= most ? Math.round(x(data.sloUs)) : null;
  if (slo !== null)
    drawLine(pen, theme.bad, 1.5, [
      [slo, 20],
      [slo, bottom],
    ]);
  drawBracket(sheet, data, x);
  data.rows.forEach((row, at) => {
    const y = TOP + (at + 1) * ROW;
    writeText(pen, theme, fitted(sheet, row.label, left - box.x - 8, row.isWait ? 600 : 400), box.x, y + ROW / 2, {
      colour: theme.text2,
      weight: row.isWait ? 600 : 400,
    });
    drawRow(sheet, data, row, x, y);
  });
  drawOrdinary(sheet, data, x, left);
  if (slo !== null) drawSloLabel(sheet, data.sloUs, slo);
}

type Scale = (us: number) => number;

function drawAxis({ pen, theme, box }: Sheet, x: Scale, mostUs: number, bottom: number): void {
  const ms = mostUs / 1000;
  const ticks = scaleLinear()
    .domain([0, ms])
    .ticks(box.width < 420 ? 3 : 5);
  ticks.forEach((tick, at) => {
    const px = crisp(x(tick * 1000));
    drawLine(pen, theme.grid, 1, [
      [px, 16],
      [px, bottom],
    ]);
    const number = formatNumber(tick);
    const text = at === ticks.length - 1 ? `${number} ms` : number;
    const room = box.x + box.width - px;
    const half = textWidth(pen, theme, text) / 2;
    writeText(pen, theme, text, half > room ? box.x + box.width : px, 8, { align: half > room ? 'right' : 'center' });
  });
}

function drawSloLabel({ pen, theme, box }: Sheet, sloUs: number, px: number): void {
  const text = `SLO ${formatMs(sloUs)}`;
  const fits = px + 5 + textWidth(pen, theme, text, 11, 500) < box.x + box.width;
  writeText(pen, theme, text, fits ? px + 5 : px - 5, 25, {
    colour: theme.text,
    weight: 500,
    align: fits ? 'left' : 'right',
    halo: theme.bg,
  });
}

function drawBracket({ pen, theme, box }: Sheet, data: WaterfallData, x: Scale): void {
  const y = crisp(TOP + ROW / 2);
  writeText(pen, theme, data.title, box.x, y, { colour: theme.text, weight: 600 });
  const [from, to] = [x(0), x(data.latencyUs)];
  drawLine(pen, theme.text, 1, [
    [from, y],
    [to, y],
  ]);
  for (const end of [from, to])
    drawLine(pen, theme.text, 1, [
      [crisp(end), y - 4],
      [crisp(end), y + 4],
    ]);
  const share = data.latencyUs === 0 ? 0 : data.waitUs / data.latencyUs;
  const words = [`${formatMs(data.latencyUs)}, ${formatShare(share)} of it waiting`, formatMs(data.latencyUs)];
  const text = words.find((each) => textWidth(pen, theme, each, 11, 600) + 20 < to - from);
  if (text !== undefined) {
    writeText(pen, theme, text, (from + to) / 2, y, {
      colour: theme.text,
      weight: 600,
      align: 'center',
      halo: theme.bg,
    });
  } else beside({ pen, theme, box }, formatMs(data.latencyUs), from, to, y, theme.text);
}

function drawRow(sheet: Sheet, data: WaterfallData, row: SpanRow, x: Scale, y: number): void {
  const { pen, theme } = sheet;
  const from = x(row.fromUs);
  const to = Math.max(from + LEAST, x(row.toUs));
  const top = y + (ROW - BAR) / 2;
  const lengthUs = row.toUs - row.fromUs;
  drawSegments(sheet, data, row, from, to, top, BAR);
  if (row.isCritical && row.isWait && to - from > 3) {
    pen.strokeStyle = theme.text;
    pen.lineWidth = 1.5;
    pen.strokeRect(from - 1, top - 1.5, to - from + 2, BAR + 3);
  }
  const first = row.parts[0];
  const words = rowWords(data, row, lengthUs);
  if (row.isWait && first !== undefined && lengthUs > 0) {
    const part = ((to - from) * first.us) / row.chargedUs;
    const { fill, letter } = partColours(data, first.who, theme);
    const text = words.find((each) => textWidth(pen, theme, each, 11, 600) + 12 < part);
    if (text !== undefined && fill !== null) {
      writeText(pen, theme, text, from + 6, top + BAR / 2 + 0.5, { colour: letter, weight: 600 });
      return;
    }
  }
  beside(sheet, lengthUs === 0 ? row.outcome : words.at(-1)!, from, to, top + BAR / 2, theme.text3);
}

/** Wordings of a row, the longest first. */
function rowWords(data: WaterfallData, row: SpanRow, lengthUs: number): readonly string[] {
  const length = formatMs(lengthUs);
  const first = row.parts[0];
  if (!row.isWait || first === undefined || row.chargedUs === 0) return [length];
  const share = formatShare(first.us / row.chargedUs);
  const who = first.who === '' ? 'others' : data.letterOf(first.who);
  return [`${length} in line, ${share} of it behind ${who}`, `${length}, ${share} behind ${who}`, length];
}

/** Work in ink; a wait divided among those in front; of shared work, what was lost stands after what was done. */
function drawSegments(
  { pen, theme }: Sheet,
  data: WaterfallData,
  row: SpanRow,
  from: number,
  to: number,
  top: number,
  height: number,
): void {
  const lengthUs = row.toUs - row.fromUs;
  const charged = lengthUs === 0 ? 0 : (to - from) * Math.min(1, row.chargedUs / lengthUs);
  pen.fillStyle = theme.text;
  if (to - from > charged) pen.fillRect(from, top, to - from - charged, height);
  let at = to - charged;
  for (const part of row.parts) {
    const width = (charged * part.us) / Math.max(1, row.chargedUs);
    const { fill } = partColours(data, part.who, theme);
    if (fill === null) {
      pen.strokeStyle = theme.edge;
      pen.lineWidth = 1;
      if (width > 2) pen.strokeRect(at + 0.5, top + 0.5, width - 1, height - 1);
    } else {
      pen.fillStyle = fill;
      pen.fillRect(at, top, width - (width > 4 ? 0.8 : 0), height);
    }
    at += width;
  }
}

/** @returns no fill for whoever is no tenant */
function partColours(
  data: WaterfallData,
  who: RowPart['who'],
  theme: ChartTheme,
): { fill: string | null; letter: string } {
  const slot = data.slotOf(who);
  return slot < 0 ? { fill: null, letter: theme.text } : tenantColour(slot, theme.dark);
}

/** Writes right of a bar, or left of it where there is no room. */
function beside({ pen, theme, box }: Sheet, text: string, from: number, to: number, y: number, colour: string): void {
  if (text === '') return;
  const fits = to + 6 + textWidth(pen, theme, text) <= box.x + box.width;
  writeText(pen, theme, text, fits ? to + 6 : from - 6, y, { colour, align: fits ? 'left' : 'right', halo: theme.bg });
}

function drawOrdinary(sheet: Sheet, data: WaterfallData, x: Scale, left: number): void {
  const { pen, theme, box } = sheet;
  const y = TOP + (data.rows.length + 1) * ROW + GAP;
  drawLine(pen, theme.line, 1, [
    [box.x, crisp(y - 3)],
    [box.x + box.width, crisp(y - 3)],
  ]);
  const { ordinary } = data;
  const title = ordinary?.title ?? 'Median';
  writeText(pen, theme, fitted(sheet, title, left - box.x - 8, 600), box.x, y + ROW / 2, {
    colour: theme.text,
    weight: 600,
  });
  if (ordinary === null) {
    writeText(pen, theme, fitted(sheet, 'too few kept for a median', box.x + box.width - left, 400), left, y + ROW / 2);
    return;
  }
  const top = y + (ROW - BAR) / 2;
  for (const row of ordinary.rows) {
    if (row.toUs === row.fromUs) continue;
    const from = x(row.fromUs);
    drawSegments(sheet, data, row, from, Math.max(from + 1, x(row.toUs)), top, BAR);
  }
  const end = Math.max(left + LEAST, x(ordinary.latencyUs));
  const room = box.x + box.width - end - 8;
  const wordings = [`${formatMs(ordinary.latencyUs)}, ${ordinary.note}`, formatMs(ordinary.latencyUs)];
  const text = wordings.find((each) => textWidth(pen, theme, each) <= room);
  if (text !== undefined) writeText(pen, theme, text, end + 8, y + ROW / 2, { colour: theme.text2, halo: theme.bg });
}

/** @returns the text, or as much of it as fits at a word's end */
function fitted({ pen, theme }: Sheet, text: string, width: number, weight: 400 | 600): string {
  let shown = text;
  while (textWidth(pen, theme, shown, 11, weight) > width && shown.includes(' ')) {
    shown = shown.slice(0, shown.lastIndexOf(' ')).replace(/,$/, '');
  }
  return shown;
}
