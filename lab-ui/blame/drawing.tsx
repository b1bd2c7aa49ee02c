/** @module A canvas that draws one still picture and draws it again when its size, the theme or the picture changes. */
import { useEffect, useRef } from 'react';
import { canvasSurface, type Surface } from '../charts/canvas-surface.ts';
import type { Box, Pen } from '../charts/pen.ts';
import { type ChartTheme, readTheme } from '../marks/theme.ts';
import { onTheme } from '../state/theme.ts';

/** What a picture is drawn with. */
export interface Sheet {
  readonly pen: Pen;
  readonly box: Box;
  readonly theme: ChartTheme;
}

interface DrawingProps {
  /** The picture in words: its text alternative. */
  readonly label: string;
  /** CSS px; fixed before data come. */
  readonly height: number;
  draw(sheet: Sheet): void;
}

export function Drawing({ label, height, draw }: DrawingProps) {
  const host = useRef<HTMLDivElement>(null);
  const surface = useRef<Surface | null>(null);
  const newest = useRef(draw);
  newest.current = draw;
  const paint = useRef(() => {
    const sheet = surface.current?.begin();
    if (sheet && host.current) newest.current({ ...sheet, theme: readTheme(host.current) });
  });
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const made = canvasSurface(element);
    surface.current = made;
    const again = () => {
      made.resize();
      paint.current();
    };
    const observer = new ResizeObserver(again);
    observer.observe(element);
    const forget = onTheme(again);
    // Fonts come after the first picture, and widths change with them.
    void document.fonts.ready.then(() => paint.current());
    return () => {
      observer.disconnect();
      forget();
      made.destroy();
      surface.current = null;
    };
  }, []);
  useEffect(() => {
    surface.current?.canvas.setAttribute('role', 'img');
    surface.current?.canvas.setAttribute('aria-label', label);
  }, [label]);
  // After every rendering: the picture is a closure over what it shows.
  useEffect(() => paint.current());
  return <div ref={host} className="drawing" style={{ height }} />;
}
