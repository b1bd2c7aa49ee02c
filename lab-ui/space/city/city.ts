/** @module Cell city: blocks of a city are rows of the topology, storeys are tiers, heights are waits, dots are requests. */
import type { Picture, Scene } from '../../charts/canvas-chart.ts';
import type { Box } from '../../charts/pen.ts';
import { PINNED_MAX, tenantColour } from '../../marks/tenant-colours.ts';
import type { BenchData } from '../../state/bench-data.ts';
import { formatCount } from '../../text/format.ts';
import { isolationTitle } from '../../text/run-facts.ts';
import { slosUs } from '../../text/tenant-state.ts';
import { type Block, pick } from '../blocks.ts';
import { type Bounds, type Camera, fitView, type View } from '../camera.ts';
import { browserFrames, type CameraStore } from '../camera-store.ts';
import type { Paint } from '../mount-space.ts';
import type { StageContent } from '../stage.ts';
import { AXIS_HEIGHT, type CityFacts, cityBlocks, FLOOR, PLATE } from './city-blocks.ts';
import { GROUND } from './city-layout.ts';
import { CityMotion } from './city-motion.ts';
import { writeCity } from './city-overlay.ts';
import { type Crowd, crowdOf, UNLISTED } from './city-requests.ts';
import { axisEndUs, STOREYS, towersOf } from './city-waits.ts';
import { citySentence, cityTable } from './city-words.ts';

/** The corner view: from the front right, 30 degrees over the ground. */
export const CITY_CORNER: Camera = { azimuth: Math.PI / 4, elevation: Math.PI / 6 };

const BOUNDS: Bounds = {
  from: [-GROUND / 2, 0, -GROUND / 2],
  to: [GROUND / 2, PLATE + STOREYS.length * FLOOR + AXIS_HEIGHT, GROUND / 2],
};

/** @returns the city's camera, fitted beside the words at the left and the ruler at the right */
export function cityView(camera: Camera, box: Box): View {
  const side = Math.min(150, box.width * 0.16);
  const frame = {
    x: side,
    // Seen from above the ground reaches up to the buttons.
    y: 8 + 40 * Math.sin(camera.elevation),
    width: Math.max(1, box.width - 2 * side),
    height: Math.max(1, box.height - 36 - 40 * Math.sin(camera.elevation)),
  };
  return fitView(camera, BOUNDS, frame, box.width, box.height);
}

/** One drawing, kept until something that it shows changes. */
interface Drawn {
  readonly data: BenchData;
  readonly dark: boolean;
  readonly facts: CityFacts;
  readonly blocks: readonly Block[];
  readonly crowd: Crowd;
  readonly content: StageContent;
}

/**
 * @param camera  from where it is seen
 * @param paint   draws the blocks; absent where there is only a pen
 * @param redraw  asks for another drawing while something moves
 */
export function cityPicture(
  camera: CameraStore,
  paint: Paint = () => undefined,
  redraw: () => void = () => undefined,
): Picture {
  const motion = new CityMotion(browserFrames);
  motion.onFrame = redraw;
  let drawn: Drawn | null = null;

  const draw = (scene: Scene): void => {
    const { data, focus, theme, box } = scene;
    if (!data.topology) return;
    const towers = towersOf(data);
    const { layout, ghost } = motion.stand(data, towers);
    const isSame =
      drawn?.data === data &&
      drawn.dark === theme.dark &&
      drawn.facts.focus === focus.tenant &&
      drawn.facts.layout === layout;
    if (!drawn || !isSame) {
      const facts = { layout, towers, endUs: axisEndUs(towers), slosUs: slosUs(data), focus: focus.tenant };
      const blocks = cityBlocks(facts, theme);
      const crowd = crowdOf(data, layout);
      const dots = crowd.dots.map(({ at, size, tenant }) => ({
        at,
        size,
        colour: tenant === UNLISTED ? theme.other : tenantColour(tenant, theme.dark).fill,
        hollow: tenant >= PINNED_MAX || tenant === UNLISTED,
      }));
      drawn = { data, dark: theme.dark, facts, blocks, crowd, content: { blocks, dots, edges: 1 } };
    }
    const view = cityView(camera.camera(), box);
    paint(scene, view, drawn.content);
    writeCity(scene, { ...drawn.facts, view, blocks: drawn.blocks, crowd: drawn.crowd, ghost });
  };

  return {
    id: 'city',
    title: () => 'Cell city',
    unit: 'height = wait of a newcomer',
    question: 'Who shares whose wait?',
    howToRead: 'A block is whoever shares an app pool. Its storeys are tiers; a tall storey is a long wait.',
    truth: [
      'Ground: the rows of the topology, one plot per tenant. Storeys from the ground: database, cache, app, jobs.',
      'Height over a storey’s floor: how long whoever has waited longest in the tenant’s line there has waited now; in a first-come line a newcomer can expect that. In other lines a tenant with nobody waiting expects none.',
      'Database: the lines for a connection, for cores and for IO, added. App: the worst of the pool’s instances. A cache has no line. Nobody’s answer waits for jobs.',
      'Walls: the same wait on the ember ramp, 30 ms to 1.1 s, logarithmic. Roofs: tenants. The red line on a wall: the SLO, where the wait at that tier alone is longer.',
      'One dot is one request in service or waiting, up to 5,000; then one dot stands for several, and the legend says for how many. App, database, jobs from left to right; the first line is in service. A request at a core or at IO holds a connection, and is counted there.',
      'Up to 5,000 requests in flight are known one by one; beyond, the end of a line is grey rings.',
      'Dotted: the model before, as high as when it was left, until its pools are empty.',
    ],
    note: (data) =>
      data.topology
        ? `${isolationTitle(data, data.topology.isolation)}, ${formatCount(data.topology.rows.length)} ${data.topology.rows.length === 1 ? 'block' : 'blocks'}.`
        : '',
    draw,
    tenantAt: (box, _data, x, y) =>
      drawn ? (pick(cityView(camera.camera(), box), drawn.blocks, x, y)?.block.tenant ?? null) : null,
    table: cityTable,
    sentence: citySentence,
  };
}
