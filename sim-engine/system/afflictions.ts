/**
 * @module Afflictions: parts that are down, stalled or slow, each on its course until it is well.
 *
 * Several may hold for one server: it is down or stands still when one of them says so, and its slowness is their product.
 * Invariant: what a station is like is a function of the afflictions that hold.
 */
import { assert } from '../kernel/assert.ts';
import type { FaultPhase } from '../policies/fault/fault.ts';
import type { ServerRange } from './fault-parts.ts';
import { watchMessages } from './messages.ts';
import { changePace } from './pace.ts';
import { PLACED } from './pool.ts';
import { serveWaiting } from './serving.ts';
import type { Station } from './station.ts';
import { throwOut } from './throw-out.ts';
import type { World } from './world.ts';

/** A part on its course. */
export interface Affliction {
  readonly range: ServerRange;
  readonly phases: readonly FaultPhase[];
  readonly struckUs: number;
  /** Index of the phase that holds. */
  phase: number;
}

/** All afflictions of a world. */
export class Afflictions {
  /** By slot; a slot is free again when its part is well. */
  slots: (Affliction | null)[] = [];
  private readonly world: World;
  private readonly schedule: (atUs: number, slot: number) => void;

  /** @param schedule  has {@link Afflictions.goOn} called with the slot at an instant */
  constructor(world: World, schedule: (atUs: number, slot: number) => void) {
    this.world = world;
    this.schedule = schedule;
  }

  /** A part is struck. */
  strike(range: ServerRange, phases: readonly FaultPhase[]): void {
    assert(phases[0]?.afterUs === 0 && phases[phases.length - 1]?.state === 'well', 'fault: no course from 0 to well');
    let slot = this.slots.indexOf(null);
    if (slot < 0) slot = this.slots.length;
    this.slots[slot] = { range, phases, struckUs: this.world.nowUs, phase: 0 };
    this.enter(slot, false);
  }

  /** The next phase of a part begins. */
  goOn(slot: number): void {
    const affliction = this.slots[slot];
    assert(affliction != null, `fault: nothing is wrong in slot ${slot}`);
    const wasDown = affliction.phases[affliction.phase]!.state === 'down';
    affliction.phase++;
    this.enter(slot, wasDown);
  }

  private enter(slot: number, wasDown: boolean): void {
    const { world } = this;
    const { range, phases, phase, struckUs } = this.slots[slot]!;
    const { state } = phases[phase]!;
    if (state === 'well') this.slots[slot] = null;
    else this.schedule(struckUs + phases[phase + 1]!.afterUs, slot);
    const station = world.stations[range.station]!;
    const allDown = this.settle(station);
    serveWaiting(world, station);
    if (state === 'down' && !wasDown) throwOut(world, station, range, allDown);
    if (world.pools[station.pool]!.tier === PLACED.jobs) watchMessages(world, station);
  }

  /** Brings a station to what all its afflictions together make of it. @returns true when all of it is down */
  private settle(station: Station): boolean {
    const { world } = this;
    const here = this.slots.filter((each) => each?.range.station === station.index);
    let down = 0;
    let known = false;
    for (let server = 0; server < station.servers; server++) {
      let pace = 1;
      let isDown = false;
      for (const each of here) {
        const { first, count } = each!.range;
        if (server < first || server >= first + count) continue;
        const phase = each!.phases[each!.phase]!;
        if (phase.known && count === station.servers) known = true;
        if (phase.state === 'down') isDown = true;
        pace *= phase.state === 'down' || phase.state === 'stalled' ? Number.POSITIVE_INFINITY : phase.slowdown;
      }
      if (isDown) down++;
      changePace(world, station, server, pace);
    }
    station.up = !known;
    const allDown = down === station.servers;
    // A queue of messages is not down with its workers.
    station.refuses = allDown && world.pools[station.pool]!.tier !== PLACED.jobs;
    return allDown;
  }
}
