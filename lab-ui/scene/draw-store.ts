/** @module Cache by tenant, and the database: its line, its connections, and what works behind them. */
import type { Scene } from '../charts/canvas-chart.ts';
import { drawStep, STEP_SIDE } from '../charts/draw-step.ts';
import type { Box } from '../charts/pen.ts';
import { tenantColour } from '../marks/tenant-colours.ts';
import { formatCount, formatSeconds, formatShare } from '../text/format.ts';
import { healthWords } from '../text/health-words.ts';
import { letterOf } from '../text/run-facts.ts';
import { drawRing, followedPlace, isFollowedAt } from './draw-followed.ts';
import { writeFitting } from './fitting.ts';
import { type Cell, enginesOf } from './places.ts';
import { busyNow, hitShare, stationsOf } from './readings.ts';
import { drawEmpty, drawLineOfSlots, drawServer, slotBox, slotGrid } from './slots.ts';

const CONNECTION_WIDTH = 27;

export function drawCache(scene: Scene, { pool }: Cell, box: Box): void {
  const { pen, theme, data } = scene;
  const tight = box.height < 34;
  if (box.height < 21) {
    drawCacheInline(scene, pool, box);
    return;
  }
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

export function drawDatabase(scene: Scene, { pool }: Cell, box: Box): void {
  const { pen, theme, data, focus } = scene;
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
  const connection = (server: number): Box => ({
    x: right + 6,
    y: top + (tall - serversHeight) / 2 + server * pitch,
    width: CONNECTION_WIDTH,
    height: Math.max(2, pitch - (pitch > 6 ? 2 : 1)),
  });
  for (let server = 0; server < station.servers; server++) {
    const tenant = state?.servers[server];
    drawServer(pen, theme, tenant, tenant === undefined ? '' : letterOf(data, tenant), connection(server));
  }
  for (let server = 0; server < station.servers; server++)
    if (isFollowedAt(scene, station.index, server)) drawRing(scene, connection(server));
  const place = followedPlace(scene, station.index);
  if (place !== null) drawRing(scene, slotBox(grid, right, top + (tall - gridHeight) / 2, place));
  // Where the first run is to look: over the connections, if there is room for the mark.
  if (focus.lead && focus.lead.step > 0 && top - box.y >= STEP_SIDE + 4)
    drawStep(pen, theme, 2, focus.lead.step === 2, right + 6, top + (tall - serversHeight) / 2 - STEP_SIDE / 2 - 5);
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
    const struck = engine.stations.map(healthWords).filter((words) => words !== '');
    return {
      long: [`${name} ${busy} of ${servers} busy`, ...(line > 0 ? [`${line} in line`] : []), ...struck].join(', '),
      middle: [`${name} ${busy}/${servers}`, ...struck].join(' '),
      short: `${name} ${busy}/${servers}`,
    };
  });
  return [
    parts.map((part) => part.long).join('; '),
    parts.map((part) => part.middle).join(', '),
    parts.map((part) => part.short).join(', '),
  ];
}
