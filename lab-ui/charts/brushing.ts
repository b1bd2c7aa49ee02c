/** @module Brushing: picks a stretch of a chart with pointer or keyboard, and draws what is picked. */
import { HEAT_BINS, HEAT_BINS_PER_DECADE, HEAT_MIN_US } from '../../sim-engine/protocol/frame-codec.ts';
import type { ChartTheme } from '../marks/theme.ts';
import type { BenchData } from '../state/bench-data.ts';
import { latencyScale, timeScale } from './axes.ts';
import type { Brush, ChartActions, Focus } from './chart.ts';
import type { Box, Pen } from './pen.ts';
import { heatEdgeUs } from './series.ts';

/** How a stretch is picked on a chart. */
export interface BrushRule {
  plotOf(box: Box): Box;
  /** Stretches begin and end at multiples of it, microseconds. */
  readonly stepUs: number;
  /** Whether latencies can be picked too. */
  readonly latencies: boolean;
}

/** What brushing reads and asks. */
interface BrushHost {
  last(): { readonly data: BenchData; readonly focus: Focus } | null;
  box(): Box;
  readonly actions: ChartActions;
}

/** Brushing of one mounted chart; its listeners go with the canvas. */
export interface Brushing {
  /** @returns whether the key was for brushing */
  onKey(event: KeyboardEvent): boolean;
  /** Whether the press that has just ended was a drag. */
  dragged(): boolean;
}

const TIME_KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 };
const LATENCY_KEYS: Readonly<Record<string, number>> = { ArrowDown: -1, ArrowUp: 1 };
/** A press that moves less is a click; px. */
const DRAG_MIN = 5;
/** A drag that rises less picks no latencies; px. */
const RISE_MIN = 14;

/** @param canvas  of the chart */
export function brushing(canvas: HTMLCanvasElement, rule: BrushRule, host: BrushHost): Brushing {
  let pressed: { x: number; y: number } | null = null;
  let wasDrag = false;
  /** End of the stretch that stays when keys extend it. */
  let anchorUs: number | null = null;

  const pick = (oneUs: number, otherUs: number, latencyUs: Brush['latencyUs']): void => {
    const last = host.last();
    if (!last) return;
    const { stepUs } = rule;
    // What has not happened cannot be asked about.
    const endUs = Math.floor(last.data.simulatedUs / stepUs) * stepUs;
    const fromUs = clamp(Math.floor(Math.min(oneUs, otherUs) / stepUs) * stepUs, 0, endUs);
    const toUs = clamp(Math.ceil(Math.max(oneUs, otherUs) / stepUs) * stepUs, 0, endUs);
    if (toUs <= fromUs) host.actions.setBrush(null);
    else host.actions.setBrush({ fromUs, toUs, ...(latencyUs === undefined ? {} : { latencyUs }) });
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    wasDrag = false;
    pressed = { x: event.offsetX, y: event.offsetY };
  });
  canvas.addEventListener('pointermove', (event) => {
    const last = host.last();
    if (pressed === null || !last || (!wasDrag && Math.abs(event.offsetX - pressed.x) < DRAG_MIN)) return;
    if (!wasDrag) canvas.setPointerCapture(event.pointerId);
    wasDrag = true;
    const plot = rule.plotOf(host.box());
    const { durationUs } = last.data.scenario;
    const at = (x: number): number => timeScale(plot, durationUs).invert(clamp(x, plot.x, plot.x + plot.width));
    const isTall = rule.latencies && Math.abs(event.offsetY - pressed.y) >= RISE_MIN;
    pick(at(pressed.x), at(event.offsetX), isTall ? latenciesBetween(plot, pressed.y, event.offsetY) : undefined);
  });
  const release = (): void => {
    pressed = null;
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);

  const extendTime = (data: BenchData, focus: Focus, steps: number): void => {
    const brush = focus.brush ?? null;
    const startUs = Math.min(focus.cursorUs ?? data.simulatedUs, data.simulatedUs);
    if (brush === null || anchorUs === null)
      anchorUs = brush?.fromUs ?? Math.round(startUs / rule.stepUs) * rule.stepUs;
    const headUs = brush === null ? anchorUs : brush.fromUs === anchorUs ? brush.toUs : brush.fromUs;
    pick(anchorUs, clamp(headUs + steps * rule.stepUs, 0, data.simulatedUs), brush?.latencyUs);
  };
  const extendLatency = (brush: Brush, bins: number): void => {
    const low = brush.latencyUs === undefined ? 0 : binOf(brush.latencyUs.low);
    const next = clamp(low + bins, 0, HEAT_BINS - 1);
    const { fromUs, toUs } = brush;
    host.actions.setBrush(
      next === 0
        ? { fromUs, toUs }
        : { fromUs, toUs, latencyUs: { low: heatEdgeUs(next), high: heatEdgeUs(HEAT_BINS) } },
    );
  };

  return {
    dragged: () => wasDrag,
    onKey: (event) => {
      const last = host.last();
      if (!last) return false;
      const brush = last.focus.brush ?? null;
      const steps = event.shiftKey ? TIME_KEYS[event.key] : undefined;
      const bins = event.shiftKey && rule.latencies ? LATENCY_KEYS[event.key] : undefined;
      if (steps !== undefined) extendTime(last.data, last.focus, steps);
      else if (bins !== undefined && brush !== null) extendLatency(brush, bins);
      else if (event.key === 'Enter' && brush !== null) host.actions.explain();
      else if (event.key === 'Escape' && brush !== null) {
        anchorUs = null;
        host.actions.setBrush(null);
      } else return false;
      return true;
    },
  };
}

/** Draws what is picked: an outline, for the picture inside has its own colours. */
export function drawBrush(
  pen: Pen,
  theme: ChartTheme,
  rule: BrushRule,
  box: Box,
  durationUs: number,
  brush: Brush,
): void {
  const plot = rule.plotOf(box);
  // On a chart without an axis of latencies only the time that was picked can be shown.
  const latencyUs = rule.latencies ? brush.latencyUs : undefined;
  const x = timeScale(plot, durationUs);
  const y = latencyScale(plot);
  const left = Math.round(x(brush.fromUs));
  const right = Math.round(x(brush.toUs));
  const top = latencyUs === undefined ? plot.y : Math.round(y(latencyUs.high / 1000));
  const bottom = latencyUs === undefined ? plot.y + plot.height : Math.round(y(latencyUs.low / 1000));
  pen.strokeStyle = theme.bg;
  pen.lineWidth = 4;
  pen.strokeRect(left, top, right - left, bottom - top);
  pen.strokeStyle = theme.text;
  pen.lineWidth = 2;
  pen.strokeRect(left, top, right - left, bottom - top);
}

function latenciesBetween(plot: Box, one: number, other: number): Brush['latencyUs'] {
  const us = (y: number): number => latencyScale(plot).invert(clamp(y, plot.y, plot.y + plot.height)) * 1000;
  const low = binOf(us(Math.max(one, other)));
  const high = Math.min(HEAT_BINS, binOf(us(Math.min(one, other))) + 1);
  return { low: low === 0 ? 0 : heatEdgeUs(low), high: heatEdgeUs(high) };
}

/** @returns bin of the heatmap in which a latency is, or at whose lower edge it lies */
function binOf(us: number): number {
  if (us <= HEAT_MIN_US) return 0;
  return Math.min(HEAT_BINS - 1, Math.floor(Math.log10(us / HEAT_MIN_US) * HEAT_BINS_PER_DECADE + 1e-9));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
