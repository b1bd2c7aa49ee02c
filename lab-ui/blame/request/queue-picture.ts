/** @module Draws a line as one request found it: literal slots by tenant, the head at the servers, the newcomer at the tail. */
import { writeText } from '../../charts/pen.ts';
import { drawLineOfSlots, drawServer, drawSlot, slotGrid } from '../../scene/slots.ts';
import type { Sheet } from '../drawing.tsx';

/** A line and its servers at an instant. */
export interface QueueData {
  /** Tenant index of those in line, in the order in which they will be served, as far as listed. */
  readonly queue: Uint16Array;
  readonly waiting: number;
  readonly servers: Uint16Array;
  /** Tenant index of the newcomer. */
  readonly self: number;
  letterOf(tenant: number): string;
}

const SERVER = { width: 30, height: 15, gap: 3 };
const HEAD = 18;
/** Servers beyond these do not fit beside the line. */
const SERVERS_MAX = 40;

/** Draws the line. */
export function drawQueue({ pen, box, theme }: Sheet, data: QueueData): void {
  const rows = Math.max(1, Math.floor((box.height - HEAD + SERVER.gap) / (SERVER.height + SERVER.gap)));
  const shown = Math.min(data.servers.length, SERVERS_MAX);
  const columns = Math.max(1, Math.ceil(shown / rows));
  const serversWidth = columns * (SERVER.width + SERVER.gap);
  const right = box.x + box.width - serversWidth - 12;
  const slots = data.waiting + 1;
  const grid = slotGrid(slots, right - box.x, box.height - HEAD);
  const usedColumns = Math.ceil(grid.squares / Math.max(1, grid.rows));
  const tail = right - usedColumns * grid.pitch;
  writeText(pen, theme, 'head', right, box.y + 7, { align: 'right' });
  if (right - tail > 120) writeText(pen, theme, 'tail: it joins here', Math.max(box.x, tail), box.y + 7);
  drawLineOfSlots(pen, theme, grid, right, box.y + HEAD, data.queue, data.waiting);
  const own = Math.min(grid.squares - 1, Math.floor(data.waiting / grid.each));
  const size = grid.pitch - (grid.pitch >= 6 ? 2 : 1);
  const x = right - (Math.floor(own / Math.max(1, grid.rows)) + 1) * grid.pitch;
  const y = box.y + HEAD + (own % Math.max(1, grid.rows)) * grid.pitch;
  drawSlot(pen, theme, data.self, x, y, size);
  pen.strokeStyle = theme.text;
  pen.lineWidth = 1.5;
  pen.strokeRect(x - 1.5, y - 1.5, size + 3, size + 3);
  for (let server = 0; server < shown; server++) {
    const tenant = data.servers[server];
    drawServer(pen, theme, tenant, tenant === undefined ? '' : data.letterOf(tenant), {
      x: right + 12 + Math.floor(server / rows) * (SERVER.width + SERVER.gap),
      y: box.y + HEAD + (server % rows) * (SERVER.height + SERVER.gap),
      width: SERVER.width,
      height: SERVER.height,
    });
  }
}
