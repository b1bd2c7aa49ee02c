/** @module A lock of the second engine: strictly in order of asking, shared or exclusive. */

import type { PlainCharges } from './plain-charges.ts';
import { ORDER, type PlainEvent } from './plain-clock.ts';
import type { PlainRequest, PlainSurroundings } from './plain-request.ts';

interface Asker {
  readonly request: PlainRequest;
  readonly exclusive: boolean;
  readonly sinceUs: number;
  patience: PlainEvent | null;
}

export class PlainLock {
  readonly id: string;
  private holders: { readonly request: PlainRequest; readonly exclusive: boolean }[] = [];
  private waiting: Asker[] = [];
  private readonly world: PlainSurroundings;

  constructor(id: string, world: PlainSurroundings) {
    this.id = id;
    this.world = world;
  }

  /** @returns true when the request has it at once */
  ask(request: PlainRequest, exclusive: boolean, patienceUs: number | undefined): boolean {
    const { clock } = this.world;
    if (this.waiting.length === 0 && this.fits(exclusive)) {
      this.take(request, exclusive);
      return true;
    }
    const asker: Asker = { request, exclusive, sinceUs: clock.nowUs, patience: null };
    this.waiting.push(asker);
    request.leave = () => this.leaves(asker);
    if (patienceUs !== undefined) {
      asker.patience = clock.at(clock.nowUs + patienceUs, ORDER.completion, () => {
        this.leaves(asker);
        this.world.fail(request, 'timedOut');
      });
    }
    return false;
  }

  /** Charges a span to the holders in equal parts. */
  pass(spanUs: number, charges: PlainCharges): void {
    for (const { request } of this.waiting) {
      if (!request.victim) continue;
      for (const holder of this.holders) {
        charges.add(this.id, holder.request.tenant, request.tenant, spanUs, this.holders.length);
      }
    }
  }

  private fits(exclusive: boolean): boolean {
    return this.holders.length === 0 || !(exclusive || this.holders.some((each) => each.exclusive));
  }

  private take(request: PlainRequest, exclusive: boolean): void {
    const holder = { request, exclusive };
    this.holders.push(holder);
    request.locks.push(() => {
      this.holders = this.holders.filter((each) => each !== holder);
      this.grant();
    });
  }

  private grant(): void {
    for (let first = this.waiting[0]; first !== undefined && this.fits(first.exclusive); first = this.waiting[0]) {
      const { request, exclusive } = first;
      this.endWait(first);
      this.take(request, exclusive);
      request.step++;
      request.leave = () => this.world.clock.staysBehind(request);
      this.world.clock.goesOn(request, () => this.world.move(request));
    }
  }

  private leaves(asker: Asker): void {
    this.endWait(asker);
    this.grant();
  }

  private endWait(asker: Asker): void {
    this.waiting = this.waiting.filter((each) => each !== asker);
    asker.request.waitedUs += this.world.clock.nowUs - asker.sinceUs;
    asker.request.leave = null;
    if (asker.patience !== null) this.world.clock.cancel(asker.patience);
  }
}
