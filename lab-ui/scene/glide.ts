/** @module Glide: frames move to their new rows in 400 ms when the isolation changes; a cut under reduced motion. */
import type { Box } from '../charts/pen.ts';
import type { BenchData } from '../state/bench-data.ts';
import type { FramePlace } from './draw-rows.ts';

const GLIDE_MS = 400;

interface Standing {
  readonly tenants: readonly number[];
  readonly box: Box;
}

/** Motion of one mounted scene. */
export interface Glide {
  /** @returns where each frame stands in the drawing that begins now */
  place(data: BenchData): FramePlace;
  /** @param draw  draws once more while something moves */
  onFrame(draw: () => void): void;
  stop(): void;
}

/** @param host  the scene's element */
export function glide(host: Element): Glide {
  const view = host.ownerDocument.defaultView;
  const calm = view?.matchMedia('(prefers-reduced-motion: reduce)');
  let isolation = '';
  let before: readonly Standing[] = [];
  let standing = new Map<string, Standing>();
  let beganAtMs = Number.NEGATIVE_INFINITY;
  let request = 0;
  let draw = (): void => undefined;
  const frame = (): void => {
    request = 0;
    draw();
  };
  return {
    place: (data) => {
      const now = view?.performance.now() ?? 0;
      const next = data.topology?.isolation ?? '';
      if (isolation !== '' && next !== isolation && calm?.matches === false) {
        before = [...standing.values()];
        beganAtMs = now;
      }
      isolation = next;
      standing = new Map();
      const share = Math.min(1, (now - beganAtMs) / GLIDE_MS);
      if (share < 1 && request === 0 && view) request = view.requestAnimationFrame(frame);
      const eased = 1 - (1 - share) ** 3;
      return (key, tenants, box) => {
        standing.set(key, { tenants, box });
        if (share >= 1) return box;
        // A frame comes from where most of its tenants stood; sideways it stays in its columns.
        const from = before.find(
          (old) => Math.abs(old.box.x - box.x) < 4 && tenants.some((tenant) => old.tenants.includes(tenant)),
        );
        const origin = from?.box ?? box;
        return {
          ...box,
          y: origin.y + (box.y - origin.y) * eased,
          height: origin.height + (box.height - origin.height) * eased,
        };
      };
    },
    onFrame: (next) => {
      draw = next;
    },
    stop: () => {
      if (request !== 0) view?.cancelAnimationFrame(request);
      request = -1;
    },
  };
}
