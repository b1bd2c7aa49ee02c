/** @module The ring round the request that is followed: ink on a halo, so that it stands out on every tenant's colour. */
import type { Scene } from '../charts/canvas-chart.ts';
import type { Box } from '../charts/pen.ts';

/** How far outside what it rings it stands, px. */
const OUTSIDE = 2;

/** @returns the place of the followed request in the line of a station, 0 at its head, or null when it does not wait there */
export function followedPlace({ data }: Scene, station: number): number | null {
  return data.followed?.find((spot) => spot.station === station && spot.place >= 0)?.place ?? null;
}

/** @returns true when the followed request has this server */
export function isFollowedAt({ data }: Scene, station: number, server: number): boolean {
  return data.followed?.some((spot) => spot.station === station && spot.server === server) ?? false;
}

/** Rings a slot, a server, or where its line is told in words. */
export function drawRing({ pen, theme }: Scene, { x, y, width, height }: Box): void {
  pen.strokeStyle = theme.bg;
  pen.lineWidth = 4;
  pen.strokeRect(x - OUTSIDE, y - OUTSIDE, width + 2 * OUTSIDE, height + 2 * OUTSIDE);
  pen.strokeStyle = theme.text;
  pen.lineWidth = 2;
  pen.strokeRect(x - OUTSIDE, y - OUTSIDE, width + 2 * OUTSIDE, height + 2 * OUTSIDE);
}
