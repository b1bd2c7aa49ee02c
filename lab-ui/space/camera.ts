/** @module Camera: an orthographic view of a scene, as plain numbers, so that labels and picks agree with what is drawn. */
import type { Box } from '../charts/pen.ts';

/** A point or direction: x to the right, y up, z towards the reader when seen from the front. */
export type Vec3 = readonly [number, number, number];

/** From where a scene is seen. */
export interface Camera {
  /** Turn from the front towards the right side, radians, 0..pi/2. */
  readonly azimuth: number;
  /** Height over the ground, radians, 0..pi/2. */
  readonly elevation: number;
}

/** Names of the views that a scene offers. */
export const SNAPS = ['corner', 'top', 'front', 'side'] as const;

/** One of the views. */
export type Snap = (typeof SNAPS)[number];

/** What the views are called. */
export const snapLabels: Readonly<Record<Snap, string>> = {
  corner: 'Corner',
  top: 'Top',
  front: 'Front',
  side: 'Side',
};

/** @returns the camera of a view; only the corner differs between scenes */
export function snapCamera(snap: Snap, corner: Camera): Camera {
  switch (snap) {
    case 'corner':
      return corner;
    case 'top':
      return { azimuth: 0, elevation: Math.PI / 2 };
    case 'front':
      return { azimuth: 0, elevation: 0 };
    case 'side':
      return { azimuth: Math.PI / 2, elevation: 0 };
  }
}

/** The part of space that has to be in sight. */
export interface Bounds {
  readonly from: Vec3;
  readonly to: Vec3;
}

/** A camera fitted to a box of the screen. */
export interface View {
  readonly right: Vec3;
  readonly up: Vec3;
  /** Towards the reader: larger is nearer. */
  readonly toward: Vec3;
  /** Pixels per unit of space. */
  readonly scale: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly width: number;
  readonly height: number;
}

/** A place on the screen, px, and how near it is. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly near: number;
}

function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function corners({ from, to }: Bounds): readonly Vec3[] {
  return [from[0], to[0]].flatMap((x) => [from[1], to[1]].flatMap((y) => [from[2], to[2]].map((z): Vec3 => [x, y, z])));
}

/**
 * Fits everything into the screen, as large as possible, in its middle. Nothing gets smaller with distance: lengths along one
 * direction can be compared wherever they stand.
 *
 * @param camera  from where
 * @param bounds  what has to be in sight
 * @param frame   the part of the screen it may take, px
 * @param width   of the whole screen, px
 * @param height  of the whole screen, px
 */
export function fitView(camera: Camera, bounds: Bounds, frame: Box, width: number, height: number): View {
  const [sinA, cosA] = [Math.sin(camera.azimuth), Math.cos(camera.azimuth)];
  const [sinE, cosE] = [Math.sin(camera.elevation), Math.cos(camera.elevation)];
  const right: Vec3 = [cosA, 0, -sinA];
  const up: Vec3 = [-sinE * sinA, cosE, -sinE * cosA];
  const toward: Vec3 = [cosE * sinA, sinE, cosE * cosA];
  const all = corners(bounds);
  const xs = all.map((point) => dot(point, right));
  const ys = all.map((point) => dot(point, up));
  const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.max(
    1e-6,
    Math.min(frame.width / Math.max(1e-9, maxX - minX), frame.height / Math.max(1e-9, maxY - minY)),
  );
  return {
    right,
    up,
    toward,
    scale,
    centreX: frame.x + frame.width / 2 - (scale * (minX + maxX)) / 2,
    centreY: frame.y + frame.height / 2 + (scale * (minY + maxY)) / 2,
    width,
    height,
  };
}

/** @returns where a point of space stands on the screen */
export function project(view: View, point: Vec3): Spot {
  return {
    x: view.centreX + view.scale * dot(point, view.right),
    y: view.centreY - view.scale * dot(point, view.up),
    near: dot(point, view.toward),
  };
}

/** Space that is drawn towards and away from the reader, units. */
const DEPTH = 200;

/** @returns the same projection as a matrix of clip coordinates, row by row */
export function clipMatrix(view: View): readonly number[] {
  const x = (2 * view.scale) / view.width;
  const y = (2 * view.scale) / view.height;
  return [
    ...view.right.map((part) => part * x),
    (2 * view.centreX) / view.width - 1,
    ...view.up.map((part) => part * y),
    1 - (2 * view.centreY) / view.height,
    ...view.toward.map((part) => -part / DEPTH),
    0,
    0,
    0,
    0,
    1,
  ];
}

/** @returns the way from one camera to another; share 0..1 */
export function between(from: Camera, to: Camera, share: number): Camera {
  return {
    azimuth: from.azimuth + (to.azimuth - from.azimuth) * share,
    elevation: from.elevation + (to.elevation - from.elevation) * share,
  };
}
