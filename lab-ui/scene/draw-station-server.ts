/** @module One server of a station: whom it serves, and a mark over it when a fault has struck it. */
import type { ServerHealth, StationView } from '../../sim-engine/model/topology.ts';
import type { StationState } from '../../sim-engine/protocol/frame-codec.ts';
import type { Scene } from '../charts/canvas-chart.ts';
import { type Box, drawLine } from '../charts/pen.ts';
import { stateOf } from '../text/health-words.ts';
import { letterOf } from '../text/run-facts.ts';
import { drawRing, isFollowedAt } from './draw-followed.ts';
import { drawServer } from './slots.ts';

/** @param lettered  whether whom it serves may be told by a letter */
export function drawStationServer(
  scene: Scene,
  station: StationView,
  state: StationState | undefined,
  server: number,
  box: Box,
  lettered = true,
): void {
  const { pen, theme, data } = scene;
  const tenant = state?.servers[server];
  const struck = stateOf(station, server);
  const letter = tenant === undefined || !lettered || struck !== null ? '' : letterOf(data, tenant);
  drawServer(pen, theme, tenant, letter, box);
  if (struck !== null) drawMark(scene, struck, box);
  if (isFollowedAt(scene, station.index, server)) drawRing(scene, box);
}

/** Down: a cross. Stalled: two bars, as on a button that pauses. Slow: one stroke. */
function drawMark({ pen, theme }: Scene, state: ServerHealth['state'], { x, y, width, height }: Box): void {
  const stroke = (fromX: number, fromY: number, toX: number, toY: number): void =>
    drawLine(pen, theme.text, 1.5, [
      [x + fromX * width, y + fromY * height],
      [x + toX * width, y + toY * height],
    ]);
  if (state === 'stalled') {
    stroke(0.35, 0.2, 0.35, 0.8);
    stroke(0.65, 0.2, 0.65, 0.8);
    return;
  }
  stroke(0, 1, 1, 0);
  if (state === 'down') stroke(0, 0, 1, 1);
}
