/** @module The place where a figure draws: fixed size, text alternative, stops for pointer and arrow keys. */
import { useEffect, useRef } from 'react';
import { canvasSurface } from '../charts/canvas-surface.ts';
import { tooltip } from '../charts/tooltip.ts';
import { readTheme } from '../marks/theme.ts';
import { onTheme } from '../state/theme.ts';
import type { Figure } from './figures/figure.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageDown: -5, PageUp: 5 };

type Drawn = Pick<Figure, 'title' | 'sentence' | 'draw' | 'stops'>;

/** Draws whenever the figure, the size or the theme changes. */
export function FigureHost({ figure, className }: { readonly figure: Drawn; readonly className: string }) {
  const host = useRef<HTMLDivElement>(null);
  const newest = useRef(figure);
  newest.current = figure;
  const redraw = useRef<(() => void) | null>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const mounted = mountFigure(element, () => newest.current);
    redraw.current = mounted.draw;
    const observer = new ResizeObserver(mounted.resize);
    observer.observe(element);
    const stopTheme = onTheme(mounted.resize);
    return () => {
      redraw.current = null;
      observer.disconnect();
      stopTheme();
      mounted.destroy();
    };
  }, []);
  useEffect(() => {
    // The newest figure is read by the drawing itself; this only says when.
    if (figure) redraw.current?.();
  }, [figure]);
  return <div className={className} ref={host} />;
}

function mountFigure(host: HTMLElement, read: () => Drawn): { draw(): void; resize(): void; destroy(): void } {
  const surface = canvasSurface(host);
  const { canvas } = surface;
  const tip = tooltip(host);
  let theme = readTheme(host);
  let stop: number | null = null;
  let alive = true;
  canvas.setAttribute('role', 'img');
  const draw = (): void => {
    const sheet = surface.begin();
    const { stops, title, sentence, draw: paint } = read();
    canvas.setAttribute('aria-label', `${title}: ${sentence}`);
    // What can be read stop by stop takes focus; a picture without stops has everything in its words.
    if (stops.length > 0) canvas.tabIndex = 0;
    if (!sheet) return;
    const at = stop === null || stop >= stops.length ? null : stop;
    paint({ ...sheet, theme, stop: at });
    const shown = at === null ? undefined : stops[at];
    tip.show(shown?.tip ?? null, shown?.x(sheet.box) ?? 0);
  };
  const go = (next: number | null): void => {
    if (next === stop) return;
    stop = next;
    draw();
  };
  const onPointer = (event: PointerEvent): void => {
    const { stops } = read();
    const box = { x: 0, y: 0, width: host.clientWidth, height: host.clientHeight };
    let nearest: number | null = null;
    let least = Number.POSITIVE_INFINITY;
    stops.forEach((each, at) => {
      const far = Math.abs(each.x(box) - event.offsetX);
      if (far < least) [least, nearest] = [far, at];
    });
    go(nearest);
  };
  const leave = (): void => go(null);
  const onKey = (event: KeyboardEvent): void => {
    const { stops } = read();
    const step = STEPS[event.key];
    const last = stops.length - 1;
    if (last < 0) return;
    if (step !== undefined) go(Math.min(last, Math.max(0, stop === null ? (step > 0 ? 0 : last) : stop + step)));
    else if (event.key === 'Home' || event.key === 'End') go(event.key === 'Home' ? 0 : last);
    else if (event.key === 'Escape' && stop !== null) leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  canvas.addEventListener('pointermove', onPointer);
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('blur', leave);
  canvas.addEventListener('keydown', onKey);
  draw();
  // Text drawn before its font has come is drawn once more.
  void host.ownerDocument.fonts?.ready.then(() => alive && draw());
  return {
    draw,
    resize: () => {
      theme = readTheme(host);
      surface.resize();
      draw();
    },
    destroy: () => {
      alive = false;
      tip.destroy();
      surface.destroy();
    },
  };
}
