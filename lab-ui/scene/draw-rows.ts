/** @module Frames of the rows: who shares them, what they refuse, and the cells inside. */
import type { TopologyView } from '../../sim-engine/model/topology.ts';
import type { Scene } from '../charts/canvas-chart.ts';
import { drawTenant } from '../charts/draw-tenant.ts';
import { type Box, textWidth, writeText } from '../charts/pen.ts';
import { drawVerdict } from '../marks/state-glyph.ts';
import { formatCount, formatRate } from '../text/format.ts';
import { letterOf } from '../text/run-facts.ts';
import { drawCell } from './draw-cells.ts';
import { drawDivider, writeFitting } from './fitting.ts';
import { columnBox, FULL_ROW_MIN, type Geometry, rowBox } from './geometry.ts';
import type { Cell, Places, Segment } from './places.ts';
import { rejectedPerSec } from './readings.ts';

const PAD = 9;
const HEAD_HEIGHT = 24;
const MARK_WIDTH = 27;

/** Where a frame stands now; a glide moves it. */
export type FramePlace = (key: string, tenants: readonly number[], box: Box) => Box;

/** One frame to draw. */
interface Frame {
  readonly segment: Segment;
  readonly span: Segment['spans'][number];
  readonly box: Box;
  readonly title: string;
  readonly tenants: readonly number[];
  /** True on the frame that states the refusals of its row. */
  readonly states: boolean;
}

/** @returns left middle of each frame of the first column, for the links */
export function drawRows(
  scene: Scene,
  topology: TopologyView,
  places: Places,
  at: Geometry,
  place: FramePlace,
): readonly { x: number; y: number }[] {
  const targets: { x: number; y: number }[] = [];
  const stating = statingSegment(places);
  places.segments.forEach((segment, index) => {
    for (const span of segment.spans) {
      const first = segment.columns[0] ?? 'app';
      const columns = columnBox(at, first, segment.columns.at(-1) ?? first);
      const wanted = { ...columns, ...rowBox(at, span.fromRow, span.toRow) };
      const rows = topology.rows.slice(span.fromRow, span.toRow + 1);
      const tenants = rows.flatMap((row) => row.tenants);
      const box = place(`${first}:${span.fromRow}`, tenants, wanted);
      const title = rows.length === 1 ? (rows[0]?.title ?? '') : `Shared by all ${tenants.length}`;
      drawFrame(scene, { segment, span, box, title, tenants, states: index === stating }, at);
      if (index === 0) targets.push({ x: box.x, y: box.y + box.height / 2 });
    }
  });
  return targets;
}

/** Refusals are stated once per row, in the widest segment that divides the tenants most. */
function statingSegment({ segments }: Places): number {
  let best = 0;
  segments.forEach((segment, index) => {
    const score = segment.spans.length * 10 + segment.columns.length;
    const before = segments[best];
    if (before && score > before.spans.length * 10 + before.columns.length) best = index;
  });
  return best;
}

function drawFrame(scene: Scene, frame: Frame, at: Geometry): void {
  const { pen, theme, data } = scene;
  const { box, segment } = frame;
  const rejects = frame.states ? rejectedPerSec(data, frame.tenants) : 0;
  pen.strokeStyle = rejects > 0 ? theme.text : theme.line;
  pen.lineWidth = rejects > 0 ? 1.5 : 1;
  if (frame.segment.spans.length === 1 && rejects === 0) pen.strokeStyle = theme.edge;
  pen.fillStyle = rejects > 0 ? theme.chrome : theme.bg;
  pen.fillRect(box.x, box.y, box.width, box.height);
  pen.strokeRect(
    Math.round(box.x) + 0.5,
    Math.round(box.y) + 0.5,
    Math.round(box.width) - 1,
    Math.round(box.height) - 1,
  );
  const full = box.height >= FULL_ROW_MIN;
  const labelWidth = full ? 0 : MARK_WIDTH;
  if (full) drawHead(scene, frame, rejects);
  else drawTightLabel(scene, frame, rejects);
  const inset = full ? 6 : 2;
  frame.span.cells.forEach((cell, index) => {
    const column = columnBox(at, cell.column);
    const left = index === 0 ? box.x + PAD + labelWidth : column.x + PAD;
    const cellBox = {
      x: left,
      y: box.y + (full ? HEAD_HEIGHT : 0) + inset,
      width: column.x + column.width - left - (index === segment.columns.length - 1 ? PAD + (full ? 0 : 12) : 6),
      height: box.height - (full ? HEAD_HEIGHT : 0) - 2 * inset,
    };
    if (index > 0 && full) drawDivider(scene, column.x, cellBox);
    drawCell(scene, cell, cellBox);
  });
}

function drawHead(scene: Scene, { box, title, tenants, segment, states }: Frame, rejects: number): void {
  const { pen, theme, data } = scene;
  const y = box.y + 13;
  const verdict = !states
    ? ''
    : rejects > 0
      ? `rejects ${formatCount(rejects)} req/s`
      : data.ticks.length === 0
        ? 'nothing has run'
        : 'nothing rejected';
  const verdictWidth = verdict === '' ? 0 : textWidth(pen, theme, verdict, 11, rejects > 0 ? 600 : 400) + 20;
  const room = box.width - 2 * PAD - verdictWidth;
  writeFitting(scene, [title, title.replace(/^Shared by all/, 'All'), String(tenants.length)], box.x + PAD, y, room, {
    weight: 600,
    colour: theme.text,
  });
  let x = box.x + PAD + textWidth(pen, theme, title, 11, 600) + 12;
  const whole = segment.spans.length === 1 && segment.columns.length < 4;
  const fit = whole ? 0 : Math.floor((box.x + PAD + room - x) / 25);
  const shown = tenants.length <= fit ? tenants.length : Math.max(0, fit - 1);
  for (const tenant of tenants.slice(0, shown)) {
    drawTenant(pen, theme, tenant, x + 4, y);
    writeText(pen, theme, letterOf(data, tenant), x + 11, y, { colour: theme.text, weight: 500 });
    x += 25;
  }
  if (!whole && shown < tenants.length && fit > 0) writeText(pen, theme, `+${tenants.length - shown}`, x, y);
  if (verdict === '') return;
  const left = box.x + box.width - PAD - verdictWidth + 16;
  if (data.ticks.length > 0) drawVerdict(pen, rejects > 0 ? 'over' : 'fine', left - 10, y, theme);
  writeText(pen, theme, verdict, left, y, {
    weight: rejects > 0 ? 600 : 400,
    colour: rejects > 0 ? theme.text : theme.text3,
  });
}

/** A low row has no head: its mark and letter stand before its first cell, refusals as a glyph (the words are below). */
function drawTightLabel(scene: Scene, { box, tenants, title }: Frame, rejects: number): void {
  const { pen, theme, data } = scene;
  const y = box.y + box.height / 2;
  const tenant = tenants[0];
  if (tenants.length === 1 && tenant !== undefined) {
    drawTenant(pen, theme, tenant, box.x + 11, y);
    writeText(pen, theme, letterOf(data, tenant), box.x + 19, y, { colour: theme.text, weight: 600 });
  } else
    writeFitting(
      scene,
      [title.slice(0, 1) === 'C' ? title.replace(/\D+/, '') : `${tenants.length}`],
      box.x + 8,
      y,
      20,
      { weight: 600, colour: theme.text },
    );
  if (rejects > 0) drawVerdict(pen, 'over', box.x + box.width - 10, y, theme);
}

/** @returns the refusals of all rows in words, for rows too low to say it themselves */
export function refusalWords(scene: Scene, topology: TopologyView): string {
  const refusing = topology.rows.flatMap((row) => {
    const rejects = rejectedPerSec(scene.data, row.tenants);
    return rejects > 0 ? [`${row.title} rejects ${formatRate(rejects)}`] : [];
  });
  return refusing.slice(0, 2).join('; ') + (refusing.length > 2 ? `; ${refusing.length - 2} more` : '');
}

/** Draws what is left of the model before as one dashed row under the others. */
export function drawGhost(scene: Scene, at: Geometry, cells: readonly Cell[], words: string): void {
  const first = cells[0];
  if (!first) return;
  const { pen, theme } = scene;
  const row = rowBox(at, first.fromRow, first.toRow);
  const full = row.height >= FULL_ROW_MIN;
  const x = at.rows.x;
  pen.strokeStyle = theme.edge;
  pen.lineWidth = 1;
  pen.setLineDash([4, 3]);
  pen.strokeRect(
    Math.round(x) + 0.5,
    Math.round(row.y) + 0.5,
    Math.round(at.rows.width) - 1,
    Math.round(row.height) - 1,
  );
  pen.setLineDash([]);
  if (full)
    writeFitting(scene, [words], x + PAD, row.y + 13, at.rows.width - 2 * PAD, { weight: 600, colour: theme.text });
  else writeFitting(scene, ['old'], x + 5, row.y + row.height / 2, MARK_WIDTH);
  for (const cell of cells) {
    const column = columnBox(at, cell.column);
    const left = column.x + PAD + (!full && cell.column === 'app' ? MARK_WIDTH : 0);
    const head = full ? HEAD_HEIGHT : 0;
    const inset = full ? 6 : 2;
    drawCell(scene, cell, {
      x: left,
      y: row.y + head + inset,
      width: column.x + column.width - left - PAD,
      height: row.height - head - 2 * inset,
    });
  }
}
