/** @module Topology: where work waits; columns are tiers, rows are whoever shares them, one square is one request. */
import type { PoolView, TopologyView } from '../../sim-engine/model/topology.ts';
import { type DrawnChart, mountPicture, type Picture, type Scene } from '../charts/canvas-chart.ts';
import { type Box, drawLine, textWidth, writeText } from '../charts/pen.ts';
import type { BenchData } from '../state/bench-data.ts';
import { capitalised, formatCount, formatRate, formatSeconds, listWords } from '../text/format.ts';
import { healthWords, struckParts } from '../text/health-words.ts';
import { toCome, underWay } from '../text/move-words.ts';
import { isolationTitle, letterOf } from '../text/run-facts.ts';
import { drawBalancer, drawEdge, drawHeads, drawLinks } from './draw-entrance.ts';
import { drawGhost, drawRows, type FramePlace, refusalWords } from './draw-rows.ts';
import { columnBox, FULL_ROW_MIN, geometry, HEAD, ROW_MIN } from './geometry.ts';
import { glide } from './glide.ts';
import { type Cell, COLUMNS, placesOf, poolTitle } from './places.ts';
import { arrivalsPerSec, busyNow, inFlight, rejectedPerSec, stationsOf } from './readings.ts';

/** Rows that fit, and what is said of the others. */
interface Shown {
  readonly topology: TopologyView;
  readonly hidden: number;
}

/** When more rows stand than can be read, the fullest are drawn, in their order; the others are counted in words. */
function readableRows(data: BenchData, topology: TopologyView, height: number): Shown {
  const most = Math.max(1, Math.floor((height - HEAD - 28) / (ROW_MIN + 3)));
  if (topology.rows.length <= most) return { topology, hidden: 0 };
  const waiting = topology.rows.map((row, at) => ({
    at,
    count: topology.pools
      .filter((pool) => pool.tenants.length > 0 && pool.tenants.every((tenant) => row.tenants.includes(tenant)))
      .reduce(
        (sum, pool) => sum + stationsOf(data, pool).reduce((total, state) => total + (state?.waiting ?? 0), 0),
        0,
      ),
  }));
  waiting.sort((a, b) => b.count - a.count || a.at - b.at);
  const kept = new Set(waiting.slice(0, most).map((row) => row.at));
  const rows = topology.rows.filter((_, at) => kept.has(at));
  const shownTenants = new Set(rows.flatMap((row) => row.tenants));
  const titles = new Set(rows.map((row) => row.title));
  const pools = topology.pools.filter(
    (pool) =>
      pool.draining ||
      pool.tenants.some((tenant) => shownTenants.has(tenant)) ||
      (pool.tenants.length === 0 && titles.has(poolTitle(pool))),
  );
  return { topology: { ...topology, rows, pools }, hidden: topology.rows.length - rows.length };
}

function drawScene(scene: Scene, place: FramePlace): void {
  const { data, box } = scene;
  if (!data.topology) return;
  const { topology, hidden } = readableRows(data, data.topology, box.height);
  const places = placesOf(topology);
  const ghosts = ghostCells(data, places.old, topology.rows.length);
  const at = geometry(box, topology.rows.length + (ghosts.length > 0 ? 1 : 0));
  drawHeads(scene, heads(data.topology, at), HEAD / 2, box.width);
  const targets = drawRows(scene, topology, places, at, place);
  drawGhost(scene, at, ghosts, moveParts(data, places.old).at(-1) ?? '');
  drawLinks(scene, at.edge, at.balancer, targets);
  drawEdge(scene, at.edge);
  drawBalancer(scene, at.balancer, targets.length > 1);
  drawWords(scene, at.words, places.old, hidden, at.rowHeight < FULL_ROW_MIN ? refusalWords(scene, data.topology) : '');
}

/** The fullest old pool of each tier: the model before stays in sight until it is empty. */
function ghostCells(data: BenchData, old: readonly PoolView[], row: number): readonly Cell[] {
  return COLUMNS.flatMap((column): readonly Cell[] => {
    const pools = old.filter((pool) => pool.tier === column && (pool.tenants.length > 0 || inFlight(data, pool) > 0));
    const fullest = pools.sort((a, b) => inFlight(data, b) - inFlight(data, a) || a.index - b.index)[0];
    return fullest ? [{ column, fromRow: row, toRow: row, pool: fullest }] : [];
  });
}

function heads(topology: TopologyView, at: ReturnType<typeof geometry>): Parameters<typeof drawHeads>[1] {
  const pools = (tier: string) => topology.pools.filter((pool) => pool.tier === tier && !pool.draining);
  const servers = (pool: PoolView): number => pool.stations[0]?.servers ?? 0;
  const range = (numbers: readonly number[]): string => {
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
    return low === high ? formatCount(low) : `${formatCount(low)} to ${formatCount(high)}`;
  };
  const app = pools('app');
  const threads = app[0]?.stations[0]?.servers ?? 0;
  const sizes = app.length > 0 ? range(app.map((pool) => pool.stations.length)) : '0';
  const connections = pools('database').length > 0 ? range(pools('database').map(servers)) : '0';
  const workers = pools('jobs').length > 0 ? range(pools('jobs').map(servers)) : '0';
  const inside = (column: 'app' | 'cache' | 'database' | 'jobs') => {
    const { x, width } = columnBox(at, column);
    return { x: x + (column === 'app' ? 9 : 9), width: width - 12 };
  };
  return [
    { x: at.edge.x, width: at.edge.width + 6, wordings: ['Edge'] },
    { x: at.balancer.x - 2, width: at.balancer.width + 16, wordings: ['Balancer'] },
    { ...inside('app'), wordings: [`App, ${sizes} × ${threads} threads`, 'App'] },
    { ...inside('cache'), wordings: ['Cache'] },
    {
      ...inside('database'),
      wordings: [
        `Database: waiting, then ${connections} connections`,
        `Database, ${connections} connections`,
        'Database',
      ],
    },
    { ...inside('jobs'), wordings: [`Jobs, ${workers} workers`, 'Jobs'] },
  ];
}

/** What is on the way from the model before: data being copied, and old pools that still hold requests. */
function moveParts(data: BenchData, old: readonly PoolView[]): readonly string[] {
  const parts: string[] = [];
  const copying = underWay(data);
  if (copying.length > 0) parts.push(`moving ${listWords(copying)}`);
  if (toCome(data) > 0) parts.push(`${formatCount(toCome(data))} to come`);
  const left = old.reduce((sum, pool) => sum + inFlight(data, pool), 0);
  if (old.length > 0) parts.push(`old ${old.length === 1 ? 'pool' : 'pools'}: ${formatCount(left)} still in flight`);
  return parts;
}

function drawWords(
  { pen, theme, data }: Scene,
  box: Box,
  old: readonly PoolView[],
  hidden: number,
  refusals: string,
): void {
  const moves = data.topology?.moves ?? [];
  const y = box.y + box.height / 2;
  let x = box.x;
  if (moves.length > 0) {
    const done = moves.reduce((sum, move) => sum + move.doneShare, 0) / moves.length;
    pen.fillStyle = theme.text2;
    pen.fillRect(x, y - 3, 56 * done, 6);
    pen.strokeStyle = theme.edge;
    pen.lineWidth = 1;
    pen.strokeRect(x + 0.5, y - 2.5, 55, 5);
    x += 64;
  } else if (old.length > 0) {
    // Ghost of what is being left: it stays until its last request is done.
    drawLine(
      pen,
      theme.edge,
      1,
      [
        [x, y - 4.5],
        [x + 20, y - 4.5],
        [x + 20, y + 4.5],
        [x, y + 4.5],
        [x, y - 4.5],
      ],
      [2, 2],
    );
    x += 28;
  }
  const parts = [
    ...(data.topology ? struckParts(data.topology) : []),
    ...moveParts(data, old),
    refusals,
    hidden > 0 ? `${formatCount(hidden)} quieter rows are not drawn; the table has them` : '',
  ];
  const room = box.x + box.width - x;
  const words = parts.filter((part) => part !== '');
  while (words.length > 1 && textWidth(pen, theme, words.join('; ')) > room) words.pop();
  const text = words.join('; ');
  if (text !== '' && textWidth(pen, theme, text) <= room) writeText(pen, theme, text, x, y, { colour: theme.text2 });
}

/** While a run goes on at 1x the scene is drawn ten times a second: it is the largest picture of the page, and nobody reads faster. */
const LIVE_STEP_US = 100_000;

const picture: Picture = {
  id: 'topology',
  title: () => 'Topology',
  unit: 'one square = one request',
  question: 'Where does work wait?',
  howToRead: 'The head of a line touches its server. Coloured: whose request it is.',
  truth: [
    'Servers and lines show one instant: who is served and who waits, in the order in which they will be served.',
    'Struck by a fault: a cross is down, two bars stand still, one stroke is slow; in words how slow.',
    'While a run goes on at 1x it is drawn ten times a second.',
    'Busy shares are smoothed over 2.5 s, refusals and arrivals over 1 s, hit ratios over 2 s.',
    'A connection is held while the query uses cores and IO; both have lines of their own, stated in words.',
    'Up to 5,000 requests in flight are drawn one by one; of more the first of each line are known by tenant. Counts are exact.',
    'Not modelled: network between the tiers. Requests on their way between tiers are not drawn, because they take no time.',
  ],
  note: (data) =>
    data.topology
      ? `${isolationTitle(data, data.topology.isolation)}, ${formatCount(data.topology.rows.length)} ${data.topology.rows.length === 1 ? 'row' : 'rows'}.`
      : '',
  draw: (scene) => drawScene(scene, (_key, _tenants, box) => box),
  shows: (data, focus) =>
    data.status === 'running' && data.head === null
      ? [Math.floor(data.simulatedUs / LIVE_STEP_US), data.topology, data.actions, focus]
      : [data, focus],
  table: (data) => ({
    caption: 'Every station at this instant',
    columns: [
      { label: 'Station', numeric: false },
      { label: 'Tier', numeric: false },
      { label: 'Pool', numeric: false },
      { label: 'Tenants', numeric: false },
      { label: 'Servers', numeric: true },
      { label: 'Busy', numeric: true },
      { label: 'Waiting', numeric: true },
      { label: 'Longest wait, ms', numeric: true },
      { label: 'Health', numeric: false },
    ],
    rows: (data.topology?.pools ?? []).flatMap((pool) => {
      const states = stationsOf(data, pool);
      const tenants = pool.draining ? 'draining' : pool.tenants.map((tenant) => letterOf(data, tenant)).join(' ');
      return pool.stations.map((station, at) => {
        const state = states[at];
        return [
          station.id,
          pool.tier,
          poolTitle(pool),
          tenants,
          station.servers,
          state ? busyNow(state) : null,
          state ? state.waiting : null,
          state ? state.longestWaitUs / 1000 : null,
          healthWords(station) || 'well',
        ];
      });
    }),
  }),
  sentence: (data) => {
    const topology = data.topology;
    if (!topology) return 'Nothing stands yet.';
    const model = `${isolationTitle(data, topology.isolation)}: ${formatCount(topology.rows.length)} ${topology.rows.length === 1 ? 'row' : 'rows'}.`;
    if (data.ticks.length === 0) return `${model} Nothing has run yet.`;
    const lines = topology.pools
      .flatMap((pool) => stationsOf(data, pool).map((state, at) => ({ pool, station: pool.stations[at], state })))
      .filter(({ state }) => (state?.waiting ?? 0) > 0)
      .sort((a, b) => (b.state?.waiting ?? 0) - (a.state?.waiting ?? 0));
    const worst = lines[0];
    const arrivals = arrivalsPerSec(data).reduce((sum, rate) => sum + rate, 0);
    const rejected = rejectedPerSec(
      data,
      data.scenario.tenants.map((_, index) => index),
    );
    const struck = struckParts(topology);
    const parts = [
      `${formatRate(arrivals)} arrive${rejected > 0 ? `, ${formatRate(rejected)} are rejected` : ', none is rejected'}.`,
      worst
        ? `Most wait at ${worst.station?.id} (${poolTitle(worst.pool)}): ${formatCount(worst.state?.waiting ?? 0)}, the longest for ${formatSeconds(worst.state?.longestWaitUs ?? 0)}.`
        : 'Nobody waits.',
      ...moveParts(data, placesOf(topology).old).map((part) => `${capitalised(part)}.`),
      ...(struck.length > 0 ? [`Struck by faults: ${listWords(struck)}.`] : []),
    ];
    return `${model} ${parts.join(' ')}`;
  },
};

/** The scene; frames glide to their new rows when the isolation changes. */
export const topology: DrawnChart = {
  ...picture,
  mount: (host, actions) => {
    const motion = glide(host);
    const mounted = mountPicture(
      { ...picture, draw: (scene) => drawScene(scene, motion.place(scene.data)) },
      host,
      actions,
    );
    motion.onFrame(() => mounted.resize());
    return {
      ...mounted,
      destroy: () => {
        motion.stop();
        mounted.destroy();
      },
    };
  },
};
