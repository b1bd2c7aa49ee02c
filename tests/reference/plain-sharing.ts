/**
 * @module A station of the second engine whose servers are shared by all who are present. Work is counted in 1024ths of a
 * microsecond; what a span between two changes gives is rounded down.
 */
import { ORDER, type PlainEvent } from './plain-clock.ts';
import type { PlainRequest, PlainSurroundings } from './plain-request.ts';

const UNITS = 1024;

interface Sharer {
  readonly request: PlainRequest;
  readonly enteredUs: number;
  /** Whole microseconds of work. */
  readonly workUs: number;
  leftUnits: number;
}

export interface PlainSharingSpec {
  readonly id: string;
  readonly servers: number;
  readonly bound: number;
  /** Weight per tenant, or null when everybody is alike. */
  readonly weights: readonly number[] | null;
}

export class PlainSharing {
  readonly id: string;
  /** Whole microseconds by which requests of each tenant were stretched, of those that have left. */
  readonly stretchedUs: number[];
  private readonly spec: PlainSharingSpec;
  private readonly world: PlainSurroundings;
  /** In order of joining. */
  private present: Sharer[] = [];
  private changedUs = 0;
  private speed = 1;
  private due: PlainEvent | null = null;

  constructor(spec: PlainSharingSpec, tenants: number, world: PlainSurroundings) {
    this.id = spec.id;
    this.spec = spec;
    this.world = world;
    this.stretchedUs = Array.from({ length: tenants }, () => 0);
  }

  get outstanding(): number {
    return this.present.length;
  }

  enter(request: PlainRequest, workUs: number): void {
    if (this.spec.bound > 0 && this.outstanding >= this.spec.bound) {
      this.world.fail(request, 'rejected');
      return;
    }
    this.catchUp();
    const sharer = {
      request,
      enteredUs: this.world.clock.nowUs,
      workUs: Math.floor(workUs + 0.5),
      leftUnits: Math.floor(workUs * UNITS + 0.5),
    };
    this.present.push(sharer);
    request.leave = () => this.remove(sharer);
    request.forgive = () => this.hurt(sharer, sharer.leftUnits - this.giftTo(sharer, this.sinceChangeUs));
    this.plan();
  }

  slow(slowdown: number): void {
    this.catchUp();
    this.speed = 1 / slowdown;
    this.plan();
  }

  private get sinceChangeUs(): number {
    return this.world.clock.nowUs - this.changedUs;
  }

  /** Units of work that a request is given in a span without changes. */
  private giftTo(sharer: Sharer, spanUs: number): number {
    const { servers, weights } = this.spec;
    if (weights === null) {
      const inUse = Math.min(servers, this.present.length);
      return Math.floor((spanUs * UNITS * inUse * this.speed) / this.present.length);
    }
    return Math.floor(spanUs * UNITS * this.rateOf(sharer, weights) * this.speed);
  }

  /** The servers are filled by weight; whoever would get more than one gets one, and the others share what is left. */
  private rateOf(sharer: Sharer, weights: readonly number[]): number {
    const weightOf = (each: Sharer): number => weights[each.request.tenant]!;
    let sharing = [...this.present];
    for (;;) {
      const left = this.spec.servers - (this.present.length - sharing.length);
      const weight = sharing.reduce((sum, each) => sum + weightOf(each), 0);
      const within = sharing.filter((each) => left * weightOf(each) < weight);
      if (within.length === sharing.length) {
        return sharing.includes(sharer) ? (left * weightOf(sharer)) / weight : 1;
      }
      sharing = within;
    }
  }

  private catchUp(): void {
    const gifts = this.present.map((each) => this.giftTo(each, this.sinceChangeUs));
    this.present.forEach((each, at) => {
      each.leftUnits -= gifts[at]!;
    });
    this.changedUs = this.world.clock.nowUs;
  }

  /** Plans when the next is done if nothing changes. */
  private plan(): void {
    const { clock } = this.world;
    if (this.due !== null) clock.cancel(this.due);
    this.due = null;
    if (this.present.length === 0 || this.speed === 0) return;
    const span = Math.min(...this.present.map((each) => this.untilDoneUs(each)));
    this.due = clock.at(clock.nowUs + span, ORDER.completion, () => {
      this.due = null;
      this.finishOne();
    });
  }

  private untilDoneUs(sharer: Sharer): number {
    let tooShort = -1;
    let enough = 1;
    while (this.giftTo(sharer, enough) < sharer.leftUnits) enough *= 2;
    while (enough - tooShort > 1) {
      const middle = Math.floor((tooShort + enough) / 2);
      if (this.giftTo(sharer, middle) < sharer.leftUnits) tooShort = middle;
      else enough = middle;
    }
    return enough;
  }

  /** With weights the first tenant's goes first; within a tenant, or without, who had least left, then who joined first. */
  private finishOne(): void {
    this.catchUp();
    const kind = (each: Sharer): number => (this.spec.weights === null ? 0 : each.request.tenant);
    const done = this.present
      .filter((each) => each.leftUnits <= 0)
      .sort((a, b) => kind(a) - kind(b) || a.leftUnits - b.leftUnits)[0]!;
    const { request } = done;
    this.remove(done);
    request.step++;
    this.world.move(request);
  }

  private remove(sharer: Sharer): void {
    const { request } = sharer;
    this.catchUp();
    this.present = this.present.filter((each) => each !== sharer);
    request.waitedUs += this.stretchOf(sharer, sharer.leftUnits);
    if (request.victim) this.hurt(sharer, sharer.leftUnits);
    request.leave = null;
    request.forgive = null;
    this.plan();
  }

  private hurt({ request, ...sharer }: Sharer, leftUnits: number): void {
    this.stretchedUs[request.tenant]! += this.stretchOf(sharer, leftUnits);
  }

  /** Whole microseconds spent here beyond the work that was done, what is left of it rounded up. */
  private stretchOf(sharer: Omit<Sharer, 'request'>, leftUnits: number): number {
    const doneUs = Math.max(0, sharer.workUs - Math.max(0, Math.ceil(leftUnits / UNITS)));
    return Math.max(0, this.world.clock.nowUs - sharer.enteredUs - doneUs);
  }
}
