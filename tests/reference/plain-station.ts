/** @module A station of the second engine whose servers serve one request each. */
import type { FlowSpec } from '../../sim-engine/policies/discipline/discipline.ts';
import { PLAIN_LINES, PlainCaps, type PlainServedLine } from '../support/plain-lines.ts';
import type { PlainCharges } from './plain-charges.ts';
import { ORDER, type PlainEvent } from './plain-clock.ts';
import type { PlainRequest, PlainSurroundings } from './plain-request.ts';

/** What a request wants here. */
export interface PlainWish {
  /** Work, microseconds; null for a server to keep. */
  readonly workUs: number | null;
  readonly patienceUs: number | undefined;
}

interface Stay extends PlainWish {
  readonly request: PlainRequest;
  /** Work still to do, microseconds. */
  leftUs: number;
  sinceUs: number;
  patience: PlainEvent | null;
  end: PlainEvent | null;
  server: number;
}

export interface PlainStationSpec {
  readonly id: string;
  readonly servers: number;
  readonly bound: number;
  readonly discipline: string;
}

export class PlainStation {
  readonly id: string;
  private readonly spec: PlainStationSpec;
  private readonly flows: readonly FlowSpec[];
  private readonly world: PlainSurroundings;
  private readonly line: PlainServedLine;
  private waiting: Stay[] = [];
  /** In order of starting; those who keep a server included. */
  private serving: Stay[] = [];
  /** Numbers of the free servers; the one given back last is taken first, at the beginning the lowest. */
  private readonly free: number[];
  /** Factor on service times; Infinity while stopped. */
  private slowdown = 1;

  constructor(spec: PlainStationSpec, flows: readonly FlowSpec[], world: PlainSurroundings) {
    this.id = spec.id;
    this.spec = spec;
    this.flows = flows;
    this.world = world;
    this.free = Array.from({ length: spec.servers }, (_, at) => spec.servers - 1 - at);
    const line = PLAIN_LINES[spec.discipline]!(flows);
    this.line = flows.some((flow) => flow.cap !== Number.POSITIVE_INFINITY) ? new PlainCaps(line, flows) : line;
  }

  /** Requests here, in service included. */
  get outstanding(): number {
    return this.waiting.length + this.serving.length;
  }

  /** A request comes: it starts, waits, or is turned away. */
  enter(request: PlainRequest, wish: PlainWish): void {
    const { clock } = this.world;
    while (this.spec.bound > 0 && this.outstanding >= this.spec.bound) {
      const evicted = this.line.evictFor(request.tenant);
      const gone = this.waiting.find((each) => each.request.id === evicted);
      if (gone !== undefined) this.endWait(gone);
      this.world.fail(gone?.request ?? request, 'rejected');
      if (gone === undefined) return;
    }
    const stay: Stay = {
      ...wish,
      request,
      leftUs: wish.workUs ?? 0,
      sinceUs: clock.nowUs,
      patience: null,
      end: null,
      server: -1,
    };
    if (this.mayStart(request.tenant)) {
      this.start(stay);
      if (stay.workUs === null) this.world.move(request);
      return;
    }
    this.waiting.push(stay);
    this.line.enqueue(request.id, request.tenant, this.sizeOf(stay));
    request.leave = () => {
      this.line.remove(request.id);
      this.endWait(stay);
    };
    if (wish.patienceUs === undefined) return;
    stay.patience = clock.at(clock.nowUs + wish.patienceUs, ORDER.completion, () => {
      request.leave!();
      this.world.fail(request, 'timedOut');
    });
  }

  /** Changes how fast everything is served from now on. */
  slow(slowdown: number): void {
    const { clock } = this.world;
    // Ends that tie afterwards come in the order of the servers.
    for (const stay of [...this.serving].sort((a, b) => a.server - b.server)) {
      if (stay.workUs === null) continue;
      this.pause(stay);
      if (slowdown < Number.POSITIVE_INFINITY) this.proceed(stay, slowdown);
    }
    this.slowdown = slowdown;
    this.serveNext();
    if (this.spec.discipline !== 'preemptive-priority' || !this.open) return;
    // Urgent ones may have come while nobody could start.
    for (;;) {
      const next = this.waiting.find((each) => each.request.id === this.line.peek());
      if (next === undefined || !this.interruptFor(next.request.tenant)) return;
      this.line.dequeue();
      this.endWait(next);
      this.start(next);
      if (next.workUs === null) clock.goesOn(next.request, () => this.world.move(next.request));
    }
  }

  /** Charges a span in which somebody waits: each server's part to whoever has it. */
  pass(spanUs: number, charges: PlainCharges): void {
    const { servers } = this.spec;
    const system = this.flows.length;
    for (const { request } of this.waiting) {
      if (!request.victim) continue;
      const victim = request.tenant;
      const own = this.serving.filter((each) => each.request.tenant === victim).length;
      if (own >= this.flows[victim]!.cap) charges.add(this.id, victim, victim, spanUs, 1);
      else if (!this.open) charges.add(this.id, system, victim, spanUs, 1);
      else {
        if (this.serving.length !== servers) throw new RangeError(`${this.id}: somebody waits while a server is free`);
        for (const each of this.serving) charges.add(this.id, each.request.tenant, victim, spanUs, servers);
      }
    }
  }

  private get open(): boolean {
    return this.slowdown < Number.POSITIVE_INFINITY;
  }

  private mayStart(tenant: number): boolean {
    if (!this.open || !this.line.mayStart(tenant)) return false;
    if (this.serving.length < this.spec.servers) return true;
    return this.spec.discipline === 'preemptive-priority' && this.interruptFor(tenant);
  }

  /** @returns true when somebody less urgent, the last of the least urgent that started, went back to the line */
  interruptFor(tenant: number): boolean {
    const urgency = (stay: Stay): number => this.flows[stay.request.tenant]!.priority;
    const working = this.serving.filter((each) => each.workUs !== null);
    const least = Math.max(...working.map(urgency));
    if (!(least > this.flows[tenant]!.priority)) return false;
    const stay = working.filter((each) => urgency(each) === least).at(-1)!;
    const { request } = stay;
    this.pause(stay);
    this.serving = this.serving.filter((each) => each !== stay);
    this.free.push(stay.server);
    stay.sinceUs = this.world.clock.nowUs;
    this.waiting.push(stay);
    this.line.putBack(request.id, request.tenant, this.sizeOf(stay));
    request.leave = () => {
      this.line.remove(request.id);
      this.endWait(stay);
    };
    return true;
  }

  /** Work is known exactly, except to deficit round robin, which counts whole microseconds; a server to keep asks for none. */
  private sizeOf(stay: Stay): number {
    const workUs = stay.workUs ?? 0;
    return this.spec.discipline === 'drr' ? Math.floor(workUs + 0.5) : workUs;
  }

  private start(stay: Stay): void {
    const { request } = stay;
    this.serving.push(stay);
    stay.server = this.free.pop()!;
    this.line.started(request.tenant);
    if (stay.workUs === null) {
      request.step++;
      request.holds.push(() => this.vacate(stay));
      request.leave = () => this.world.clock.staysBehind(request);
      return;
    }
    this.proceed(stay, this.slowdown);
    request.leave = () => {
      this.pause(stay);
      this.vacate(stay);
    };
  }

  private proceed(stay: Stay, slowdown: number): void {
    const { clock } = this.world;
    stay.end = clock.at(clock.nowUs + Math.floor(stay.leftUs * slowdown + 0.5), ORDER.completion, () => {
      this.vacate(stay);
      stay.request.leave = null;
      stay.request.step++;
      this.world.move(stay.request);
    });
  }

  /** Stops the work on a request and keeps what is left of it. */
  private pause(stay: Stay): void {
    if (stay.end === null) return;
    stay.leftUs = (stay.end.atUs - this.world.clock.nowUs) / this.slowdown;
    this.world.clock.cancel(stay.end);
    stay.end = null;
  }

  private vacate(stay: Stay): void {
    this.serving = this.serving.filter((each) => each !== stay);
    this.free.push(stay.server);
    this.line.finished(stay.request.tenant);
    this.serveNext();
  }

  private serveNext(): void {
    while (this.open && this.serving.length < this.spec.servers && this.waiting.length > 0) {
      const item = this.line.dequeue();
      const next = this.waiting.find((each) => each.request.id === item);
      if (next === undefined) return;
      this.endWait(next);
      this.start(next);
      if (next.workUs === null) this.world.clock.goesOn(next.request, () => this.world.move(next.request));
    }
  }

  private endWait(stay: Stay): void {
    this.waiting = this.waiting.filter((each) => each !== stay);
    stay.request.waitedUs += this.world.clock.nowUs - stay.sinceUs;
    stay.request.leave = null;
    if (stay.patience !== null) this.world.clock.cancel(stay.patience);
  }
}
