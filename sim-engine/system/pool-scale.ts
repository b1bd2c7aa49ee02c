/**
 * @module Pool scale: which instances of a pool boot, take work, or finish what they have, and what they have cost.
 *
 * All instances that there can be are built with the pool; this says which of them stand. At the app tier an instance is a
 * station; at the workers' queue it is one server of the pool's only station, and servers are alike. An instance that takes
 * no more work finishes what it has, its own line included, and is paid for until then.
 *
 * Invariants: at least one instance is ready; nobody but the ready is sent new work; ready, booting and draining are at most
 * as many as were built.
 */
import { assert } from '../kernel/assert.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import { poolCostMicroUsd } from '../measure/cost-meter.ts';
import type { Station } from './station.ts';

/** What an instance does. */
export const enum INSTANCE {
  off = 0,
  booting = 1,
  ready = 2,
  draining = 3,
}

/** How many instances a pool may have, and what one costs. */
export interface ScaleTerms {
  readonly min: number;
  readonly max: number;
  /** Instances at the beginning. */
  readonly first: number;
  readonly priceMicroUsdPerHour: number;
  /** Requests that may wait at the pool's only station; -1 where each instance is a station of its own. */
  readonly waitingMax: number;
}

/** The scale of one pool. */
export class PoolScale {
  readonly terms: ScaleTerms;
  ready: number;
  booting = 0;
  draining = 0;
  /** Instances ordered and taken away so far, those that never came to work included. */
  added = 0;
  removed = 0;
  /** Nothing is changed before this instant, microseconds. */
  restUntilUs = 0;
  private readonly stations: readonly Station[];
  /** Per station, where each instance is one. */
  private readonly phase: Uint8Array;
  /** When the instances that boot are ready, in order. */
  private bootsUs: number[] = [];
  private readonly sinceUs: number;
  private lastUs: number;
  private ableArea = 0;
  private paidArea = 0;
  /** Busy and able server time at the last evaluation. */
  private busyBefore = 0;
  private ableBefore = 0;

  /**
   * @param stations  of the pool, built for `terms.max` instances
   * @param nowUs     when the pool is put up
   */
  constructor(terms: ScaleTerms, stations: readonly Station[], nowUs: number) {
    assert(terms.first >= 1 && terms.first <= terms.max, `${terms.first} instances of at most ${terms.max}`);
    this.terms = terms;
    this.stations = stations;
    this.ready = terms.first;
    this.sinceUs = nowUs;
    this.lastUs = nowUs;
    this.phase = new Uint8Array(stations.length);
    this.phase.fill(INSTANCE.ready, 0, terms.first);
    if (this.isQueue) this.openServers(terms.first - terms.max);
  }

  /** True when instances are servers of one queue. */
  get isQueue(): boolean {
    return this.terms.waitingMax >= 0;
  }

  /** Instances that are paid for. */
  get standing(): number {
    return this.ready + this.booting + this.draining;
  }

  /** @returns what a station's instance does; a queue's station is always ready */
  phaseOf(station: Station): number {
    return this.isQueue ? INSTANCE.ready : this.phase[this.stations.indexOf(station)]!;
  }

  /** @returns stations that take work, in the order in which they were built */
  readyStations(): readonly Station[] {
    return this.isQueue ? this.stations : this.stations.filter((_, at) => this.phase[at] === INSTANCE.ready);
  }

  /** Orders instances; each is ready at an instant given. */
  order(count: number, readyUs: number, nowUs: number): void {
    this.elapse(nowUs);
    for (let i = 0; i < count; i++) {
      this.bootsUs.push(readyUs);
      if (!this.isQueue) this.phase[this.phase.indexOf(INSTANCE.off)] = INSTANCE.booting;
    }
    this.booting += count;
    this.added += count;
  }

  /** @returns how many instances whose time has come are ready now */
  boot(nowUs: number): number {
    this.elapse(nowUs);
    let count = 0;
    while (this.bootsUs.length > 0 && this.bootsUs[0]! <= nowUs) {
      this.bootsUs.shift();
      if (!this.isQueue) this.phase[this.phase.indexOf(INSTANCE.booting)] = INSTANCE.ready;
      count++;
    }
    this.booting -= count;
    this.ready += count;
    if (this.isQueue) this.openServers(count);
    return count;
  }

  /** Takes instances away: those that boot first, the last ordered first, then those that are ready, the last built first. */
  remove(count: number, nowUs: number): void {
    this.elapse(nowUs);
    this.removed += count;
    const called = Math.min(count, this.booting);
    this.bootsUs.length -= called;
    this.booting -= called;
    const drained = count - called;
    assert(drained < this.ready, `${drained} of ${this.ready} instances cannot be taken away`);
    this.ready -= drained;
    this.draining += drained;
    if (this.isQueue) this.openServers(-drained);
    else {
      for (let i = 0; i < called; i++) this.phase[this.phase.lastIndexOf(INSTANCE.booting)] = INSTANCE.off;
      for (let i = 0; i < drained; i++) this.phase[this.phase.lastIndexOf(INSTANCE.ready)] = INSTANCE.draining;
    }
  }

  /** @returns true when an instance that was finishing its work is gone now */
  drained(nowUs: number): boolean {
    if (this.draining === 0) return false;
    let left = 0;
    if (this.isQueue) left = Math.max(0, this.stations[0]!.busy - this.ready);
    else {
      this.stations.forEach((station, at) => {
        if (this.phase[at] !== INSTANCE.draining) return;
        if (station.outstanding > 0) left++;
        else this.phase[at] = INSTANCE.off;
      });
    }
    if (left === this.draining) return false;
    this.elapse(nowUs);
    this.draining = left;
    return true;
  }

  /** @returns busy server time over the server time there was since the last call, 0..1 */
  utilisation(nowUs: number): number {
    this.elapse(nowUs);
    let busy = 0;
    for (const station of this.stations) {
      station.measure.elapse(nowUs, station.outstanding, station.busy);
      busy += station.measure.busyUs;
    }
    const able = this.ableArea;
    const share = able === this.ableBefore ? 0 : (busy - this.busyBefore) / (able - this.ableBefore);
    this.busyBefore = busy;
    this.ableBefore = able;
    return share;
  }

  /** @returns requests at the pool, in service included */
  present(): number {
    let present = 0;
    for (const station of this.stations) present += station.outstanding;
    return present;
  }

  /** @returns server time of the instances that could work, those that were finishing included; server-microseconds */
  ableUs(nowUs: number): number {
    this.elapse(nowUs);
    return this.ableArea;
  }

  /** @returns instances that were paid for, integrated over time; instance-microseconds */
  paidUs(nowUs: number): number {
    this.elapse(nowUs);
    return this.paidArea;
  }

  /** @returns micro-dollars from when the pool was put up */
  costMicroUsd(nowUs: number): number {
    return poolCostMicroUsd(this.terms.priceMicroUsdPerHour, this.paidUs(nowUs));
  }

  state(codec: StateCodec): void {
    const openBefore = this.ready;
    this.ready = codec.number(this.ready);
    this.booting = codec.number(this.booting);
    this.draining = codec.number(this.draining);
    this.added = codec.number(this.added);
    this.removed = codec.number(this.removed);
    this.restUntilUs = codec.number(this.restUntilUs);
    this.lastUs = codec.number(this.lastUs);
    this.ableArea = codec.number(this.ableArea);
    this.paidArea = codec.number(this.paidArea);
    this.busyBefore = codec.number(this.busyBefore);
    this.ableBefore = codec.number(this.ableBefore);
    this.bootsUs = codec.list(this.bootsUs, (inner, at) => inner.number(at ?? 0));
    this.phase.forEach((phase, at) => {
      this.phase[at] = codec.number(phase);
    });
    // The station knows from its own state how many servers are open.
    if (codec.restoring && this.isQueue) this.stations[0]!.bound += this.ready - openBefore;
  }

  private elapse(nowUs: number): void {
    const span = nowUs - this.lastUs;
    assert(span >= 0 && nowUs >= this.sinceUs, `a pool is looked at ${-span} us back`);
    this.lastUs = nowUs;
    const perInstance = this.isQueue ? 1 : this.stations[0]!.servers;
    this.ableArea += span * (this.ready + this.draining) * perInstance;
    this.paidArea += span * this.standing;
  }

  /** Servers of the queue begin to take work, or stop doing so when they are next free. */
  private openServers(more: number): void {
    const station = this.stations[0]!;
    station.open += more;
    station.bound += more;
  }
}
