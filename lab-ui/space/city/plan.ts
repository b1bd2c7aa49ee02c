/** @module The city seen from above: the same ground, with the wait of a newcomer written on each plot, and the camera's corner. */
import { type DrawnChart, mountPicture, type Picture, type Scene } from '../../charts/canvas-chart.ts';
import { drawTenant } from '../../charts/draw-tenant.ts';
import { type Box, writeText } from '../../charts/pen.ts';
import { drawRamp } from '../../charts/ramp-legend.ts';
import { emberShare, rampColour } from '../../marks/ramps.ts';
import { writeFitting } from '../../scene/fitting.ts';
import type { BenchData } from '../../state/bench-data.ts';
import { formatMs } from '../../text/format.ts';
import { letterOf } from '../../text/run-facts.ts';
import type { CameraStore } from '../camera-store.ts';
import { partsOf } from '../colours.ts';
import { type CityLayout, cityLayout, GROUND, type Ground } from './city-layout.ts';
import { type Tower, towersOf } from './city-waits.ts';
import { citySentence, cityTable } from './city-words.ts';

const LEGEND = 18;
/** Below this width of a plot there is no mark, only a letter, px. */
const MARK_WIDTH = 26;
const LETTER_WIDTH = 10;

/** Ground to px; both axes by their own scale, because the strip is wide and low. */
function mapTo(layout: CityLayout, box: Box): (ground: Ground) => Box {
  const all = layout.plates;
  const [left, right] = [Math.min(...all.map(({ x }) => x)), Math.max(...all.map(({ x, width }) => x + width))];
  const [back, front] = [Math.min(...all.map(({ z }) => z)), Math.max(...all.map(({ z, depth }) => z + depth))];
  const area = { x: 2, y: LEGEND + 2, width: box.width - 16, height: box.height - LEGEND - 6 };
  const [sx, sz] = [area.width / Math.max(1e-9, right - left), area.height / Math.max(1e-9, front - back)];
  return (ground) => ({
    x: area.x + (ground.x - left) * sx,
    y: area.y + (ground.z - back) * sz,
    width: ground.width * sx,
    height: ground.depth * sz,
  });
}

function draw(scene: Scene, camera: CameraStore): void {
  const { pen, theme, box, data, focus } = scene;
  if (!data.topology) return;
  const layout = cityLayout(data.topology.rows);
  const place = mapTo(layout, box);
  const towers = towersOf(data);
  drawRamp(pen, theme, { name: 'ember', from: '30 ms', to: '1.1 s', floor: 0 }, box.width - 2, 8);
  const home = layout.plots.find((plot) => plot.tenant === focus.tenant)?.row;
  for (const plate of layout.plates) {
    const at = place(plate);
    pen.strokeStyle = plate.row === home ? theme.text : theme.edge;
    pen.lineWidth = plate.row === home ? 2 : 1;
    pen.strokeRect(at.x + 0.5, at.y + 0.5, at.width - 1, at.height - 1);
    drawTitle(scene, plate.title, layout, place(plate.yard));
  }
  for (const plot of layout.plots) drawPlot(scene, place(plot), towers[plot.tenant], plot.tenant);
  drawCorner(scene, camera);
}

function drawTitle(scene: Scene, title: string, layout: CityLayout, yard: Box): void {
  if (yard.height < 11) return;
  const words = layout.plates.length === 1 ? ['Everybody', 'All'] : [title, title.replace(/\D+/, '')];
  writeFitting(scene, words, yard.x + 2, yard.y + yard.height / 2, yard.width - 4, {
    weight: 600,
    colour: scene.theme.text,
  });
}

/** Ink or paper, whichever can be read on the ramp at this place. */
function inkOn(colour: string): string {
  const [red, green, blue] = partsOf(colour);
  const isDark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.5;
  return isDark ? '#ffffff' : '#16181c';
}

function drawPlot(scene: Scene, at: Box, tower: Tower | undefined, tenant: number): void {
  const { pen, theme, data, focus } = scene;
  const waitUs = tower?.waitUs ?? 0;
  const fill = rampColour('ember', emberShare(waitUs), theme.dark);
  pen.fillStyle = fill;
  pen.fillRect(at.x, at.y, at.width - 1, at.height - 1);
  const isFocus = tenant === focus.tenant;
  pen.strokeStyle = isFocus ? theme.text : theme.edge;
  pen.lineWidth = isFocus ? 2 : 1;
  pen.strokeRect(at.x + 0.5, at.y + 0.5, at.width - 2, at.height - 2);
  if (at.height < 14 || at.width < LETTER_WIDTH + 4) return;
  // Marks keep their colours only on the surface they were chosen for.
  pen.fillStyle = theme.bg;
  pen.fillRect(at.x + 1.5, at.y + 1.5, at.width - 4, 13);
  const y = at.y + 8;
  const isWide = at.width >= MARK_WIDTH;
  if (isWide) drawTenant(pen, theme, tenant, at.x + 8, y);
  writeText(pen, theme, letterOf(data, tenant), at.x + (isWide ? 15 : at.width / 2 - 4), y, {
    weight: 600,
    colour: theme.text,
  });
  if (at.height < 30 || data.ticks.length === 0) return;
  const struck = tower?.storeys.some((storey) => storey.struck !== '');
  const wordings = [struck ? 'struck' : formatMs(waitUs), formatMs(waitUs).replace(/ m?s$/, '')];
  writeFitting(scene, wordings, at.x + 4, at.y + 15 + (at.height - 15) / 2, at.width - 8, {
    weight: 600,
    colour: inkOn(fill),
  });
}

/** A filled corner outside the ground, on the side from which the camera looks. */
function drawCorner({ pen, theme, box }: Scene, camera: CameraStore): void {
  const snap = camera.snap();
  const [right, bottom] = [box.width - 2, box.height - 2];
  const size = 10;
  const triangles: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
    corner: [
      [right, bottom],
      [right - size, bottom],
      [right, bottom - size],
    ],
    front: [
      [box.width / 2, bottom - 4],
      [box.width / 2 - 6, bottom + 2],
      [box.width / 2 + 6, bottom + 2],
    ],
    side: [
      [right - 7, box.height / 2],
      [right, box.height / 2 - 6],
      [right, box.height / 2 + 6],
    ],
  };
  const points = triangles[snap];
  if (!points) return;
  pen.fillStyle = theme.text;
  pen.beginPath();
  for (const [at, [x, y]] of points.entries()) at === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y);
  pen.closePath();
  pen.fill();
}

function tenantAt(box: Box, data: BenchData, x: number, y: number): number | null {
  const layout = cityLayout(data.topology?.rows ?? []);
  const place = mapTo(layout, box);
  const hit = layout.plots.find((plot) => {
    const at = place(plot);
    return x >= at.x && x < at.x + at.width && y >= at.y && y < at.y + at.height;
  });
  return hit?.tenant ?? null;
}

/** @param camera  of the city that this is the plan of */
export function planChart(camera: CameraStore): DrawnChart {
  const picture: Picture = {
    id: 'city-plan',
    title: () => 'Seen from above',
    unit: 'ms',
    question: 'Who lives with whom',
    howToRead: 'A frame is a block, a plot a tenant; the colour says how long a newcomer waits.',
    truth: [
      `The ground of the city, stretched to the frame: the same plates and plots, ${GROUND} units long before they are stretched.`,
      'Written: a newcomer’s wait now at database, cache and app together, as the city adds its storeys up. Jobs are left out.',
      'The black corner says from where the city is seen. Struck: a fault holds at one of the tenant’s tiers.',
    ],
    note: (data) => (data.ticks.length === 0 ? 'Nothing has run yet.' : 'Black corner: the camera of the city.'),
    draw: (scene) => draw(scene, camera),
    tenantAt,
    table: cityTable,
    sentence: citySentence,
  };
  return {
    ...picture,
    mount: (host, actions) => {
      const mounted = mountPicture(picture, host, actions);
      const stop = camera.subscribe(mounted.resize);
      return {
        ...mounted,
        destroy: () => {
          stop();
          mounted.destroy();
        },
      };
    },
  };
}
