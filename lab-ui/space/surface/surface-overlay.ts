/** @module Words over the surface: its three axes, what happened when, the ringed cursor, and three callouts at most. */

import { timeTicks } from '../../charts/axes.ts';
import type { Scene } from '../../charts/canvas-chart.ts';
import { drawTenant } from '../../charts/draw-tenant.ts';
import { drawLine } from '../../charts/pen.ts';
import { faultFacts } from '../../text/fault-facts.ts';
import { formatClock, formatMs, formatNumber } from '../../text/format.ts';
import { letterOf, moveFacts, noiseFacts } from '../../text/run-facts.ts';
import { slosUs } from '../../text/tenant-state.ts';
import { type Camera, project, type Spot, type Vec3, type View } from '../camera.ts';
import { Written } from '../written.ts';
import { latencyHeight, stepTop, TENANT_DEPTH, TIME_LENGTH, tenantMiddle, timeAt } from './surface-blocks.ts';
import { cutsOf, hurtIn, longestOf, stretchesOf, surfaceSteps } from './surface-model.ts';
import { hiddenWords, lettersOf, spanWords } from './surface-words.ts';

const LEFT = 16;
const TOP = 50;
const LINE = 15;
/** Seen from higher, heights cannot be read. */
const HIGHEST = 0.98;
/** Seen from lower, strips stand behind each other. */
const LOWEST = 0.1;

/** Writes everything over the blocks. */
export function writeSurface(scene: Scene, view: View, camera: Camera): void {
  const written = new Written(scene);
  writeCursor(scene, written, view);
  writeTenants(scene, written, view);
  writeShapes(scene, written, view);
  written.write(hiddenWords(scene.data, camera), LEFT, scene.box.height - 12, { colour: scene.theme.text2 });
  writeHeights(scene, written, view);
  writeTimes(scene, written, view);
}

const pair = ({ x, y }: Spot) => [x, y] as const;

function writeTenants(scene: Scene, written: Written, view: View): void {
  if (view.toward[1] < LOWEST && view.right[0] > 0.5) return;
  const count = scene.data.scenario.tenants.length;
  // Seen from the side the strips run along the picture; else their left ends carry the letters.
  for (let tenant = 0; tenant < count; tenant++) {
    const spot = project(view, [-TIME_LENGTH / 2 - 0.2, 0, tenantMiddle(tenant, count)]);
    const [x, y] = view.right[0] > 0.5 ? [spot.x - 8, spot.y] : [spot.x + 4, spot.y + 14];
    const placed = written.write(letterOf(scene.data, tenant), x, y, {
      align: 'right',
      weight: tenant === scene.focus.tenant ? 600 : 500,
      colour: scene.theme.text,
    });
    if (placed) drawTenant(scene.pen, scene.theme, tenant, placed.x - 5, y, 3.6);
  }
}

function writeHeights(scene: Scene, written: Written, view: View): void {
  if (view.toward[1] > HIGHEST) return;
  const { pen, theme, data } = scene;
  const at = (us: number) => project(view, [-TIME_LENGTH / 2, latencyHeight(us), -TENANT_DEPTH / 2 - 0.1]);
  drawLine(pen, theme.edge, 1, [pair(at(30_000)), pair(at(1_100_000))]);
  for (const sloUs of [...new Set(slosUs(data))].slice(0, 3)) {
    const { x, y } = at(sloUs);
    written.write(`SLO ${formatMs(sloUs)}`, x - 8, y, { align: 'right', weight: 600, colour: theme.text });
  }
  for (const us of [1_000_000, 100_000, 30_000]) {
    const { x, y } = at(us);
    drawLine(pen, theme.edge, 1, [
      [x - 4, y],
      [x, y],
    ]);
    written.write(`${formatNumber(us / 1000)}${us === 1_000_000 ? ' ms' : ''}`, x - 8, y, { align: 'right' });
  }
}

function writeTimes(scene: Scene, written: Written, view: View): void {
  if (view.right[0] < 0.5) return;
  const { pen, theme, data } = scene;
  const { durationUs } = data.scenario;
  const front = TENANT_DEPTH / 2 + 0.12;
  const at = (us: number, away = 0) => project(view, [timeAt(us, durationUs), 0, front + away]);
  drawLine(pen, theme.edge, 1, [pair(at(0)), pair(at(durationUs))]);
  const events = [...noiseFacts(data), ...faultFacts(data)].filter(({ state }) => state !== 'planned');
  for (const { fromUs, label } of events) mark(scene, written, at(fromUs), label, [3, 2]);
  for (const { atUs, label } of moveFacts(data)) mark(scene, written, at(atUs), label.toLowerCase(), []);
  const { stepSec } = surfaceSteps(data);
  for (const [number, { step }] of cutsOf(data).entries()) {
    const { x, y } = at((step + 0.5) * stepSec * 1e6);
    const placed = written.write(String(number + 1), x, y + 12, { align: 'center', weight: 600, colour: theme.text });
    if (!placed) continue;
    pen.strokeStyle = theme.text;
    pen.lineWidth = 1;
    pen.strokeRect(placed.x - 1.5, placed.y - 0.5, placed.width + 3, placed.height + 1);
  }
  const ticks = timeTicks(durationUs, view.scale * TIME_LENGTH);
  for (const [index, seconds] of ticks.entries()) {
    const { x, y } = at(seconds * 1e6);
    drawLine(pen, theme.edge, 1, [
      [x, y],
      [x, y + 4],
    ]);
    written.write(index === ticks.length - 1 ? `${seconds} s` : String(seconds), x, y + 12, { align: 'center' });
  }
}

function mark(scene: Scene, written: Written, spot: Spot, label: string, dash: readonly number[]): void {
  const to = [spot.x - 6, spot.y + 20] as const;
  drawLine(scene.pen, scene.theme.text, 1, [pair(spot), to], dash);
  written.write(label, to[0], to[1] + 8, { align: 'center', weight: 600, colour: scene.theme.text });
}

function writeCursor(scene: Scene, written: Written, view: View): void {
  const { pen, theme, data, focus } = scene;
  if (focus.cursorUs === null) return;
  const { stepSec, values } = surfaceSteps(data);
  const step = Math.min(values.length - 1, Math.floor(focus.cursorUs / (stepSec * 1e6)));
  const us = values[step]?.[focus.tenant];
  if (us == null) return;
  const { x, y } = project(view, stepTop(data, focus.tenant, step));
  pen.fillStyle = theme.bg;
  pen.strokeStyle = theme.text;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(x, y, 4.5, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  const title = `${letterOf(data, focus.tenant)} at ${formatClock(step * stepSec * 1e6)}: ${formatMs(us)}`;
  written.write(title, scene.box.width - LEFT, TOP, { align: 'right', weight: 600, colour: theme.text });
  written.write('ringed in the grid too', scene.box.width - LEFT, TOP + LINE, { align: 'right', colour: theme.text2 });
}

function writeShapes(scene: Scene, written: Written, view: View): void {
  const { data, theme } = scene;
  const stretches = stretchesOf(data);
  let y = TOP;
  for (const shape of ['plateau', 'ridge'] as const) {
    const stretch = longestOf(stretches, shape);
    if (!stretch) continue;
    const hurt = hurtIn(data, stretch);
    const title =
      shape === 'plateau'
        ? `Plateau: ${hurt.length} of ${data.scenario.tenants.length}`
        : `Ridge: ${lettersOf(data, hurt)}`;
    const placed = written.write(title, LEFT, y, { weight: 600, colour: theme.text });
    written.write(spanWords(data, stretch), LEFT, y + LINE, { colour: theme.text2 });
    const middle = Math.floor((stretch.from + stretch.to) / 2);
    const who = hurt[0];
    if (placed && who !== undefined && view.toward[1] > LOWEST && view.toward[1] < HIGHEST) {
      const top: Vec3 = stepTop(data, who, middle);
      written.leader([placed.x + placed.width + 2, y], pair(project(view, top)));
    }
    y += 3 * LINE;
  }
}
