/**
 * @module Going on: requests that were given what they waited for, and have not moved yet.
 *
 * What becomes free is handed on at once, before whoever gave it goes on; but whoever was given it moves only when that has
 * come to rest, in the order of giving. Otherwise it could end, and end its caller, in the middle of somebody else's step.
 * Empty between events, so it is no part of the state.
 */
import { PHASE } from './request-table.ts';
import type { World } from './world.ts';

const NONE = -1;

/** Who goes on, in order. */
export class GoingOn {
  count = 0;
  private rows: Int32Array = new Int32Array(16);

  push(row: number): void {
    if (this.count === this.rows.length) {
      const larger = new Int32Array(2 * this.rows.length);
      larger.set(this.rows);
      this.rows = larger;
    }
    this.rows[this.count++] = row;
  }

  /** @returns the request at a place, or -1 when it was taken out */
  at(place: number): number {
    return this.rows[place]!;
  }

  /** Takes out a request that is stopped before it moves. */
  remove(row: number): void {
    this.rows[this.rows.lastIndexOf(row, this.count - 1)] = NONE;
  }

  clear(): void {
    this.count = 0;
  }
}

/** A request was given what it waited for. */
export function goesOn(world: World, row: number): void {
  world.requests.phase[row] = PHASE.goingOn;
  world.goingOn.push(row);
}

/** Moves everybody who may go on; one that moves may let more do so. */
export function letGoOn(world: World): void {
  const { goingOn, requests } = world;
  for (let at = 0; at < goingOn.count; at++) {
    const row = goingOn.at(at);
    if (row < 0) continue;
    requests.phase[row] = PHASE.moving;
    world.advance(row);
  }
  goingOn.clear();
}
