/** @module The part of a picture that lies still while time goes on: drawn into a canvas of its own, and copied from there. */
import type { Box, Pen } from './pen.ts';

/** A canvas behind a canvas. */
export interface StillLayer {
  /**
   * Copies the layer onto a picture that has just been cleared; draws it anew first if something that it shows changed.
   *
   * @param shows  what the layer depends on
   * @param draw   draws it, in CSS pixels
   */
  lay(onto: CanvasRenderingContext2D, box: Box, shows: readonly unknown[], draw: (pen: Pen) => void): void;
  /** Whatever it shows, it is drawn anew next time. */
  forget(): void;
}

/** @returns true when two lists hold the same values in the same order */
export function sameParts(a: readonly unknown[] | null, b: readonly unknown[]): boolean {
  return a !== null && a.length === b.length && a.every((part, at) => Object.is(part, b[at]));
}

/** @param document  where the canvas is made; it is never part of the page */
export function stillLayer(document: Document): StillLayer {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  let drawn: readonly unknown[] | null = null;
  return {
    lay: (onto, box, shows, draw) => {
      const { width, height } = onto.canvas;
      if (!context) {
        draw(onto);
        return;
      }
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        drawn = null;
      }
      if (!sameParts(drawn, shows)) {
        drawn = shows;
        context.setTransform(onto.getTransform());
        context.clearRect(box.x, box.y, box.width, box.height);
        draw(context);
      }
      onto.drawImage(canvas, box.x, box.y, box.width, box.height);
    },
    forget: () => {
      drawn = null;
    },
  };
}
