/**
 * @module World: stations, sources and requests, moved by events in their total order.
 *
 * It knows of tenants, tiers and pools, but not of scenarios or isolation models: those arrange its pools.
 * Invariants: time never goes back; nobody waits while a server is free; every request that arrives ends exactly once.
 */
import { assert } from '../kernel/assert.ts';
import { Digest } from '../kernel/digest.ts';
import { EventQueue, PRIORITY } from '../kernel/event-queue.ts';
import type { StreamBank } from '../kernel/random-stream.ts';
import type { OccupancyMeter } from '../measure/occupancy-meter.ts';
import type { TenantAccount } from '../measure/tenant-account.ts';
import type { TickRecorder } from '../measure/tick-recorder.ts';
import type { DigestMark } from '../model/run-result.ts';
import type { Limiter } from '../policies/limiting/limiter.ts';
import { dropFromCache, fillCache, lookUp } from './cache-steps.ts';
import { drawRequest, traceInput } from './draw-request.ts';
import { finishJob, finishRequest, rejectRequest } from './outcomes.ts';
import type { Pool } from './pool.ts';
import { type RequestClass, STEP, type Step } from './program.ts';
import { DEMANDS_MAX, RequestTable } from './request-table.ts';
import type { Source } from './source.ts';
import type { Station } from './station.ts';

/** What an event's data word means: `argument * KINDS + kind`. */
const EVENT = { completion: 0, arrival: 1, delay: 2, timeline: 3 } as const;
const KINDS = 4;

/** What the world tells whoever arranges it. */
export interface WorldListener {
  /** A scheduled item of the timeline is due. */
  timelineDue(item: number): void;
  /** A chunk of a copy was written. */
  chunkCopied(request: number): void;
  /** A request left a station of a pool on which `watched` is set. */
  poolVacated(pool: number): void;
}

/** The simulated world. */
export class World {
  nowUs = 0;
  /** Model events: one per external arrival, one per service completion. */
  modelEvents = 0;
  readonly queue = new EventQueue();
  readonly requests = new RequestTable();
  readonly digest = new Digest();
  readonly bank: StreamBank;
  readonly accounts: readonly TenantAccount[];
  readonly stations: Station[] = [];
  readonly pools: Pool[] = [];
  /** `placement[tier][tenant]` is the pool that serves the tenant at the tier now. */
  readonly placement: Pool[][] = [];
  readonly classes: RequestClass[] = [];
  readonly sources: Source[] = [];
  /** Limit per tenant at the edge, or null. */
  readonly limiters: (Limiter | null)[];
  /** Factor from demand to microseconds per station: 1, or the time of one IO operation. */
  readonly unitUs: number[] = [];
  recorder: TickRecorder | null = null;
  /** Integrates presence per place and tenant; place 0 is the whole system, place i + 1 is station i. */
  meter: OccupancyMeter | null = null;
  /** Folds every request's inputs into its tenant's arrival digest. */
  tracesInputs = false;
  /** True while some pool waits to become empty. */
  watched = false;
  /** Digests on the way, one every `markEvery` model events: they say where two runs part. */
  marks: DigestMark[] = [];
  markEvery = Number.POSITIVE_INFINITY;
  markAt = Number.POSITIVE_INFINITY;
  private readonly listener: WorldListener;

  constructor(bank: StreamBank, accounts: readonly TenantAccount[], listener: WorldListener) {
    this.bank = bank;
    this.accounts = accounts;
    this.listener = listener;
    this.limiters = accounts.map(() => null);
  }

  /**
   * Handles every event before an instant and moves the clock there.
   *
   * @param untilUs  whole microseconds, not before now
   */
  runUntil(untilUs: number): void {
    assert(untilUs >= this.nowUs, `time cannot go back from ${this.nowUs} to ${untilUs} us`);
    const queue = this.queue;
    while (queue.popBefore(untilUs)) {
      const now = queue.timeUs;
      const data = queue.data;
      this.nowUs = now;
      this.digest.fold(now, data);
      const argument = data >> 2;
      switch (data & 3) {
        case EVENT.completion:
          this.complete(argument);
          break;
        case EVENT.arrival:
          this.arrive(argument);
          break;
        case EVENT.delay:
          this.advance(argument);
          break;
        default:
          this.listener.timelineDue(argument);
      }
      if (this.modelEvents >= this.markAt) this.mark();
    }
    this.nowUs = untilUs;
  }

  /** Adds a source and schedules its first arrival. */
  addSource(source: Source): void {
    this.sources.push(source);
    this.scheduleArrival(source, this.sources.length - 1);
  }

  /** Schedules an item of the timeline. */
  scheduleTimeline(atUs: number, item: number): void {
    this.queue.push(atUs, PRIORITY.timeline, item * KINDS + EVENT.timeline);
  }

  /**
   * Starts internal work (a job, a chunk of a copy) for a tenant.
   *
   * @param classIndex  its class
   * @param tenant      for whom
   * @param demand      work in slot 0, in the unit of the station
   * @param from        word kept in `aux`
   * @param to          word kept in `key`
   * @returns the request's row
   */
  spawn(classIndex: number, tenant: number, demand: number, from: number, to: number): number {
    const row = this.newRequest(classIndex, tenant);
    this.requests.demand[row * DEMANDS_MAX] = demand;
    this.requests.aux[row] = from;
    this.requests.key[row] = to;
    this.advance(row);
    return row;
  }

  private mark(): void {
    this.marks.push({ events: this.modelEvents, atUs: this.nowUs, digest: this.digest.hex() });
    this.markAt = this.modelEvents + this.markEvery;
  }

  private newRequest(classIndex: number, tenant: number): number {
    const requests = this.requests;
    const row = requests.take();
    requests.tenant[row] = tenant;
    requests.program[row] = classIndex;
    requests.step[row] = 0;
    requests.key[row] = 0;
    requests.heldStation[row] = -1;
    requests.aux[row] = -1;
    requests.branches[row] = 0;
    requests.arrivedUs[row] = this.nowUs;
    requests.waitedUs[row] = 0;
    return row;
  }

  private scheduleArrival(source: Source, index: number): void {
    const at = source.nextUs();
    if (at >= 0) this.queue.push(at, PRIORITY.arrival, index * KINDS + EVENT.arrival);
  }

  private arrive(sourceIndex: number): void {
    const source = this.sources[sourceIndex]!;
    if (!source.active) return;
    this.modelEvents++;
    this.scheduleArrival(source, sourceIndex);
    const tenant = source.tenant;
    const account = this.accounts[tenant]!;
    account.arrived++;
    account.current.arrived++;
    this.recorder?.arrived(tenant);
    this.meter?.come(0, tenant, this.nowUs);
    const type = this.classes[source.pickClass()]!;
    const row = this.newRequest(type.index, tenant);
    account.requests?.arrive(row, this.nowUs);
    if (type.usesKey) this.requests.key[row] = source.pickKey();
    if (!type.lazy) drawRequest(this.requests, row, type);
    if (this.tracesInputs) traceInput(this.requests, row, type, this.nowUs, account.arrivalDigest);
    const limiter = this.limiters[tenant]!;
    if (limiter !== null && !limiter.admit(this.nowUs)) rejectRequest(this, row);
    else this.advance(row);
  }

  /** Moves a request on until it waits, is served, or ends. */
  private advance(row: number): void {
    const requests = this.requests;
    const type = this.classes[requests.program[row]!]!;
    for (;;) {
      const step = type.steps[requests.step[row]!]!;
      switch (step.kind) {
        case STEP.visit: {
          const pool = this.placement[step.tier]![requests.tenant[row]!]!;
          if (type.lazy) requests.demand[row * DEMANDS_MAX + step.slot] = type.samplers[step.sampler]!.sample();
          const stations = pool.stations;
          const picked = stations.length === 1 ? 0 : pool.balancer!.pick(stations);
          this.enter(row, stations[picked]!, step);
          return;
        }
        case STEP.hold: {
          const pool = this.placement[step.tier]![requests.tenant[row]!]!;
          this.enter(row, pool.stations[0]!, step);
          return;
        }
        case STEP.visitHeld: {
          const held = this.stations[requests.heldStation[row]!]!;
          const engine = this.pools[this.pools[held.pool]!.engine]!;
          this.enter(row, engine.stations[step.tier]!, step);
          return;
        }
        case STEP.copyRead:
        case STEP.copyWrite: {
          const engine = this.pools[step.kind === STEP.copyRead ? requests.aux[row]! : requests.key[row]!]!;
          this.enter(row, engine.stations[1]!, step);
          return;
        }
        case STEP.delay:
          requests.step[row]!++;
          this.queue.push(this.nowUs + step.delayUs, PRIORITY.completion, row * KINDS + EVENT.delay);
          return;
        case STEP.branch: {
          const taken = type.lazy
            ? this.drawsBranch(type, step.branch)
            : (requests.branches[row]! & (1 << step.branch)) !== 0;
          requests.step[row] = taken ? step.jump : requests.step[row]! + 1;
          break;
        }
        case STEP.release:
          this.releaseHeld(row);
          requests.step[row]!++;
          break;
        case STEP.lookup:
          requests.step[row] = lookUp(this, row, step.tier) ? step.jump : requests.step[row]! + 1;
          break;
        case STEP.fill:
          fillCache(this, row);
          requests.step[row]!++;
          break;
        case STEP.drop:
          dropFromCache(this, row, step.tier);
          requests.step[row]!++;
          break;
        case STEP.finish:
          finishRequest(this, row, type);
          return;
        case STEP.finishJob:
          finishJob(this, row);
          return;
        default:
          this.listener.chunkCopied(row);
          return;
      }
    }
  }

  private drawsBranch(type: RequestClass, number: number): boolean {
    const branch = type.branches[number]!;
    return branch.stream.uniform32() < branch.probability;
  }

  /** Brings a request to a station: it starts, waits, or is turned away. */
  private enter(row: number, station: Station, step: Step): void {
    const requests = this.requests;
    const now = this.nowUs;
    const measure = station.measure;
    requests.station[row] = station.index;
    requests.server[row] = -1;
    requests.enteredUs[row] = now;
    if (station.bound > 0 && station.outstanding >= station.bound) {
      const evicted = station.evictFor(requests.tenant[row]!);
      measure.rejected++;
      if (evicted < 0) {
        rejectRequest(this, row);
        return;
      }
      measure.elapse(now, station.outstanding, station.busy);
      station.outstanding--;
      measure.sojournUs += now - requests.enteredUs[evicted]!;
      this.meter?.go(station.index + 1, requests.tenant[evicted]!, now, requests.enteredUs[evicted]!);
      rejectRequest(this, evicted);
    }
    measure.elapse(now, station.outstanding, station.busy);
    station.outstanding++;
    this.meter?.come(station.index + 1, requests.tenant[row]!, now);
    if (station.busy < station.servers) {
      this.start(row, station, step);
      return;
    }
    const type = this.classes[requests.program[row]!]!;
    const size =
      step.kind === STEP.hold
        ? type.expectedHoldUs
        : requests.demand[row * DEMANDS_MAX + step.slot]! * this.unitUs[station.index]!;
    station.enqueue(row, requests.tenant[row]!, size);
    const waiting = station.outstanding - station.busy;
    if (waiting > measure.waitingMax) measure.waitingMax = waiting;
  }

  private start(row: number, station: Station, step: Step): void {
    const requests = this.requests;
    const now = this.nowUs;
    const waited = now - requests.enteredUs[row]!;
    const measure = station.measure;
    measure.started++;
    if (waited > 0) {
      measure.delayed++;
      measure.waitedUs += waited;
      requests.waitedUs[row]! += waited;
    }
    const server = station.occupy(row);
    if (step.kind === STEP.hold) {
      requests.heldStation[row] = station.index;
      requests.heldServer[row] = server;
      requests.heldSinceUs[row] = requests.enteredUs[row]!;
      requests.step[row]!++;
      this.advance(row);
      return;
    }
    requests.server[row] = server;
    const demandUs = requests.demand[row * DEMANDS_MAX + step.slot]! * this.unitUs[station.index]!;
    this.queue.push(now + Math.floor(demandUs + 0.5), PRIORITY.completion, row * KINDS + EVENT.completion);
  }

  private complete(row: number): void {
    const requests = this.requests;
    const station = this.stations[requests.station[row]!]!;
    this.modelEvents++;
    station.measure.served++;
    this.leave(station, requests.tenant[row]!, requests.server[row]!, requests.enteredUs[row]!);
    const pool = this.pools[station.pool]!;
    // Work is only kept where there is a bill to divide by it.
    if (pool.priceMicroUsdPerHour > 0) pool.usage[requests.tenant[row]!]! += this.demandUs(row, station);
    requests.step[row]!++;
    this.advance(row);
    if (this.watched) this.listener.poolVacated(station.pool);
  }

  /** Service time that the step a request is at asks of a station, microseconds. */
  private demandUs(row: number, station: Station): number {
    const requests = this.requests;
    const { slot } = this.classes[requests.program[row]!]!.steps[requests.step[row]!]!;
    return requests.demand[row * DEMANDS_MAX + slot]! * this.unitUs[station.index]!;
  }

  private releaseHeld(row: number): void {
    const requests = this.requests;
    const station = this.stations[requests.heldStation[row]!]!;
    requests.heldStation[row] = -1;
    this.leave(station, requests.tenant[row]!, requests.heldServer[row]!, requests.heldSinceUs[row]!);
    if (this.watched) this.listener.poolVacated(station.pool);
  }

  /** Frees a server and gives it to the next in line. */
  private leave(station: Station, tenant: number, server: number, enteredUs: number): void {
    const measure = station.measure;
    measure.elapse(this.nowUs, station.outstanding, station.busy);
    measure.sojournUs += this.nowUs - enteredUs;
    this.meter?.go(station.index + 1, tenant, this.nowUs, enteredUs);
    station.vacate(server);
    if (station.outstanding > station.busy) {
      const next = station.dequeue();
      const type = this.classes[this.requests.program[next]!]!;
      this.start(next, station, type.steps[this.requests.step[next]!]!);
    }
  }
}
