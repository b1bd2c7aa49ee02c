/** @module From a scene's description to a mounted chart: the WebGL layer below, words, pointer and keyboard above. */
import { mountPicture, type Picture, type Scene } from '../charts/canvas-chart.ts';
import type { ChartActions, MountedChart } from '../charts/chart.ts';
import type { View } from './camera.ts';
import type { CameraStore } from './camera-store.ts';
import { Stage, type StageContent } from './stage.ts';

/** Draws what is not words; a picture without a stage (in tests) leaves it out. */
export type Paint = (scene: Scene, view: View, content: StageContent) => void;

/** What a mounted scene needs beside its host. */
export interface SpaceOptions {
  readonly camera: CameraStore;
  /** True on the processor. */
  readonly careful: boolean;
  /** Told when the browser takes the context away, and when it gives it back. */
  onLost(lost: boolean): void;
  /**
   * @param paint   draws the blocks and dots of one drawing
   * @param redraw  asks for another drawing: something moves
   */
  picture(paint: Paint, redraw: () => void): Picture;
}

/** Mounts a scene. @see Chart.mount */
export function mountSpace(host: HTMLElement, actions: ChartActions, options: SpaceOptions): MountedChart {
  let mounted: MountedChart | null = null;
  const redraw = (): void => mounted?.resize();
  const stage = new Stage(host, options.careful, (lost) => {
    options.onLost(lost);
    redraw();
  });
  stage.onSlow = redraw;
  const picture = options.picture((scene, view, content) => stage.draw(view, content, scene.theme), redraw);
  const words = mountPicture(picture, host, actions);
  mounted = words;
  const stop = options.camera.subscribe(redraw);
  return {
    update: words.update,
    resize: () => {
      stage.resize();
      words.resize();
    },
    destroy: () => {
      stop();
      mounted = null;
      words.destroy();
      stage.destroy();
    },
  };
}
