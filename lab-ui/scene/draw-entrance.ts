/** @module The entrance: what arrives at the edge, by tenant, the balancer, and the links to the rows. */
import type { Scene } from '../charts/canvas-chart.ts';
import { drawStep, STEP_SIDE } from '../charts/draw-step.ts';
import { type Box, drawLine, textWidth, writeText } from '../charts/pen.ts';
import { tenantColour } from '../marks/tenant-colours.ts';
import { formatClock, formatCount, formatRate } from '../text/format.ts';
import { letterOf, noiseFacts } from '../text/run-facts.ts';
import { writeFitting } from './fitting.ts';
import { arrivalsPerSec } from './readings.ts';

const BALANCER_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  'round-robin': ['in', 'turn'],
  'least-outstanding': ['least', 'busy'],
  'power-of-two': ['best', 'of two'],
};

/** Room for words over the edge, up to where the rows begin, px. */
const FIRST_WORDS_WIDTH = 140;

/** Draws arrivals as a stack; before the start the shares that the scenario states, hollow. */
export function drawEdge(scene: Scene, box: Box): void {
  const { pen, theme, data, focus } = scene;
  if (focus.lead && focus.lead.step > 0) drawFirstStep(scene, box, focus.lead.step === 1);
  const rates = arrivalsPerSec(data);
  const begun = data.ticks.length > 0;
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  pen.strokeStyle = theme.edge;
  pen.lineWidth = 1;
  pen.strokeRect(Math.round(box.x) + 0.5, Math.round(box.y) + 0.5, box.width - 1, box.height - 1);
  const middle = box.x + box.width / 2;
  writeText(pen, theme, begun ? formatCount(total) : '0', middle, box.y + 14, {
    align: 'center',
    weight: 600,
    colour: theme.text,
  });
  writeText(pen, theme, 'req/s', middle, box.y + 28, { align: 'center' });
  const stack = { x: box.x + 6, y: box.y + 40, width: box.width - 12, height: box.height - 47 };
  let y = stack.y;
  rates.forEach((rate, tenant) => {
    const height = total > 0 ? (rate / total) * stack.height : 0;
    if (height <= 0) return;
    const { fill } = tenantColour(tenant, theme.dark);
    if (begun) {
      pen.fillStyle = fill;
      pen.fillRect(stack.x, y, stack.width, Math.max(0.6, height - (height > 3 ? 0.8 : 0)));
    } else {
      pen.strokeStyle = fill;
      pen.strokeRect(stack.x + 0.5, y + 0.5, stack.width - 1, Math.max(0.5, height - 2));
    }
    y += height;
  });
}

/** Where the first run begins: whose noise comes in here. */
function drawFirstStep(scene: Scene, box: Box, isCurrent: boolean): void {
  const { pen, theme, data } = scene;
  const y = box.y - STEP_SIDE / 2 - 6;
  drawStep(pen, theme, 1, isCurrent, box.x, y);
  const flood = noiseFacts(data).find(({ state, ratePerSec }) => state === 'planned' && ratePerSec > 0);
  if (!isCurrent || !flood) return;
  const rate = `${formatRate(flood.ratePerSec)} of ${letterOf(data, flood.tenant)}`;
  const left = box.x + STEP_SIDE + 6;
  writeFitting(scene, [`${rate} enter here`, rate], left, y, FIRST_WORDS_WIDTH, { weight: 600, colour: theme.text });
}

/** Draws the balancer: by which rule, and since when the model holds. */
export function drawBalancer({ pen, theme, data }: Scene, box: Box, several: boolean): void {
  const topology = data.topology;
  if (!topology) return;
  pen.strokeStyle = theme.edge;
  pen.lineWidth = 1;
  pen.strokeRect(Math.round(box.x) + 0.5, Math.round(box.y) + 0.5, box.width - 1, box.height - 1);
  const middle = box.x + box.width / 2;
  const rule = BALANCER_WORDS[topology.balancing] ?? ['by', 'rule'];
  const first = several ? ['Tenant', '→ row'] : rule;
  for (const [at, words] of first.entries()) {
    writeText(pen, theme, words, middle, box.y + 16 + at * 14, { align: 'center', colour: theme.text2 });
  }
  writeText(pen, theme, 'since', middle, box.y + 56, { align: 'center' });
  const changes = several ? [] : data.actions.filter(({ action }) => action.type === 'set-balancing');
  const since = Math.max(topology.isolationSinceUs, changes.at(-1)?.atUs ?? 0);
  writeText(pen, theme, formatClock(since), middle, box.y + 72, {
    align: 'center',
    weight: 600,
    colour: theme.text,
  });
}

/** Draws one thin link from the balancer to each frame of the first column. */
export function drawLinks(
  { pen, theme }: Scene,
  edge: Box,
  balancer: Box,
  targets: readonly { readonly x: number; readonly y: number }[],
): void {
  const y = balancer.y + balancer.height / 2;
  drawLine(pen, theme.edge, 1, [
    [edge.x + edge.width, y],
    [balancer.x, y],
  ]);
  pen.strokeStyle = theme.edge;
  pen.lineWidth = 1;
  for (const target of targets) {
    const from = balancer.x + balancer.width;
    const bend = (target.x - from) / 2;
    pen.beginPath();
    pen.moveTo(from, y);
    pen.bezierCurveTo(from + bend, y, target.x - bend, target.y, target.x, target.y);
    pen.stroke();
  }
}

/** Heads of the columns; the longest wording that fits. */
export function drawHeads(
  { pen, theme }: Scene,
  heads: readonly { readonly x: number; readonly width: number; readonly wordings: readonly string[] }[],
  y: number,
  width: number,
): void {
  for (const head of heads) {
    const text = head.wordings.find((words) => textWidth(pen, theme, words, 12) <= head.width);
    if (text) writeText(pen, theme, text, head.x, y, { size: 12, colour: theme.text2 });
  }
  drawLine(pen, theme.line, 1, [
    [0, y + 13.5],
    [width, y + 13.5],
  ]);
}
