/** @module Servers of the app tier and job workers: whom they serve, and who waits before them. */
import type { Scene } from '../charts/canvas-chart.ts';
import { type Box, textWidth } from '../charts/pen.ts';
import { formatCount, formatShare } from '../text/format.ts';
import { healthWords } from '../text/health-words.ts';
import { drawRing, followedPlace } from './draw-followed.ts';
import { drawStationServer } from './draw-station-server.ts';
import { writeFitting } from './fitting.ts';
import type { Cell } from './places.ts';
import { busyNow, busyShares, stationsOf } from './readings.ts';
import { drawSlot, slotGrid } from './slots.ts';

/** Room for "100 % busy": servers beside each other are worded alike. */
const BUSY_WORDS = 58;
const LISTED_PITCH_MIN = 15;
const LISTED_PITCH_MAX = 32;

export function drawApp(scene: Scene, { pool }: Cell, box: Box): void {
  const { pen, theme, data } = scene;
  const states = stationsOf(data, pool);
  const count = Math.max(1, pool.stations.length);
  const pitch = Math.min(LISTED_PITCH_MAX, box.height / count);
  const shares = busyShares(data);
  if (pitch < LISTED_PITCH_MIN) {
    drawServersPacked(scene, pool, box, 'busy');
    return;
  }
  const label = Math.min(43, box.width * 0.26);
  const top = box.y + Math.max(0, (box.height - pitch * count) / 2) * (count > 4 ? 1 : 0);
  // All names long or all short: servers beside each other are worded alike.
  const named = pool.stations.every((station) => textWidth(pen, theme, station.id) <= label - 4);
  pool.stations.forEach((station, at) => {
    const y = top + (at + 0.5) * pitch;
    const state = states[at];
    writeFitting(scene, [named ? station.id : station.id.replace(/\D+/, '')], box.x, y, label - 4);
    const most = Math.min(13, pitch - 2, (box.width - label - 34) / station.servers - 2);
    const size = Math.max(4, Math.floor(most));
    for (let server = 0; server < station.servers; server++) {
      drawStationServer(scene, station, state, server, {
        x: box.x + label + server * (size + 2),
        y: y - size / 2,
        width: size,
        height: size,
      });
    }
    const left = box.x + label + station.servers * (size + 2) + 5;
    const room = box.x + box.width - left;
    const waiting = state?.waiting ?? 0;
    // Who waits for a thread is told in words: there the ring goes.
    if (followedPlace(scene, station.index) !== null)
      drawRing(scene, { x: left - 1, y: y - 6, width: Math.min(room, BUSY_WORDS), height: 12 });
    if (waiting > 0)
      writeFitting(scene, [`${formatCount(waiting)} waiting`, `+${formatCount(waiting)}`], left, y, room, {
        weight: 600,
        colour: theme.text,
      });
    else if (station.health !== undefined)
      writeFitting(scene, [healthWords(station), station.health[0]?.state ?? ''], left, y, room, {
        weight: 600,
        colour: theme.text,
      });
    else if (data.ticks.length === 0) writeFitting(scene, ['idle'], left, y, room);
    else {
      const share = formatShare(shares.get(station.id) ?? 0);
      writeFitting(scene, room >= BUSY_WORDS ? [`${share} busy`, share] : [share], left, y, room);
    }
  });
}

/** Servers of a whole pool as small squares, and in words how many are busy or wait. */
function drawServersPacked(scene: Scene, pool: Cell['pool'], box: Box, word: string): void {
  const { theme, data } = scene;
  const states = stationsOf(data, pool);
  const servers = pool.stations.flatMap((station, at) =>
    Array.from({ length: station.servers }, (_, server) => ({ station, state: states[at], server })),
  );
  const waiting = states.reduce((sum, state) => sum + (state?.waiting ?? 0), 0);
  const busy = states.reduce((sum, state) => sum + busyNow(state), 0);
  const words = box.width > 120 ? 62 : 30;
  const grid = slotGrid(Math.max(1, servers.length), Math.max(8, box.width - words), Math.max(8, box.height));
  const size = Math.max(3, grid.pitch - 2);
  const top = box.y + (box.height - grid.rows * grid.pitch) / 2;
  servers.forEach(({ station, state, server }, at) => {
    const place = {
      x: box.x + Math.floor(at / grid.rows) * grid.pitch,
      y: top + (at % grid.rows) * grid.pitch,
      width: size,
      height: size,
    };
    drawStationServer(scene, station, state, server, place, false);
  });
  const left = box.x + Math.ceil(servers.length / Math.max(1, grid.rows)) * grid.pitch + 4;
  const text =
    waiting > 0
      ? [`${formatCount(waiting)} waiting`, `+${formatCount(waiting)}`]
      : [`${busy} of ${servers.length} ${word}`, `${busy}/${servers.length}`];
  writeFitting(
    scene,
    text,
    left,
    box.y + box.height / 2,
    box.x + box.width - left,
    waiting > 0 ? { weight: 600, colour: theme.text } : {},
  );
}

export function drawJobs(scene: Scene, { pool }: Cell, box: Box): void {
  const { pen, theme, data } = scene;
  const station = pool.stations[0];
  if (!station) return;
  const state = stationsOf(data, pool)[0];
  const waiting = state?.waiting ?? 0;
  if (box.height < 48) {
    drawServersPacked(scene, pool, box, 'busy');
    return;
  }
  const size = box.height > 60 ? 15 : 13;
  const perLine = Math.max(1, Math.floor(box.width / (size + 5)));
  const middle = box.height > 150 ? box.y + box.height / 2 - 40 : box.y;
  for (let server = 0; server < station.servers; server++) {
    drawStationServer(scene, station, state, server, {
      x: box.x + (server % perLine) * (size + 5),
      y: middle + Math.floor(server / perLine) * (size + 4),
      width: size,
      height: size,
    });
  }
  const below = middle + Math.ceil(station.servers / perLine) * (size + 4) + 2;
  const room = box.y + box.height - below - 16;
  const lines = Math.max(0, Math.min(3, Math.floor(room / 9)));
  const each = Math.floor(box.width / 9);
  const shown = Math.min(waiting, state?.queue.length ?? 0, lines * each);
  for (let at = 0; at < shown; at++) {
    drawSlot(pen, theme, state?.queue[at] ?? 0, box.x + (at % each) * 9, below + Math.floor(at / each) * 9, 7);
  }
  const y = below + Math.ceil(shown / Math.max(1, each)) * 9 + 7;
  const more = waiting > shown && shown > 0 ? `, ${formatCount(shown)} drawn` : '';
  writeFitting(
    scene,
    [`${formatCount(waiting)} waiting${more}`, `${formatCount(waiting)} waiting`, formatCount(waiting)],
    box.x,
    Math.min(y, box.y + box.height - 5),
    box.width,
    { colour: theme.text2 },
  );
}
