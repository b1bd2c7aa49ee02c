/** @module Camera of one scene: which view was chosen, and the 400 ms of the way there. */
import { between, type Camera, type Snap, snapCamera } from './camera.ts';

const GLIDE_MS = 400;

/** Where the frames of a glide come from; injected so that tests decide when time passes. */
export interface FrameClock {
  nowMs(): number;
  /** Runs once before the next drawing. */
  next(run: () => void): void;
  /** True when the reader asked for less motion. */
  calm(): boolean;
}

/** The browser's frames. */
export const browserFrames: FrameClock = {
  nowMs: () => performance.now(),
  next: (run) => void requestAnimationFrame(run),
  calm: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
};

/** One scene's camera; the picture and its twin read it, the buttons set it. */
export class CameraStore {
  private chosen: Snap = 'corner';
  private from: Camera;
  private beganAtMs = Number.NEGATIVE_INFINITY;
  private readonly listeners = new Set<() => void>();

  readonly corner: Camera;
  private readonly clock: FrameClock;

  /**
   * @param corner  camera of the scene's corner view
   * @param clock   paces the glide
   */
  constructor(corner: Camera, clock: FrameClock = browserFrames) {
    this.corner = corner;
    this.clock = clock;
    this.from = corner;
  }

  readonly snap = (): Snap => this.chosen;

  /** @returns from where the scene is seen now */
  camera(): Camera {
    const share = Math.min(1, (this.clock.nowMs() - this.beganAtMs) / GLIDE_MS);
    return between(this.from, snapCamera(this.chosen, this.corner), 1 - (1 - share) ** 3);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @param snap  the view to go to */
  choose(snap: Snap): void {
    if (snap === this.chosen) return;
    this.from = this.camera();
    this.chosen = snap;
    this.beganAtMs = this.clock.calm() ? Number.NEGATIVE_INFINITY : this.clock.nowMs();
    this.step();
  }

  private readonly step = (): void => {
    for (const listener of this.listeners) listener();
    if (this.clock.nowMs() - this.beganAtMs < GLIDE_MS) this.clock.next(this.step);
  };
}
