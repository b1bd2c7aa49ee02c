/** @module A canvas that fills its host at the screen's own resolution. */
import { type Box, forgetWidths } from './pen.ts';

/** A canvas and its pen in CSS pixels. */
export interface Surface {
  readonly canvas: HTMLCanvasElement;
  /** Clears and hands out the pen; null when the host has no area or the browser gives no context. */
  begin(): { readonly pen: CanvasRenderingContext2D; readonly box: Box } | null;
  /** The host's area as it was read last: asking the page itself would make it lay itself out. */
  box(): Box;
  /** Fonts that were asked for are there: texts have other widths. */
  fontsCame(): void;
  /** Reads the host's size again, before it is needed next. */
  resize(): void;
  destroy(): void;
}

/** @param host  element of fixed size; the canvas covers it and never changes its layout */
export function canvasSurface(host: HTMLElement): Surface {
  const canvas = host.ownerDocument.createElement('canvas');
  Object.assign(canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', display: 'block' });
  host.append(canvas);
  const context = canvas.getContext('2d');
  let width = 0;
  let height = 0;
  let ratio = 1;
  // Many canvases are made in one go: reading sizes between two of them would lay the page out once for each.
  let isSized = false;
  const size = (): void => {
    isSized = true;
    width = host.clientWidth;
    height = host.clientHeight;
    ratio = host.ownerDocument.defaultView?.devicePixelRatio ?? 1;
    const [pixelsX, pixelsY] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== pixelsX) canvas.width = pixelsX;
    if (canvas.height !== pixelsY) canvas.height = pixelsY;
  };
  return {
    canvas,
    resize: () => {
      isSized = false;
    },
    fontsCame: () => {
      if (context) forgetWidths(context);
    },
    box: () => {
      if (!isSized) size();
      return { x: 0, y: 0, width, height };
    },
    begin: () => {
      if (!isSized) size();
      if (!context || width <= 0 || height <= 0) return null;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      return { pen: context, box: { x: 0, y: 0, width, height } };
    },
    destroy: () => canvas.remove(),
  };
}
