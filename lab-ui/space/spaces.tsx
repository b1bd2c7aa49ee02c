/** @module REGISTRY of scenes in 3D, the one way in: it is only ever imported when a scene is first asked for. */
import type { OpenSpace } from '../bench/use-space.ts';
import { canvasChart } from '../charts/canvas-chart.ts';
import type { Chart } from '../charts/chart.ts';
import { p99Grid } from '../charts/p99-grid.ts';
import { topology } from '../scene/topology.ts';
import { CameraStore } from './camera-store.ts';
import { CITY_CORNER, cityPicture } from './city/city.ts';
import { planChart } from './city/plan.ts';
import { type SpaceDescription, SpaceScene } from './space-scene.tsx';
import { cutChart } from './surface/cuts.ts';
import { surfacePicture } from './surface/surface.ts';
import { SURFACE_CORNER } from './surface/surface-blocks.ts';

const cityCamera = new CameraStore(CITY_CORNER);
const surfaceCamera = new CameraStore(SURFACE_CORNER);
const plan = planChart(cityCamera);

const city: SpaceDescription = {
  view: 'city',
  camera: cityCamera,
  chart: canvasChart(cityPicture(cityCamera)),
  flat: topology,
  twin: plan,
  picture: (paint, redraw) => cityPicture(cityCamera, paint, redraw),
};

const surface: SpaceDescription = {
  view: 'surface',
  camera: surfaceCamera,
  chart: canvasChart(surfacePicture(surfaceCamera)),
  flat: p99Grid,
  twin: p99Grid,
  picture: (paint) => surfacePicture(surfaceCamera, paint),
};

/** The twin takes the first frame; what stood there goes under tabs of the second. */
function cityStrip(frames: readonly (readonly Chart[])[], beside: boolean): readonly (readonly Chart[])[] {
  if (beside) return frames;
  const [[first, ...more] = [], second = [], ...others] = frames;
  return [[plan, ...(first ? [first] : [])], [...second, ...more], ...others];
}

/** The grid is the twin; three cuts take the other frames, the last two share one where there are only three. */
function surfaceStrip(frames: readonly (readonly Chart[])[], beside: boolean): readonly (readonly Chart[])[] {
  const grid = frames[0]?.slice(0, 1) ?? [];
  const [first, second, third] = CUTS.map((cut) => [cut]);
  const apart = [first ?? [], second ?? [], third ?? []];
  // Beside the scene the grid leaves its frame to the chart that would have no place else.
  if (beside) return [...apart, frames[1] ?? []];
  return frames.length > 3 ? [grid, ...apart] : [grid, apart[0] ?? [], CUTS.slice(1)];
}

const CUTS = [0, 1, 2].map(cutChart);

export const SPACES: Readonly<Record<'city' | 'surface', OpenSpace>> = {
  city: { chart: city.chart, Scene: (props) => <SpaceScene key="city" space={city} {...props} />, strip: cityStrip },
  surface: {
    chart: surface.chart,
    Scene: (props) => <SpaceScene key="surface" space={surface} {...props} />,
    strip: surfaceStrip,
  },
};
