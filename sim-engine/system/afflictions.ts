/**
 * @module Afflictions: parts that are down, stalled or slow, each on its course until it is well.
 *
 * Several may hold for one server: it is down or stands still when one of them says so, and its slowness is their product.
 * Invariant: what a station is like is a function of the afflictions that hold.
 */
import { assert } from '../kernel/assert.ts';
import type { ServerHealth } from '../model/topology.ts';
import type { FaultPhase } from '../policies/fault/fault.ts';
import type { ServerRange } from './fault-parts.ts';
import { watchMessages } from './messages.ts';
import { changePace } from './pace.ts';
import { PLACED } from './pool.ts';
import { serveWaiting } from './serving.ts';
import type { Station } from './station.ts';
import { throwOut } from './throw-out.ts';
import type { World } from './world.ts';

/** Which of several states holds for a server: the worst. */
const SEVERITY: Readonly<Record<FaultPhase['state'], number>> = { well: 0, slow: 1, stalled: 2, down: 3 };

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

  /** @returns servers of a station that are not well, in runs of those that fare alike; empty when all are well */
  healthOf(station: Station): ServerHealth[] {
    const runs: ServerHealth[] = [];
    for (let server = 0; server < station.servers; server++) {
      const { state, slowdown } = this.conditionOf(station, server);
      if (state === 'well') continue;
      const last = runs[runs.length - 1];
      const goesOn = last !== undefined && last.first + last.count === server;
      if (goesOn && last.state === state && last.slowdown === slowdown)
        runs[runs.length - 1] = { ...last, count: last.count + 1 };
      else runs.push({ first: server, count: 1, state, slowdown });
    }
    return runs;
  }

  /** What the afflictions that hold make of a server together. */
  private conditionOf(station: Station, server: number): Pick<FaultPhase, 'state' | 'slowdown'> {
    let state: FaultPhase['state'] = 'well';
    let slowdown = 1;
    for (const each of this.slots) {
      if (each === null || each.range.station !== station.index) continue;
      const { first, count } = each.range;
      if (server < first || server >= first + count) continue;
      const phase = each.phases[each.phase]!;
      if (SEVERITY[phase.state] > SEVERITY[state]) state = phase.state;
      slowdown *= phase.slowdown;
    }
    return { state, slowdown: state === 'slow' ? slowdown : 1 };
  }

  /** Brings a station to what all its afflictions together make of it. @returns true when all of it is down */
  private settle(station: Station): boolean {
    const { world } = this;
    let down = 0;
    for (let server = 0; server < station.servers; server++) {
      const { state, slowdown } = this.conditionOf(station, server);
      if (state === 'down') down++;
      changePace(world, station, server, state === 'down' || state === 'stalled' ? Number.POSITIVE_INFINITY : slowdown);
    }
    const known = (each: Affliction | null): boolean =>
      each?.range.station === station.index &&
      each.range.count === station.servers &&
      each.phases[each.phase]!.known === true;
    station.up = !this.slots.some(known);
    const allDown = down === station.servers;
    // A queue of messages is not down with its workers.
    station.refuses = allDown && world.pools[station.pool]!.tier !== PLACED.jobs;
    return allDown;
  }
}
