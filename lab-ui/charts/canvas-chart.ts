/** @module From a pure drawing to a mounted chart: canvas, text alternative, shared cursor, keyboard and tooltip. */
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import { type ChartTheme, readTheme } from '../marks/theme.ts';
import type { BenchData } from '../state/bench-data.ts';
import { type BrushRule, brushing, drawBrush } from './brushing.ts';
import { canvasSurface } from './canvas-surface.ts';
import type { Chart, ChartActions, Focus, MountedChart } from './chart.ts';
import type { Box, Pen } from './pen.ts';
import { pictureWords } from './picture-words.ts';
import { sameParts, stillLayer } from './still-layer.ts';
import { type Tip, tooltip } from './tooltip.ts';

/** Everything a drawing reads. */
export interface Scene {
  readonly pen: Pen;
  readonly box: Box;
  readonly data: BenchData;
  readonly focus: Focus;
  readonly theme: ChartTheme;
}

/** What lies still while time goes on: grids, cells of the past, axes. */
export interface Ground {
  /** What it depends on beside size and theme; while these stay the same it is not drawn again. */
  shows(data: BenchData, focus: Focus, box: Box): readonly unknown[];
  draw(scene: Scene): void;
}

/** A chart as its file describes it: everything of the contract but the mounting. */
export interface Picture extends Omit<Chart, 'mount'> {
  readonly ground?: Ground;
  /** Draws what moves, over the ground. */
  draw(scene: Scene): void;
  /** What `draw` depends on beside size, theme and ground; the same again is not drawn again. Absent: everything. */
  shows?(data: BenchData, focus: Focus, box: Box): readonly unknown[];
  /** Where time runs on this chart; absent on charts without a time axis. */
  timeAxis?(box: Box, data: BenchData): { readonly left: number; readonly right: number };
  /** Moment under a point, microseconds, or null; absent where time runs straight along `timeAxis`. */
  momentAt?(box: Box, data: BenchData, x: number, y: number): number | null;
  /** How a stretch is picked here; absent on charts that cannot be brushed. */
  readonly brushing?: BrushRule;
  /** Tenant under a point, or null; absent where no tenant can be chosen. */
  tenantAt?(box: Box, data: BenchData, x: number, y: number): number | null;
  /** What the tooltip says at a moment. */
  tip?(data: BenchData, focus: Focus, us: number): Tip | null;
}

/** A chart that also exposes its drawing, for tests and print. */
export interface DrawnChart extends Chart, Pick<Picture, 'ground' | 'shows'> {
  draw(scene: Scene): void;
}

/** @param picture  the chart */
export function canvasChart(picture: Picture): DrawnChart {
  return {
    ...picture,
    draw: (scene) => {
      picture.ground?.draw(scene);
      picture.draw(scene);
    },
    mount: (host, actions) => mountPicture(picture, host, actions),
  };
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 };

/** Mounts a picture. @see Chart.mount */
export function mountPicture(picture: Picture, host: HTMLElement, page: ChartActions): MountedChart {
  const surface = canvasSurface(host);
  const { canvas } = surface;
  const tip = tooltip(host);
  let theme = readTheme(host);
  let last: { data: BenchData; focus: Focus } | null = null;
  let near = false;
  let drawn: readonly unknown[] | null = null;
  const still = picture.ground ? stillLayer(host.ownerDocument) : null;
  const words = pictureWords(picture, canvas);
  // Keys may come faster than drawings: the next one begins where the last one led.
  const refocus = (change: Partial<Focus>): void => {
    if (last) last = { ...last, focus: { ...last.focus, ...change } };
  };
  const actions: ChartActions = {
    ...page,
    setCursor: (cursorUs) => {
      refocus({ cursorUs });
      page.setCursor(cursorUs);
    },
    setBrush: (brush) => {
      refocus({ brush });
      page.setBrush(brush);
    },
  };
  canvas.setAttribute('role', 'img');
  canvas.tabIndex = 0;

  /** Everything that the canvas shows, or null where that is not known. */
  const shownNow = (): readonly unknown[] | null => {
    if (!last || !picture.shows) return null;
    const { data, focus } = last;
    const box = surface.box();
    return [near, ...(picture.ground?.shows(data, focus, box) ?? []), ...picture.shows(data, focus, box)];
  };
  const draw = (): void => {
    drawn = shownNow();
    const sheet = surface.begin();
    if (!sheet || !last) return;
    const scene = { ...sheet, ...last, theme };
    const { data, focus } = last;
    const { ground } = picture;
    if (still && ground) {
      still.lay(sheet.pen, sheet.box, ground.shows(data, focus, sheet.box), (pen) => ground.draw({ ...scene, pen }));
    }
    picture.draw(scene);
    const axis = picture.timeAxis?.(sheet.box, data);
    if (picture.brushing && focus.brush) {
      drawBrush(sheet.pen, theme, picture.brushing, sheet.box, data.scenario.durationUs, focus.brush);
    }
    const shown = near && axis && focus.cursorUs !== null ? (picture.tip?.(data, focus, focus.cursorUs) ?? null) : null;
    tip.show(
      shown,
      axis ? axis.left + ((axis.right - axis.left) * (focus.cursorUs ?? 0)) / data.scenario.durationUs : 0,
    );
  };
  const moveTo = (us: number): void => {
    if (last) actions.setCursor(Math.min(Math.max(0, us), last.data.simulatedUs));
  };
  const onPointer = (event: PointerEvent): void => {
    if (!last || !picture.timeAxis) return;
    const box = hostBox();
    const { left, right } = picture.timeAxis(box, last.data);
    near = true;
    const share = (event.offsetX - left) / (right - left);
    const us = picture.momentAt
      ? picture.momentAt(box, last.data, event.offsetX, event.offsetY)
      : share * last.data.scenario.durationUs;
    if (us !== null && us >= 0 && us <= last.data.scenario.durationUs) moveTo(us);
    else leave();
  };
  const leave = (): void => {
    near = false;
    if (last?.focus.cursorUs != null) actions.setCursor(null);
    tip.show(null, 0);
  };
  const hostBox = (): Box => surface.box();
  const brush = picture.brushing
    ? brushing(canvas, picture.brushing, { last: () => last, box: hostBox, actions })
    : null;
  const onClick = (event: MouseEvent): void => {
    if (!last || brush?.dragged()) return;
    const tenant = picture.tenantAt?.(hostBox(), last.data, event.offsetX, event.offsetY) ?? null;
    if (tenant !== null) actions.setTenant(tenant);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!last) return;
    const { data, focus } = last;
    const steps = STEPS[event.key];
    if (brush?.onKey(event)) near = false;
    else if (picture.timeAxis && steps !== undefined) {
      near = true;
      moveTo((focus.cursorUs ?? data.simulatedUs) + steps * TICK_US);
    } else if (picture.timeAxis && (event.key === 'Home' || event.key === 'End')) {
      near = true;
      moveTo(event.key === 'Home' ? 0 : data.simulatedUs);
    } else if (picture.tenantAt && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const count = data.scenario.tenants.length;
      actions.setTenant((focus.tenant + (event.key === 'ArrowUp' ? count - 1 : 1)) % count);
    } else if (event.key === 'Escape' && focus.cursorUs !== null) leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  canvas.addEventListener('pointermove', onPointer);
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('click', onClick);
  canvas.addEventListener('keydown', onKey);
  canvas.addEventListener('blur', leave);
  let alive = true;
  // Text drawn before its font has come is drawn once more.
  void host.ownerDocument.fonts?.ready.then(() => {
    if (!alive) return;
    surface.fontsCame();
    still?.forget();
    draw();
  });

  return {
    update: (data, focus) => {
      last = { data, focus };
      const next = shownNow();
      if (next === null || !sameParts(drawn, next)) draw();
      words.renew(data, focus);
    },
    resize: () => {
      theme = readTheme(host);
      still?.forget();
      surface.resize();
      draw();
    },
    destroy: () => {
      alive = false;
      words.stop();
      tip.destroy();
      surface.destroy();
    },
  };
}
