/**
 * @module Station: servers, a waiting line and exact time-weighted statistics.
 *
 * Invariant: nobody waits while a server is free. A bound counts the requests in service.
 */
import { assert } from '../kernel/assert.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import { StationMeasure } from '../measure/station-measure.ts';
import type { ParamValues } from '../model/registry.ts';
import type { Discipline, WaitingLine } from '../policies/discipline/discipline.ts';
import { FifoLine, fifo } from '../policies/discipline/fifo.ts';

/** What a station is made of. */
export interface StationSpec {
  readonly id: string;
  readonly servers: number;
  /** Most requests that may stand here, in service included; 0 for no bound. */
  readonly bound: number;
}

/** One station; the world moves requests in and out. */
export class Station {
  readonly index: number;
  readonly id: string;
  readonly servers: number;
  readonly bound: number;
  /** Pool that this station belongs to. */
  readonly pool: number;
  /** Part of a pool's work, relative to the other instances'. */
  readonly weight = 1;
  /** False while it answers nobody. */
  readonly up = true;
  busy = 0;
  /** Requests here, in service included. */
  outstanding = 0;
  /** Request in each server, or -1. */
  readonly serving: Int32Array;
  readonly measure = new StationMeasure();
  private readonly freeServers: Int32Array;
  private readonly fifoLine = new FifoLine();
  /** Set when the discipline is not FIFO; the FIFO line is then the backlog of before and is served first. */
  private line: WaitingLine | null = null;
  private discipline: Discipline = fifo;
  private disciplineParams: ParamValues = {};

  constructor(index: number, pool: number, spec: StationSpec) {
    assert(spec.servers >= 1, `station ${spec.id}: ${spec.servers} servers`);
    this.index = index;
    this.pool = pool;
    this.id = spec.id;
    this.servers = spec.servers;
    this.bound = spec.bound;
    this.serving = new Int32Array(spec.servers).fill(-1);
    this.freeServers = new Int32Array(spec.servers);
    // The lowest-numbered free server is taken first, which keeps the drawing calm.
    for (let i = 0; i < spec.servers; i++) this.freeServers[i] = spec.servers - 1 - i;
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
    const server = this.freeServers[this.servers - 1 - this.busy]!;
    this.busy++;
    this.serving[server] = request;
    return server;
  }

  /** @param server  whose request leaves now */
  vacate(server: number): void {
    this.busy--;
    this.outstanding--;
    this.serving[server] = -1;
    this.freeServers[this.servers - 1 - this.busy] = server;
  }

  /** Puts a request at its place in the line. */
  enqueue(request: number, tenant: number, size: number): void {
    if (this.line === null) this.fifoLine.enqueue(request);
    else this.line.enqueue(request, tenant, size);
  }

  /** @returns the next request to serve; somebody must be waiting */
  dequeue(): number {
    if (this.line === null || this.fifoLine.length > 0) return this.fifoLine.dequeue();
    return this.line.dequeue();
  }

  /** @returns the waiting request that must go so that this tenant's newcomer fits, or -1 for the newcomer itself */
  evictFor(tenant: number): number {
    return this.line === null ? -1 : this.line.evictFor(tenant);
  }

  /**
   * Changes the discipline for newcomers. Who waits already is served first, under the old rule.
   *
   * @param discipline  the new one
   * @param params      its parameters
   * @param weights     weight per tenant
   */
  setDiscipline(discipline: Discipline, params: ParamValues, weights: readonly number[]): void {
    const backlog = this.list(Number.MAX_SAFE_INTEGER);
    for (let i = 0; i < backlog.length; i++) this.dequeue();
    for (const request of backlog) this.fifoLine.enqueue(request);
    this.discipline = discipline;
    this.disciplineParams = params;
    this.line = discipline === fifo ? null : discipline.line(weights.length, weights, params);
  }

  /** @returns up to `max` waiting requests in the order in which they would be served */
  list(max: number): number[] {
    const first = this.fifoLine.list(max);
    return this.line === null ? first : first.concat(this.line.list(max - first.length));
  }

  /**
   * @param weights  weight per tenant
   * @param find     discipline by id
   */
  state(codec: StateCodec, weights: readonly number[], find: (id: string) => Discipline): void {
    this.busy = codec.number(this.busy);
    this.outstanding = codec.number(this.outstanding);
    const serving = codec.int32s(this.serving, this.servers);
    const free = codec.int32s(this.freeServers, this.servers);
    if (codec.restoring) {
      this.serving.set(serving);
      this.freeServers.set(free);
    }
    this.measure.state(codec);
    const id = codec.text(this.discipline.id);
    const names = codec.list(Object.keys(this.disciplineParams), (inner, name) => inner.text(name ?? ''));
    const params: Record<string, number> = {};
    for (const name of names) params[name] = codec.number(this.disciplineParams[name] ?? 0);
    if (codec.restoring) this.setDiscipline(find(id), params, weights);
    this.fifoLine.state(codec);
    this.line?.state(codec);
  }
}
