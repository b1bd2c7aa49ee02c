/** @module What stands in each column of a row: servers, cache, line and connections, job workers. */
import type { Scene } from '../charts/canvas-chart.ts';
import { type Box, drawLine, textWidth, writeText } from '../charts/pen.ts';
import { tenantColour } from '../marks/tenant-colours.ts';
import { formatCount, formatSeconds, formatShare } from '../text/format.ts';
import { letterOf } from '../text/run-facts.ts';
import { type Cell, enginesOf } from './places.ts';
import { busyNow, busyShares, hitShare, stationsOf } from './readings.ts';
import { drawEmpty, drawLineOfSlots, drawServer, drawSlot, slotGrid } from './slots.ts';

const CONNECTION_WIDTH = 27;
/** Room for "100 % busy": servers beside each other are worded alike. */
const BUSY_WORDS = 58;
const LISTED_PITCH_MIN = 15;
const LISTED_PITCH_MAX = 32;

/** Writes the first of several wordings that fits; none when even the last is too long. */
export function writeFitting(
  { pen, theme }: Scene,
  wordings: readonly string[],
  x: number,
  y: number,
  width: number,
  style: { readonly weight?: 400 | 600; readonly colour?: string } = {},
): void {
  const text = wordings.find((words) => textWidth(pen, theme, words, 11, style.weight ?? 400) <= width);
  if (text) writeText(pen, theme, text, x, y, { colour: theme.text3, ...style });
}

/** @param box  the cell without frame and head */
export function drawCell(scene: Scene, cell: Cell, box: Box): void {
  switch (cell.column) {
    case 'app':
      return drawApp(scene, cell, box);
    case 'cache':
      return drawCache(scene, cell, box);
    case 'database':
      return drawDatabase(scene, cell, box);
    case 'jobs':
      return drawJobs(scene, cell, box);
  }
}

function drawApp(scene: Scene, { pool }: Cell, box: Box): void {
  const { pen, theme, data } = scene;
  const states = stationsOf(data, pool);
  const count = Math.max(1, pool.stations.length);
  const pitch = Math.min(LISTED_PITCH_MAX, box.height / count);
  const shares = busyShares(data);
  if (pitch < LISTED_PITCH_MIN) return drawServersPacked(scene, pool, box, 'busy');
  const label = Math.min(43, box.width * 0.26);
  const top = box.y + Math.max(0, (box.height - pitch * count) / 2) * (count > 4 ? 1 : 0);
  pool.stations.forEach((station, at) => {
    const y = top + (at + 0.5) * pitch;
    const state = states[at];
    writeFitting(scene, [station.id, station.id.replace(/\D+/, '')], box.x, y, label - 4);
    const most = Math.min(13, pitch - 2, (box.width - label - 34) / station.servers - 2);
    const size = Math.max(4, Math.floor(most));
    for (let server = 0; server < station.servers; server++) {
      const tenant = state?.servers[server];
      drawServer(pen, theme, tenant, tenant === undefined ? '' : letterOf(data, tenant), {
        x: box.x + label + server * (size + 2),
        y: y - size / 2,
        width: size,
        height: size,
      });
    }
    const left = box.x + label + station.servers * (size + 2) + 5;
    const room = box.x + box.width - left;
    const waiting = state?.waiting ?? 0;
    if (waiting > 0)
      writeFitting(scene, [`${formatCount(waiting)} waiting`, `+${formatCount(waiting)}`], left, y, room, {
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
  const { pen, theme, data } = scene;
  const states = stationsOf(data, pool);
  const servers = pool.stations.flatMap((station, at) =>
    Array.from({ length: station.servers }, (_, server) => states[at]?.servers[server]),
  );
  const waiting = states.reduce((sum, state) => sum + (state?.waiting ?? 0), 0);
  const busy = states.reduce((sum, state) => sum + busyNow(state), 0);
  const words = box.width > 120 ? 62 : 30;
  const grid = slotGrid(Math.max(1, servers.length), Math.max(8, box.width - words), Math.max(8, box.height));
  const size = Math.max(3, grid.pitch - 2);
  const top = box.y + (box.height - grid.rows * grid.pitch) / 2;
  servers.forEach((tenant, at) => {
    drawServer(pen, theme, tenant, '', {
      x: box.x + Math.floor(at / grid.rows) * grid.pitch,
      y: top + (at % grid.rows) * grid.pitch,
      width: size,
      height: size,
    });
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

function drawCache(scene: Scene, { pool }: Cell, box: Box): void {
  const { pen, theme, data } = scene;
  const tight = box.height < 34;
  if (box.height < 21) return drawCacheInline(scene, pool, box);
  const height = tight ? 7 : 14;
  const cache =
    data.state && data.state.topologyVersion === data.topology?.version
      ? data.state.caches[pool.cacheIndex]
      : undefined;
  const top = tight ? box.y + Math.max(0, (box.height - 20) / 2) : box.y + (box.height > 150 ? box.height / 2 - 30 : 2);
  const total = Math.max(1, pool.cacheEntries);
  let x = box.x;
  cache?.entries.forEach((entries, tenant) => {
    if (entries === 0) return;
    const width = (entries / total) * box.width;
    pen.fillStyle = tenantColour(tenant, theme.dark).fill;
    pen.fillRect(x, top, Math.max(0.5, width - (width > 3 ? 0.7 : 0)), height);
    x += width;
  });
  drawEmpty(pen, theme, box.x, top, box.width, height, theme.edge);
  const share = hitShare(data, pool);
  const words =
    share === null ? [data.ticks.length === 0 ? 'empty' : 'unused'] : [`hit ${formatShare(share)}`, formatShare(share)];
  const low = share !== null && share < 0.3;
  writeFitting(
    scene,
    words,
    box.x,
    top + height + (tight ? 7 : 10),
    box.width,
    low ? { weight: 600, colour: theme.text } : { colour: theme.text2 },
  );
  if (!tight && top + height + 32 < box.y + box.height)
    writeFitting(scene, ['by tenant'], box.x, top + height + 24, box.width);
}

/** The lowest rows have bar and words beside each other. */
function drawCacheInline(scene: Scene, pool: Cell['pool'], box: Box): void {
  const { pen, theme, data } = scene;
  const cache =
    data.state && data.state.topologyVersion === data.topology?.version
      ? data.state.caches[pool.cacheIndex]
      : undefined;
  const width = box.width * 0.4;
  const top = box.y + box.height / 2 - 3;
  let x = box.x;
  cache?.entries.forEach((entries, tenant) => {
    pen.fillStyle = tenantColour(tenant, theme.dark).fill;
    pen.fillRect(x, top, (entries / Math.max(1, pool.cacheEntries)) * width, 6);
    x += (entries / Math.max(1, pool.cacheEntries)) * width;
  });
  drawEmpty(pen, theme, box.x, top, width, 6, theme.edge);
  const share = hitShare(data, pool);
  if (share !== null)
    writeFitting(
      scene,
      [`hit ${formatShare(share)}`, formatShare(share)],
      box.x + width + 5,
      box.y + box.height / 2,
      box.width - width - 5,
      { colour: theme.text2 },
    );
}

function drawDatabase(scene: Scene, { pool }: Cell, box: Box): void {
  const { pen, theme, data } = scene;
  const station = pool.stations[0];
  if (!station) return;
  const state = stationsOf(data, pool)[0];
  const waiting = state?.waiting ?? 0;
  const places = station.bound > 0 ? Math.max(1, station.bound - station.servers) : Math.max(1, waiting);
  const tight = box.height < 48;
  const textHeight = tight ? 0 : box.height >= 110 ? 32 : 17;
  const textWidthTight = tight ? Math.min(76, box.width * 0.34) : 0;
  const area = {
    x: box.x + textWidthTight,
    y: box.y,
    width: box.width - CONNECTION_WIDTH - 12 - textWidthTight,
    height: box.height - textHeight,
  };
  const grid = slotGrid(places, area.width, area.height);
  const pitch = Math.min(14, area.height / station.servers);
  const serversHeight = pitch * station.servers;
  const gridHeight = grid.rows * grid.pitch;
  const tall = Math.max(serversHeight, gridHeight);
  const top = tight
    ? area.y + (area.height - tall) / 2
    : area.y + Math.max(0, (area.height - tall) / 3) * (area.height > 160 ? 1 : 0);
  const columnsUsed = Math.ceil(grid.squares / Math.max(1, grid.rows));
  const right = tight ? area.x + area.width : Math.min(area.x + area.width, area.x + columnsUsed * grid.pitch);
  drawLineOfSlots(pen, theme, grid, right, top + (tall - gridHeight) / 2, state?.queue ?? new Uint16Array(), waiting);
  for (let server = 0; server < station.servers; server++) {
    const tenant = state?.servers[server];
    drawServer(pen, theme, tenant, tenant === undefined ? '' : letterOf(data, tenant), {
      x: right + 6,
      y: top + (tall - serversHeight) / 2 + server * pitch,
      width: CONNECTION_WIDTH,
      height: Math.max(2, pitch - (pitch > 6 ? 2 : 1)),
    });
  }
  const strong = waiting * 2 > places ? { weight: 600 as const, colour: theme.text } : { colour: theme.text2 };
  const count =
    station.bound > 0 ? `${formatCount(waiting)} of ${formatCount(places)} waiting` : `${formatCount(waiting)} waiting`;
  const each = grid.each > 1 ? `, 1 square = ${grid.each}` : '';
  if (tight) {
    writeFitting(
      scene,
      [`${formatCount(waiting)} waiting`, formatCount(waiting)],
      box.x,
      box.y + box.height / 2,
      textWidthTight - 4,
      strong,
    );
    return;
  }
  const longest = waiting > 0 ? `, longest ${formatSeconds(state?.longestWaitUs ?? 0)}` : '';
  const y = top + tall + 9;
  writeFitting(
    scene,
    [`${count}${longest}${each}`, `${count}${longest}`, count, `${formatCount(waiting)} waiting`],
    box.x,
    y,
    box.width,
    strong,
  );
  if (box.height >= 110) writeFitting(scene, engineWords(scene, pool), box.x, y + 15, box.width);
}

/** What works behind the connections: cores and IO channels. */
function engineWords({ data }: Scene, pool: Cell['pool']): readonly string[] {
  if (!data.topology) return [];
  const parts = enginesOf(data.topology, pool).map((engine) => {
    const states = stationsOf(data, engine);
    const servers = engine.stations.reduce((sum, station) => sum + station.servers, 0);
    const busy = states.reduce((sum, state) => sum + busyNow(state), 0);
    const line = states.reduce((sum, state) => sum + (state?.waiting ?? 0), 0);
    const name = engine.tier === 'database-cpu' ? 'cores' : 'IO';
    return {
      long: `${name} ${busy} of ${servers} busy${line > 0 ? `, ${line} in line` : ''}`,
      short: `${name} ${busy}/${servers}`,
    };
  });
  return [parts.map((part) => part.long).join('; '), parts.map((part) => part.short).join(', ')];
}

function drawJobs(scene: Scene, { pool }: Cell, box: Box): void {
  const { pen, theme, data } = scene;
  const station = pool.stations[0];
  if (!station) return;
  const state = stationsOf(data, pool)[0];
  const waiting = state?.waiting ?? 0;
  if (box.height < 48) return drawServersPacked(scene, pool, box, 'busy');
  const size = box.height > 60 ? 15 : 13;
  const perLine = Math.max(1, Math.floor(box.width / (size + 5)));
  const middle = box.height > 150 ? box.y + box.height / 2 - 40 : box.y;
  for (let server = 0; server < station.servers; server++) {
    const tenant = state?.servers[server];
    drawServer(pen, theme, tenant, tenant === undefined ? '' : letterOf(data, tenant), {
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

/** A hairline between columns of one frame. */
export function drawDivider({ pen, theme }: Scene, x: number, box: Box): void {
  drawLine(pen, theme.line, 1, [
    [Math.round(x) + 0.5, box.y + 2],
    [Math.round(x) + 0.5, box.y + box.height - 4],
  ]);
}
