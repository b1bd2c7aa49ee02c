/**
 * @module Station: servers, a waiting line and exact time-weighted statistics.
 *
 * Invariant: nobody waits while a server is free, unless held back by a cap of its own or the station is stopped. A bound
 * counts the requests in service.
 */
import { assert } from '../kernel/assert.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import type { BlameBook } from '../measure/blame/blame-ledger.ts';
import type { ServerBlame } from '../measure/blame/server-blame.ts';
import type { SharedBlame } from '../measure/blame/shared-blame.ts';
import { StationMeasure } from '../measure/station-measure.ts';
import type { ParamValues } from '../model/registry.ts';
import type { Discipline, FlowSpec, WaitingLine } from '../policies/discipline/discipline.ts';
import { fifo } from '../policies/discipline/fifo.ts';
import { lineFor } from '../policies/discipline/line-for.ts';
import { HELD, type WaitingItems } from '../policies/discipline/waiting-items.ts';
import { PHASE, type RequestTable } from './request-table.ts';
import { SharedService } from './shared-service.ts';

/** What a station is made of. */
export interface StationSpec {
  readonly id: string;
  readonly servers: number;
  /** Most requests that may stand here, in service included; 0 for no bound. */
  readonly bound: number;
}

/** What a station is told of the world it stands in. */
export interface StationSetting {
  readonly requests: RequestTable;
  /** One per tenant. */
  readonly flows: readonly FlowSpec[];
}

/** One station; the world moves requests in and out. */
export class Station {
  readonly index: number;
  readonly id: string;
  readonly servers: number;
  /** Follows the number of servers where that changes. */
  bound: number;
  /** Pool that this station belongs to. */
  readonly pool: number;
  /** What a balancer may count it for, relative to others. */
  readonly weight = 1;
  busy = 0;
  /** Requests here, in service included. */
  outstanding = 0;
  /** Request in each server, or -1. */
  readonly serving: Int32Array;
  readonly measure = new StationMeasure();
  blame: ServerBlame | null = null;
  sharedBlame: SharedBlame | null = null;
  /** Set when all present are served at once. */
  shared: SharedService | null = null;
  /** Handle of the event at which the next of those is done, or -1. */
  event = -1;
  /** Servers in use or ready for use: all but those that are stopped and empty. */
  open: number;
  /** Factor on service times per server: 1, more when slow, Infinity when stopped. Null while all are 1. */
  pace: Float64Array | null = null;
  /** Where what slow servers cost is charged to the system; null where whoever holds a slow server is charged for it. */
  slowBook: BlameBook | null = null;
  /** False once it is known to be down: balancers avoid it. */
  up = true;
  /** True while all of it is down: requests that come are turned back at once. */
  refuses = false;
  /** True where a message that a worker has taken is hidden for a time that nobody extends. */
  hides = false;
  /** True when the more urgent pushes out the less. */
  preemptive = false;
  /** Line of newcomers; set while it has to be told of starts and ends. */
  counting: WaitingLine | null = null;
  /** How many have started where that order counts. */
  private starts = 0;
  private readonly freeServers: Int32Array;
  private readonly setting: StationSetting;
  private readonly items: WaitingItems;
  private line: WaitingLine;
  /** Who waited when the discipline was changed last; they are served first, in the old order. */
  private backlog: WaitingLine | null = null;
  private changedUs = 0;
  private discipline: Discipline = fifo;
  private disciplineParams: ParamValues = {};

  constructor(index: number, pool: number, spec: StationSpec, setting: StationSetting) {
    assert(spec.servers >= 1, `station ${spec.id}: ${spec.servers} servers`);
    this.index = index;
    this.pool = pool;
    this.id = spec.id;
    this.servers = spec.servers;
    this.open = spec.servers;
    this.bound = spec.bound;
    this.setting = setting;
    this.items = setting.requests.items;
    this.line = lineFor(fifo, setting.flows, this.items, {});
    this.counting = this.line.counts ? this.line : null;
    this.serving = new Int32Array(spec.servers).fill(-1);
    this.freeServers = new Int32Array(spec.servers);
    // The lowest-numbered free server is taken first, which keeps the drawing calm.
    for (let i = 0; i < spec.servers; i++) this.freeServers[i] = spec.servers - 1 - i;
  }

  /** True when some tenant may only have so many requests in service here. */
  get capped(): boolean {
    return this.setting.flows.some((flow) => flow.cap !== Number.POSITIVE_INFINITY);
  }

  /** Requests waiting. */
  get waiting(): number {
    return this.outstanding - this.busy;
  }

  /** Id of the discipline that newcomers wait under. */
  get disciplineId(): string {
    return this.discipline.id;
  }

  /** @returns true when newcomers wait under this discipline with these parameters already */
  follows(discipline: Discipline, params: ParamValues): boolean {
    return (
      this.discipline.id === discipline.id &&
      discipline.params.every((spec) => this.disciplineParams[spec.name] === params[spec.name])
    );
  }

  /** @returns the server taken, for a request that starts now */
  occupy(request: number): number {
    const last = this.servers - 1 - this.busy;
    const server = this.pace === null ? this.freeServers[last]! : this.takeWorking(last);
    this.busy++;
    this.serving[server] = request;
    if (this.preemptive) {
      this.items.ensure(request);
      this.items.order[request] = this.starts++;
    }
    return server;
  }

  /** @param server  whose request leaves it now */
  vacate(server: number): void {
    this.busy--;
    this.serving[server] = -1;
    this.freeServers[this.servers - 1 - this.busy] = server;
    if (this.pace !== null && this.stopped(server)) this.open--;
  }

  /** @returns factor on service times of a server */
  paceOf(server: number): number {
    return this.pace === null ? 1 : this.pace[server]!;
  }

  /** @returns true when a server does not work */
  stopped(server: number): boolean {
    return this.paceOf(server) === Number.POSITIVE_INFINITY;
  }

  /** Sets how slow a server is from now on; what is in it is the caller's business. */
  setPace(server: number, pace: number): void {
    this.pace ??= new Float64Array(this.servers).fill(1);
    const before = this.stopped(server);
    this.pace[server] = pace;
    const after = this.stopped(server);
    if (before !== after && this.serving[server]! < 0) this.open += after ? -1 : 1;
    if (this.pace.every((each) => each === 1)) this.pace = null;
  }

  /** Takes the first server that works from the free ones, of which one does. */
  private takeWorking(last: number): number {
    const { freeServers } = this;
    let at = last;
    while (this.stopped(freeServers[at]!)) at--;
    const server = freeServers[at]!;
    for (; at < last; at++) freeServers[at] = freeServers[at + 1]!;
    return server;
  }

  /** Puts a request at its place in the line. */
  enqueue(request: number, tenant: number, size: number): void {
    this.line.enqueue(request, tenant, size);
  }

  /** Puts a request that was interrupted at its place in the line. */
  putBack(request: number, tenant: number, size: number): void {
    this.line.putBack(request, tenant, size);
  }

  /** @returns who would be served next, or -1 when nobody who waits may start */
  first(): number {
    const first = this.list(1)[0] ?? -1;
    return first >= 0 && this.items.place[first] === HELD ? -1 : first;
  }

  /** @returns the next request to serve, or -1 when nobody who waits may start */
  dequeue(): number {
    if (this.backlog !== null) {
      const next = this.backlog.dequeue();
      if (this.backlog.length === 0) this.backlog = null;
      return next;
    }
    return this.line.length === 0 ? -1 : this.line.dequeue();
  }

  /** Takes a waiting request out of the line. */
  remove(request: number): void {
    if (this.backlog !== null && this.setting.requests.sinceUs[request]! < this.changedUs) {
      this.backlog.remove(request);
      if (this.backlog.length === 0) this.backlog = null;
    } else this.line.remove(request);
  }

  /** @returns the waiting request that must go so that this tenant's newcomer fits, or -1 for the newcomer itself */
  evictFor(tenant: number): number {
    return this.line.evictFor(tenant);
  }

  /** @returns whether the request in a server is being served, and does not just keep the server */
  works(server: number): boolean {
    const { requests } = this.setting;
    const row = this.serving[server]!;
    return (
      row >= 0 &&
      requests.phase[row] === PHASE.served &&
      requests.station[row] === this.index &&
      requests.server[row] === server
    );
  }

  /**
   * Whoever keeps a server between services is never pushed out.
   *
   * @returns the server whose request is the least urgent, of these the one that started last, or -1 when none is less
   *   urgent than a tenant
   */
  lessUrgentThan(tenant: number): number {
    const { requests, flows } = this.setting;
    let found = -1;
    let lowest = flows[tenant]!.priority;
    let latest = -1;
    for (let server = 0; server < this.servers; server++) {
      const row = this.serving[server]!;
      // One that stands still cannot be interrupted.
      if (!this.works(server) || this.stopped(server)) continue;
      const priority = flows[requests.tenant[row]!]!.priority;
      const order = this.items.order[row]!;
      if (priority < lowest || (priority === lowest && (found < 0 || order <= latest))) continue;
      found = server;
      lowest = priority;
      latest = order;
    }
    return found;
  }

  /**
   * Changes the discipline for newcomers. Who waits already is served first, in the order of the old rule.
   *
   * @param discipline  the new one; one that shares its servers needs an empty station
   * @param params      its parameters
   * @param nowUs       microseconds
   */
  setDiscipline(discipline: Discipline, params: ParamValues, nowUs: number): void {
    const { requests, flows } = this.setting;
    const sharing = discipline.service === 'shared';
    assert(!(sharing || this.shared !== null) || this.outstanding === 0, `station ${this.id}: is not empty`);
    const waiting = this.list(Number.MAX_SAFE_INTEGER);
    this.backlog = null;
    if (waiting.length > 0) {
      const plain = flows.map((flow) => ({ ...flow, cap: Number.POSITIVE_INFINITY }));
      this.backlog = lineFor(fifo, plain, this.items, {});
      for (const row of waiting) this.backlog.enqueue(row, requests.tenant[row]!, this.items.size[row]!);
    }
    this.changedUs = nowUs;
    this.discipline = discipline;
    this.disciplineParams = params;
    this.preemptive = discipline.service === 'preemptive';
    const weights = discipline.id === 'ps' ? [1] : flows.map((flow) => flow.weight);
    this.shared = sharing ? new SharedService(requests, this.servers, weights) : null;
    this.line = lineFor(discipline, flows, this.items, params);
    this.counting = this.line.counts ? this.line : null;
    if (this.counting === null) return;
    for (const row of this.serving) if (row >= 0) this.line.started(requests.tenant[row]!);
  }

  /** The order in which those in service have started. */
  private startsState(codec: StateCodec): void {
    const { order } = this.items;
    const orders = codec.float64s(
      Float64Array.from(this.serving, (row) => (row < 0 ? 0 : order[row]!)),
      this.servers,
    );
    if (!codec.restoring) return;
    this.serving.forEach((row, server) => {
      if (row < 0) return;
      this.items.ensure(row);
      this.items.order[row] = orders[server]!;
    });
  }

  /** @returns up to `max` waiting requests in the order in which they would be served */
  list(max: number): number[] {
    if (this.shared !== null) return [];
    const first = this.backlog?.list(max) ?? [];
    return first.concat(this.line.list(max - first.length));
  }

  /** @param find  discipline by id */
  state(codec: StateCodec, find: (id: string) => Discipline): void {
    const id = codec.text(this.discipline.id);
    const names = codec.list(Object.keys(this.disciplineParams), (inner, name) => inner.text(name ?? ''));
    const params: Record<string, number> = {};
    for (const name of names) params[name] = codec.number(this.disciplineParams[name] ?? 0);
    const changedUs = codec.number(this.changedUs);
    if (codec.restoring) this.setDiscipline(find(id), params, changedUs);
    this.busy = codec.number(this.busy);
    this.starts = codec.number(this.starts);
    this.outstanding = codec.number(this.outstanding);
    this.event = codec.number(this.event);
    this.open = codec.number(this.open);
    if (codec.flag(this.pace !== null)) {
      this.pace = codec.float64s(this.pace ?? new Float64Array(0), this.servers);
    }
    this.up = codec.flag(this.up);
    this.refuses = codec.flag(this.refuses);
    const serving = codec.int32s(this.serving, this.servers);
    const free = codec.int32s(this.freeServers, this.servers);
    if (codec.restoring) {
      this.serving.set(serving);
      this.freeServers.set(free);
    }
    if (this.preemptive) this.startsState(codec);
    this.measure.state(codec);
    if (codec.flag(this.backlog !== null)) {
      this.backlog ??= lineFor(
        fifo,
        this.setting.flows.map((flow) => ({ ...flow, cap: Number.POSITIVE_INFINITY })),
        this.items,
        {},
      );
      this.backlog.state(codec);
    }
    this.line.state(codec);
    this.shared?.state(codec);
    if (codec.restoring) this.counting = this.line.counts ? this.line : null;
  }
}
