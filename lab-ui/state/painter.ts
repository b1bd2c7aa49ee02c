/**
 * @module Draws mounted charts when data, focus, size or theme changed: each at most once per animation frame, and in one frame only
 * as many as its time allows. Whoever has waited longest is drawn first, always from the newest data.
 */
import type { Focus, MountedChart } from '../charts/chart.ts';
import type { BenchData } from './bench-data.ts';

/** Reduced motion: pictures change twice a second at most, milliseconds. */
const CALM_MS = 500;
/** Drawing may take this much of one animation frame, milliseconds; what is left is drawn in the next. */
const FRAME_MS = 4;

/** What the painter reads when it draws. */
export interface PaintSource {
  data(): BenchData | null;
  focus(): Focus;
}

/** One animation loop for the page; it sleeps while nothing changes. */
export class Painter {
  private readonly charts = new Set<MountedChart>();
  /** Charts that do not show the newest yet, in the order of their turns. */
  private readonly waiting = new Set<MountedChart>();
  private readonly resized = new Set<MountedChart>();
  private request = 0;
  private paintedAtMs = Number.NEGATIVE_INFINITY;
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');

  private readonly source: PaintSource;

  /** @param source  read once per drawing */
  constructor(source: PaintSource) {
    this.source = source;
  }

  /** @returns how to take the chart out again; the chart is destroyed then */
  add(chart: MountedChart): () => void {
    this.charts.add(chart);
    this.invalidate();
    return () => {
      this.charts.delete(chart);
      this.waiting.delete(chart);
      this.resized.delete(chart);
      chart.destroy();
    };
  }

  /** @param chart  its host changed its size */
  resize(chart: MountedChart): void {
    this.resized.add(chart);
    this.invalidate();
  }

  /** The theme or the pixel ratio changed. */
  resizeAll(): void {
    for (const chart of this.charts) this.resized.add(chart);
    this.invalidate();
  }

  readonly invalidate = (): void => {
    for (const chart of this.charts) this.waiting.add(chart);
    this.request ||= requestAnimationFrame(this.paint);
  };

  stop(): void {
    cancelAnimationFrame(this.request);
    this.request = -1;
  }

  private readonly paint = (nowMs: number): void => {
    this.request = 0;
    if (this.calm.matches && this.resized.size === 0 && nowMs - this.paintedAtMs < CALM_MS) {
      this.invalidate();
      return;
    }
    this.paintedAtMs = nowMs;
    for (const chart of this.resized) chart.resize();
    this.resized.clear();
    const data = this.source.data();
    if (!data) return;
    const focus = this.source.focus();
    const stopMs = performance.now() + FRAME_MS;
    for (const chart of this.waiting) {
      this.waiting.delete(chart);
      chart.update(data, focus);
      if (performance.now() >= stopMs) break;
    }
    if (this.waiting.size > 0) this.request ||= requestAnimationFrame(this.paint);
  };
}
