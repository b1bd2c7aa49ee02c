/** @module Latency surface: tenants by time, height is p99; a plateau is everybody, a ridge is one. */
import type { Picture, Scene } from '../../charts/canvas-chart.ts';
import { p99Grid } from '../../charts/p99-grid.ts';
import type { Box } from '../../charts/pen.ts';
import { type Block, pick } from '../blocks.ts';
import { type Camera, fitView, project, type View } from '../camera.ts';
import type { CameraStore } from '../camera-store.ts';
import type { Paint } from '../mount-space.ts';
import type { StageContent } from '../stage.ts';
import { SURFACE_BOUNDS, type SurfaceBlocks, surfaceBlocks, tenantMiddle, timeAt } from './surface-blocks.ts';
import { surfaceSteps } from './surface-model.ts';
import { writeSurface } from './surface-overlay.ts';
import { hiddenWords, surfaceSentence } from './surface-words.ts';

/** @returns the surface's camera, fitted between the letters at the left and the marks of time below */
export function surfaceView(camera: Camera, box: Box): View {
  const frame = {
    x: 150,
    y: 16 + 32 * Math.sin(camera.elevation),
    width: Math.max(1, box.width - 150 - 40),
    height: Math.max(1, box.height - 16 - 32 * Math.sin(camera.elevation) - 44),
  };
  return fitView(camera, SURFACE_BOUNDS, frame, box.width, box.height);
}

/** One drawing, kept until another step is there. */
interface Drawn {
  readonly ticks: object;
  readonly count: number;
  readonly dark: boolean;
  readonly blocks: readonly Block[];
  readonly surface: SurfaceBlocks;
  readonly content: StageContent;
}

/**
 * @param camera  from where it is seen
 * @param paint   draws the blocks; absent where there is only a pen
 */
export function surfacePicture(camera: CameraStore, paint: Paint = () => undefined): Picture {
  let drawn: Drawn | null = null;
  const view = (box: Box): View => surfaceView(camera.camera(), box);

  const draw = (scene: Scene): void => {
    const { data, theme, box } = scene;
    const isSame = drawn?.ticks === data.ticks && drawn.count === data.ticks.length && drawn.dark === theme.dark;
    if (!drawn || !isSame) {
      const surface = surfaceBlocks(data, theme, drawn?.surface);
      const blocks = surface.all;
      const content = { blocks, dots: [], edges: 0.4 };
      drawn = { ticks: data.ticks, count: data.ticks.length, dark: theme.dark, blocks, surface, content };
    }
    const seen = view(box);
    paint(scene, seen, drawn.content);
    writeSurface(scene, seen, camera.camera());
  };

  return {
    id: 'surface',
    title: () => 'Latency surface',
    unit: 'height = p99, ms, log',
    question: 'Who is slow, and when: one, some or all?',
    howToRead: 'A strip is a tenant, a step a second. A plateau is everybody, a ridge is one.',
    truth: [
      ...p99Grid.truth.slice(0, 2),
      'Height and colour are the same number, logarithmic from 30 ms to 1.1 s; beyond both ends they stop changing. The table has the values.',
      'A step is one second, more in runs longer than two minutes; then it is the largest of its seconds. Nothing is drawn between two tenants, because nobody lives there.',
      'Plateau: at least three quarters of the tenants over their SLO for three steps on end. Ridge: some, but fewer. Waves and spikes are not looked for.',
      'Red: the SLO, on the wall at the back and on every wall that is higher. What something else covers is named in the note; the grid below shows it.',
    ],
    note: (data) => hiddenWords(data, camera.camera()),
    draw,
    timeAxis: (box, data) => {
      const z = tenantMiddle(0, data.scenario.tenants.length);
      const at = (us: number) => project(view(box), [timeAt(us, data.scenario.durationUs), 0, z]).x;
      return { left: at(0), right: at(data.scenario.durationUs) };
    },
    momentAt: (box, data, x, y) => {
      const hit = drawn ? pick(view(box), drawn.blocks, x, y) : null;
      const step = hit?.block.tenant === undefined ? undefined : hit.block.item;
      return step === undefined ? null : (step + 0.5) * surfaceSteps(data).stepSec * 1e6;
    },
    tenantAt: (box, _data, x, y) => (drawn ? (pick(view(box), drawn.blocks, x, y)?.block.tenant ?? null) : null),
    table: (data, focus) => p99Grid.table(data, focus),
    sentence: surfaceSentence,
  };
}
