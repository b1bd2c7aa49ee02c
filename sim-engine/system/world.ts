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
import type { BlameBook, BlameLedger } from '../measure/blame/blame-ledger.ts';
import type { OccupancyMeter } from '../measure/occupancy-meter.ts';
import type { TenantAccount } from '../measure/tenant-account.ts';
import type { TickRecorder } from '../measure/tick-recorder.ts';
import type { Tracer } from '../measure/trace/tracer.ts';
import type { DigestMark } from '../model/run-result.ts';
import type { Limiter } from '../policies/limiting/limiter.ts';
import { advance } from './advancing.ts';
import { arrive } from './arriving.ts';
import { attemptTimedOut, callAgain } from './calls.ts';
import type { DatabaseLocks } from './database-locks.ts';
import { passEdge } from './edge.ts';
import { EVENT } from './events.ts';
import { FaultTerms } from './fault-terms.ts';
import { Flights } from './flights.ts';
import { losePatience, stopAttempt } from './giving-up.ts';
import { GoingOn, letGoOn } from './going-on.ts';
import type { CallSpec } from './link.ts';
import type { Lock } from './lock.ts';
import { delivered, visibilityEnds, workedOff } from './messages.ts';
import { failAttempt } from './outcomes.ts';
import type { PageFaults } from './page-faults.ts';
import type { Pool } from './pool.ts';
import { Code, PURPOSE, type RequestClass } from './program.ts';
import { CLIENT, PHASE, RequestTable } from './request-table.ts';
import { complete, sharedDue } from './serving.ts';
import type { Source } from './source.ts';
import type { Station } from './station.ts';
import type { WorldListener } from './world-listener.ts';

const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;
const NONE = -1;

/** The simulated world. */
export class World {
  nowUs = 0;
  /** Model events: one per external arrival, one per service completion. */
  modelEvents = 0;
  readonly queue = new EventQueue();
  readonly requests: RequestTable;
  readonly code = new Code();
  readonly digest = new Digest();
  readonly bank: StreamBank;
  readonly accounts: readonly TenantAccount[];
  readonly stations: Station[] = [];
  readonly pools: Pool[] = [];
  readonly locks: Lock[] = [];
  /** Locks that requests take at databases, or null where nobody does. */
  databaseLocks: DatabaseLocks | null = null;
  readonly calls: CallSpec[] = [];
  readonly flights = new Flights();
  readonly goingOn = new GoingOn();
  /** `placement[tier][tenant]` is the pool that serves the tenant at the tier now. */
  readonly placement: Pool[][] = [];
  readonly classes: RequestClass[] = [];
  readonly sources: Source[] = [];
  /** Limit per tenant at the edge, or null, and its number, from 1; tenants under one limiter have its number. */
  readonly limiters: (Limiter | null)[];
  readonly limiterNumbers: Int32Array;
  /** Row of the code at which a tenant's client calls the system, or -1 where its requests go straight to the edge. */
  readonly clientStep: Int32Array;
  /** Factor from demand to microseconds per station: 1, or the time of one IO operation. */
  readonly unitUs: number[] = [];
  /** Who is charged for which delay, or null when nobody asks. */
  readonly ledger: BlameLedger | null;
  readonly linkBook: BlameBook | null;
  readonly cacheBook: BlameBook | null;
  readonly edgeBook: BlameBook | null;
  readonly listener: WorldListener;
  recorder: TickRecorder | null = null;
  /** Hears what every request does, while traces are kept. */
  tracer: Tracer | null = null;
  /** Integrates presence per place and tenant; place 0 is the whole system, place i + 1 is station i. */
  meter: OccupancyMeter | null = null;
  /** Folds every request's inputs into its tenant's arrival digest. */
  tracesInputs = false;
  /** Tenant whose sources keep their place and send nothing, or -1. */
  silentTenant = NONE;
  /** Pages that requests on their way to IO have missed, and who is charged for it, where databases have buffer pools. */
  pageFaults: PageFaults | null = null;
  bufferBook: BlameBook | null = null;
  /** Who is charged for waits for the credit of partitions, where databases have some. */
  creditBook: BlameBook | null = null;
  /** What it has to know of faults. */
  readonly faults = new FaultTerms();
  /** True while some pool waits to become empty. */
  watched = false;
  /** Digests on the way, one every `markEvery` model events: they say where two runs part. */
  marks: DigestMark[] = [];
  markEvery = Number.POSITIVE_INFINITY;
  markAt = Number.POSITIVE_INFINITY;
  /** Events handled, timers and ends of pauses included, and how many may be; requests that may be in flight at once. */
  steps = 0;
  stepsMax = Number.POSITIVE_INFINITY;
  liveMax = Number.POSITIVE_INFINITY;
  /** First step of each class. */
  private readonly entries: number[] = [];

  /** @param slots  most demands of one request, its branches' included; a few without it */
  constructor(
    bank: StreamBank,
    accounts: readonly TenantAccount[],
    listener: WorldListener,
    ledger: BlameLedger | null,
    slots?: number,
  ) {
    this.requests = new RequestTable(slots);
    this.bank = bank;
    this.accounts = accounts;
    this.listener = listener;
    this.limiters = accounts.map(() => null);
    this.limiterNumbers = new Int32Array(accounts.length);
    this.clientStep = new Int32Array(accounts.length).fill(NONE);
    this.ledger = ledger;
    this.linkBook = ledger?.book('links', 1) ?? null;
    this.cacheBook = ledger?.book('cache', 1) ?? null;
    this.edgeBook = ledger?.book('edge', 1) ?? null;
  }

  /**
   * Handles every event before an instant and moves the clock there.
   *
   * @param untilUs  whole microseconds, not before now
   * @returns false when a budget was exceeded: the clock then stands at the event that did it
   */
  runUntil(untilUs: number): boolean {
    assert(untilUs >= this.nowUs, `time cannot go back from ${this.nowUs} to ${untilUs} us`);
    const queue = this.queue;
    if (this.goingOn.count > 0) letGoOn(this);
    while (queue.popBefore(untilUs)) {
      const now = queue.timeUs;
      const data = queue.data;
      this.nowUs = now;
      this.digest.fold(now, data);
      const argument = data >> KIND_BITS;
      switch (data & KIND_MASK) {
        case EVENT.completion:
          complete(this, argument);
          break;
        case EVENT.arrival:
          arrive(this, argument);
          break;
        case EVENT.delay:
          this.requests.phase[argument] = PHASE.moving;
          this.advance(argument);
          break;
        case EVENT.timeline:
          this.listener.timelineDue(argument);
          break;
        case EVENT.attempt:
          if (this.requests.parent[argument] === CLIENT) visibilityEnds(this, argument);
          else attemptTimedOut(this, argument);
          break;
        case EVENT.again:
          callAgain(this, argument);
          break;
        case EVENT.patience:
          losePatience(this, argument);
          break;
        default:
          sharedDue(this, this.stations[argument]!);
      }
      if (this.goingOn.count > 0) letGoOn(this);
      if (this.modelEvents >= this.markAt) this.mark();
      if (++this.steps > this.stepsMax || this.requests.live > this.liveMax) return false;
    }
    this.nowUs = untilUs;
    return true;
  }

  /**
   * @param atUs      whole microseconds, not before now
   * @param priority  one of `PRIORITY`
   * @param kind      one of {@link EVENT}
   * @param argument  below 2^28
   * @returns a handle to remove it by
   */
  schedule(atUs: number, priority: number, kind: number, argument: number): number {
    return this.queue.push(atUs, priority, (argument << KIND_BITS) | kind);
  }

  /** The same at the time that stands in `queue.whenUs`: for what happens at every event. */
  scheduleWhen(priority: number, kind: number, argument: number): number {
    return this.queue.pushWhen(priority, (argument << KIND_BITS) | kind);
  }

  /** Adds a class; its index must be the next one. */
  addClass(type: RequestClass): void {
    assert(type.index === this.classes.length, `class ${type.index} is not the next one`);
    this.classes.push(type);
    this.entries.push(this.code.add(type.steps));
  }

  /** Adds a source and schedules its first arrivals. */
  addSource(source: Source): void {
    const index = this.sources.length;
    const isGroup = this.accounts[source.tenant]!.members !== null;
    assert(
      (source.members !== null) === isGroup,
      `source ${index}: every request of a group is a member's, and of no other tenant`,
    );
    this.sources.push(source);
    if (source.tenant === this.silentTenant) return;
    if (!source.closed) this.scheduleArrival(source, index);
    else for (let user = 0; user < source.population; user++) this.thinkAgain(index);
  }

  /** A user of a closed source thinks, and then sends the next request. */
  thinkAgain(index: number): void {
    const source = this.sources[index]!;
    const at = source.afterThinkingUs(this.nowUs);
    if (at >= 0) this.schedule(at, PRIORITY.arrival, EVENT.arrival, index);
  }

  /** Schedules an item of the timeline. */
  scheduleTimeline(atUs: number, item: number): void {
    this.schedule(atUs, PRIORITY.timeline, EVENT.timeline, item);
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
    this.requests.demand[row * this.requests.slots] = demand;
    this.requests.retries[row] = 0;
    this.requests.child[row] = NONE;
    this.requests.aux[row] = from;
    this.requests.key[row] = to;
    this.advance(row);
    return row;
  }

  /** @returns a new row at the first step of its class, with nothing drawn yet */
  newRequest(classIndex: number, tenant: number): number {
    const requests = this.requests;
    const purpose = this.classes[classIndex]!.purpose;
    const row = requests.take();
    requests.tenant[row] = tenant;
    requests.program[row] = classIndex;
    requests.step[row] = this.entries[classIndex]!;
    requests.phase[row] = PHASE.moving;
    requests.parent[row] = CLIENT;
    requests.evictor[row] = NONE;
    requests.instance[row] = NONE;
    requests.arrivedUs[row] = this.nowUs;
    requests.waitedUs[row] = 0;
    requests.leftUs[row] = NONE;
    requests.admitted[row] = 0;
    const ledger = this.ledger;
    if (ledger !== null) {
      const place = ledger.placeOf[tenant]!;
      requests.holder[row] = purpose === PURPOSE.copy ? ledger.system : place;
      requests.victim[row] = purpose === PURPOSE.request ? place : NONE;
    }
    return row;
  }

  /** A request or an attempt ends badly where it is: see `failAttempt`. Parts end requests through the world, not through each other. */
  fail(row: number, outcome: number): void {
    failAttempt(this, row, outcome);
  }

  /** An attempt comes to the edge: see `passEdge`. */
  enter(row: number): void {
    passEdge(this, row);
  }

  /** An attempt is stopped wherever it stands: see `stopAttempt`. */
  stop(row: number): void {
    stopAttempt(this, row);
  }

  /** A worker takes a message, or is done with one: see `delivered` and `workedOff`. */
  delivered(row: number): void {
    delivered(this, row);
  }

  workedOff(row: number): void {
    workedOff(this, row);
  }

  /** @returns a tenant that has this place in the ledger */
  tenantAt(place: number): number {
    return this.ledger!.placeOf.indexOf(place);
  }

  private mark(): void {
    this.marks.push({ events: this.modelEvents, atUs: this.nowUs, digest: this.digest.hex() });
    this.markAt = this.modelEvents + this.markEvery;
  }

  /** Schedules the next arrival of an open source. */
  scheduleArrival(source: Source, index: number): void {
    const { whenUs } = this.queue;
    source.drawNext(whenUs);
    if (whenUs[0]! < Number.POSITIVE_INFINITY) this.scheduleWhen(PRIORITY.arrival, EVENT.arrival, index);
  }

  /** Lets time pass for a request; then it moves on. */
  pause(row: number, delayUs: number): void {
    this.requests.phase[row] = PHASE.delayed;
    this.requests.event[row] = this.schedule(this.nowUs + delayUs, PRIORITY.completion, EVENT.delay, row);
  }

  /** What a word of the queue means: see {@link EVENT}. */
  static wordOf(data: number): { readonly kind: number; readonly argument: number } {
    return { kind: data & KIND_MASK, argument: data >> KIND_BITS };
  }

  /** Moves a request on until it waits, is served, or ends: see `advance`. */
  advance(row: number): void {
    advance(this, row);
  }

  /** @returns database behind the connection that a request took last */
  engineOf(row: number): Pool {
    const held = this.stations[this.requests.topHold(row)]!;
    return this.pools[this.pools[held.pool]!.engine]!;
  }
}
