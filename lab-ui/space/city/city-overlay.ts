/** @module Words over the city: letters on the roofs, the ruler, the outline of the model before, and three callouts at most. */
import type { Scene } from '../../charts/canvas-chart.ts';
import { drawLine, textWidth } from '../../charts/pen.ts';
import { tenantColour } from '../../marks/tenant-colours.ts';
import { placesOf, poolTitle } from '../../scene/places.ts';
import { inFlight } from '../../scene/readings.ts';
import { formatClock, formatCount, formatMs, formatSeconds } from '../../text/format.ts';
import { struckParts } from '../../text/health-words.ts';
import { letterOf } from '../../text/run-facts.ts';
import { type Block, inSight, pick, topOf } from '../blocks.ts';
import { project, type Vec3, type View } from '../camera.ts';
import { Written } from '../written.ts';
import { type CityFacts, FLOOR, heightOf, PLATE } from './city-blocks.ts';
import { GROUND } from './city-layout.ts';
import type { Ghost } from './city-motion.ts';
import { type Crowd, standsBefore } from './city-requests.ts';
import { lineParts, longestLine, namesOf } from './city-words.ts';

/** Everything that is written about. */
export interface CityWords extends CityFacts {
  readonly view: View;
  readonly blocks: readonly Block[];
  readonly crowd: Crowd;
  readonly ghost: Ghost | null;
}

/** Callouts begin under the buttons, px. */
const TOP = 50;
const LEFT = 16;
const LINE = 15;
/** A roof lower than this under its letter carries none, px. */
const ROOF_MIN = 9;
/** Seen from higher, lengths along the walls cannot be read. */
const HIGHEST = 0.98;

/** Writes everything over the blocks. */
export function writeCity(scene: Scene, facts: CityWords): void {
  const written = new Written(scene);
  if (facts.ghost) drawGhost(scene, facts, facts.ghost);
  outlineRoof(scene, facts);
  writeRoofs(scene, written, facts);
  writeRuler(scene, written, facts);
  writeLeft(scene, written, facts);
  writeFocus(scene, written, facts);
  writeLegend(scene, written, facts);
  writePlates(scene, written, facts);
}

const roofs = (facts: CityWords): readonly Block[] => {
  const last = Math.max(...facts.towers.map(({ storeys }) => storeys.length)) - 1;
  return facts.blocks.filter(({ tenant, item }) => tenant !== undefined && item === last);
};

function writeRoofs(scene: Scene, written: Written, facts: CityWords): void {
  for (const roof of roofs(facts)) {
    const middle = topOf(roof);
    const height = roof.size[0] * facts.view.scale * (facts.view.toward[1] > HIGHEST ? 1 : Math.SQRT1_2);
    if (height < ROOF_MIN || facts.view.toward[1] < 0.1 || !inSight(facts.view, facts.blocks, middle)) continue;
    const { x, y } = project(facts.view, middle);
    written.write(letterOf(scene.data, roof.tenant ?? 0), x, y, {
      size: 12,
      weight: 600,
      align: 'center',
      colour: tenantColour(roof.tenant ?? 0, scene.theme.dark).letter,
    });
  }
}

/** The tenant in focus has an ink outline round its roof. */
function outlineRoof({ pen, theme }: Scene, { view, blocks, focus, ...facts }: CityWords): void {
  const roof = roofs({ view, blocks, focus, ...facts }).find(({ tenant }) => tenant === focus);
  if (!roof || view.toward[1] < 0.1) return;
  const [x, y, z] = roof.at;
  const top = y + roof.size[1];
  const around: readonly Vec3[] = [
    [x, top, z],
    [x + roof.size[0], top, z],
    [x + roof.size[0], top, z + roof.size[2]],
    [x, top, z + roof.size[2]],
    [x, top, z],
  ];
  if (![topOf(roof), ...around].every((point) => inSight(view, blocks, point))) return;
  const points = around.map((point) => {
    const spot = project(view, point);
    return [spot.x, spot.y] as const;
  });
  drawLine(pen, theme.bg, 4, points);
  drawLine(pen, theme.text, 2, points);
}

function drawGhost({ pen, theme }: Scene, { view, endUs }: CityWords, ghost: Ghost): void {
  for (const block of ghost.blocks) {
    const [low, high] = [PLATE, PLATE + 4 * FLOOR + heightOf(Math.min(block.waitUs, endUs), endUs)];
    const corners = [
      [block.x, block.z],
      [block.x + block.width, block.z],
      [block.x + block.width, block.z + block.depth],
      [block.x, block.z + block.depth],
    ] as const;
    const ring = (y: number) =>
      [...corners, ...corners.slice(0, 1)].map(([x, z]) => {
        const spot = project(view, [x, y, z]);
        return [spot.x, spot.y] as const;
      });
    drawLine(pen, theme.text, 1.5, ring(high), [2, 4]);
    for (const [at, from] of ring(low).slice(0, 4).entries()) {
      const to = ring(high)[at];
      if (to) drawLine(pen, theme.text, 1.5, [from, to], [2, 4]);
    }
  }
}

/** A ruler at the right: 0 is the top of the lowest floor, so that the database storey can be read off it. */
function writeRuler({ pen, theme }: Scene, written: Written, { view, endUs, slosUs }: CityWords): void {
  if (view.toward[1] > HIGHEST) return;
  const foot = PLATE + FLOOR;
  const at = (us: number) => project(view, [GROUND / 2, foot + heightOf(us, endUs), -GROUND / 2]);
  const x = Math.round(at(0).x + 26) + 0.5;
  drawLine(pen, theme.edge, 1, [
    [x, at(0).y],
    [x, at(endUs).y],
  ]);
  for (const sloUs of [...new Set(slosUs)].slice(0, 3)) {
    const { y } = at(sloUs);
    if (sloUs > endUs) continue;
    drawLine(pen, theme.bad, 1.5, [
      [x, y],
      [x + 8, y],
    ]);
    written.write(`${formatSeconds(sloUs)}, SLO`, x + 12, y, { weight: 600, colour: theme.text });
  }
  for (let part = 0; part <= 4; part++) {
    const { y } = at((part / 4) * endUs);
    drawLine(pen, theme.edge, 1, [
      [x, y],
      [x + 4, y],
    ]);
    const seconds = (part / 4) * (endUs / 1e6);
    written.write(part === 4 ? `${seconds} s` : String(seconds), x + 12, y);
  }
}

function writeLeft(scene: Scene, written: Written, facts: CityWords): void {
  const { data, theme } = scene;
  let y = TOP;
  const say = (text: string, strong = false): void => {
    written.write(text, LEFT, y, { weight: strong ? 600 : 400, colour: strong ? theme.text : theme.text2 });
    y += LINE;
  };
  if (facts.ghost) {
    const waits = facts.ghost.blocks.map(({ waitUs }) => waitUs);
    say(`Dotted: ${facts.ghost.title} at ${formatClock(facts.ghost.atUs)},`);
    say(`newcomers waited up to ${formatMs(Math.max(0, ...waits))}`, true);
    const old = data.topology ? placesOf(data.topology).old : [];
    say(`${formatCount(old.reduce((sum, pool) => sum + inFlight(data, pool), 0))} still in its pools`);
    y += LINE;
  }
  const struck = data.topology ? struckParts(data.topology) : [];
  if (struck.length > 0) {
    say('Struck, darker:', true);
    for (const part of struck) say(part);
    y += LINE;
  }
  const line = longestLine(data);
  if (!line) return;
  const fromY = y;
  say(`${formatCount(line.waiting)} in line, ${poolTitle(line.pool)}, ${line.pool.tier}`, true);
  say(lineParts(data, line));
  const row = standsBefore(data, facts.layout, line.pool);
  const yard = facts.layout.plates[row]?.yard ?? facts.layout.leftovers;
  const before: Vec3 = [yard.x + yard.width * 0.4, PLATE, yard.z + 0.1];
  if (!inSight(facts.view, facts.blocks, before)) return;
  const to = project(facts.view, before);
  const from = [LEFT + 60, fromY + LINE + 9] as const;
  if (to.x > from[0]) written.leader(from, [to.x, to.y]);
}

function writeFocus(scene: Scene, written: Written, facts: CityWords): void {
  const { data, theme, box } = scene;
  const tower = facts.towers[facts.focus];
  const row = data.topology?.rows.find(({ tenants }) => tenants.includes(facts.focus));
  if (!tower || !row || data.ticks.length === 0) return;
  const right = box.width - LEFT;
  const title =
    data.topology?.rows.length === 1
      ? `${letterOf(data, facts.focus)}, with everybody`
      : `${letterOf(data, facts.focus)} in ${row.title}`;
  written.write(title, right, TOP, { weight: 600, colour: theme.text, align: 'right' });
  const others = row.tenants.filter((tenant) => tenant !== facts.focus);
  if (others.length > 0 && (data.topology?.rows.length ?? 0) > 1)
    written.write(`beside ${namesOf(data, others)}`, right, TOP + LINE, { colour: theme.text2, align: 'right' });
  written.write(`a newcomer waits ${formatMs(tower.waitUs)}`, right, TOP + 2 * LINE, {
    colour: theme.text2,
    align: 'right',
  });
}

function writeLegend(scene: Scene, written: Written, { crowd }: CityWords): void {
  const { theme, box } = scene;
  const y = box.height - 12;
  const dot = crowd.each === 1 ? '1 dot = 1 request' : `1 dot = ${formatCount(crowd.each)} requests`;
  const words = `${dot}, ${formatCount(crowd.present)} here; first line: in service`;
  written.write(words, LEFT, y, { colour: theme.text2, weight: 500 });
  written.write('Storeys, bottom up: database, cache, app, jobs', box.width - LEFT, y, { align: 'right' });
}

/** Titles of the blocks beside their plates, where there are few enough and no tower stands in the way. */
function writePlates(scene: Scene, written: Written, { layout, view, blocks, crowd }: CityWords): void {
  if (layout.plates.length < 2 || layout.plates.length > 12) return;
  const towers = blocks.filter(({ tenant }) => tenant !== undefined);
  const dots = crowd.dots.map(({ at }) => project(view, at));
  for (const plate of layout.plates) {
    const width = textWidth(scene.pen, scene.theme, plate.title, 11, 600);
    const [right, front] = [plate.x + plate.width, plate.z + plate.depth];
    const places = [
      { spot: project(view, [right, 0, front]), dx: 0, dy: 9 },
      { spot: project(view, [plate.x, 0, front]), dx: -width / 2 - 4, dy: 4 },
      { spot: project(view, [right, 0, plate.z]), dx: width / 2 + 4, dy: 4 },
    ];
    for (const { spot, dx, dy } of places) {
      const [x, y] = [spot.x + dx, spot.y + dy];
      const isFree =
        [-width / 2, 0, width / 2].every((away) => pick(view, towers, x + away, y) === null) &&
        dots.every((dot) => Math.abs(dot.x - x) > width / 2 + 3 || Math.abs(dot.y - y) > 9);
      if (isFree && written.write(plate.title, x, y, { align: 'center', weight: 600, colour: scene.theme.text })) break;
    }
  }
}
