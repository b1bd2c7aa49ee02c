/** @module Dividing: what a request's time was made of, read off its trace when it ends, under the ledger's names of resources. */
import { LatencyParts, LOOKUP, NOBODY, type PartKind, UNNAMED } from '../measure/latency-parts.ts';
import { CACHE, SPAN, SPANS_MAX, type TraceRecord } from '../measure/trace/trace-record.ts';
import { PLACED } from './pool.ts';
import type { World } from './world.ts';

const NONE = -1;
/** Stations at which a request is only while it holds a connection. */
const BEHIND_CONNECTIONS: readonly string[] = ['database-cpu', 'database-io'];

/** Resources by tier, those of databases apart. */
const RESOURCES: Readonly<Record<number, string>> = {
  [PLACED.app]: 'app',
  [PLACED.connections]: 'connections',
  [PLACED.jobs]: 'jobs',
};

/** Divides the time of every request that ends in a world whose requests are traced. */
export class Dividing {
  readonly parts = new LatencyParts();
  private readonly world: World;
  private readonly resources: string[] = [];
  /** Per span that stands for a request or an attempt: whether it holds a connection, and who pushed out what it reads. */
  private readonly holds = new Uint8Array(SPANS_MAX);
  private readonly evictor = new Int32Array(SPANS_MAX);
  /** Per span: 1 where it ran beside the branch that its request waited for; and per call, that branch. */
  private readonly aside = new Uint8Array(SPANS_MAX);
  private readonly latest = new Int32Array(SPANS_MAX);

  constructor(world: World) {
    this.world = world;
  }

  /** Told by the tracer of each request of a client that ends. */
  readonly ended = (record: TraceRecord): void => {
    this.holds.fill(0, 0, record.spans);
    this.evictor.fill(NONE, 0, record.spans);
    this.findAside(record);
    let attempts = 0;
    let lookup: number = LOOKUP.none;
    for (let span = 0; span < record.spans; span++) {
      const kind = record.kind(span);
      if (this.aside[span] === 1) continue;
      if (kind === SPAN.attempt || kind === SPAN.hedge) attempts++;
      else if (kind === SPAN.cache) lookup = this.looked(record, span);
      else this.divide(record, span, kind);
    }
    // A trace has room for so many spans: what the others took has no name.
    const restUs = record.latencyUs - this.parts.openUs;
    if (record.truncated > 0 && restUs > 0) {
      this.parts.add({ kind: 'blame', resource: 'links', at: 'links', held: false, culprit: UNNAMED }, restUs);
    }
    this.parts.end({
      tenant: record.tenant,
      endedUs: record.end(0),
      latencyUs: record.latencyUs,
      ending: record.ending,
      extraAttempts: Math.max(0, attempts - 1),
      lookup,
    });
  };

  /** Of parallel branches only the one that ended last made its request longer; the others ran in its shadow. */
  private findAside(record: TraceRecord): void {
    const { aside, latest } = this;
    latest.fill(NONE, 0, record.spans);
    for (let span = 0; span < record.spans; span++) {
      if (record.kind(span) !== SPAN.branch) continue;
      const call = record.parent(span);
      if (latest[call] === NONE || record.end(span) > record.end(latest[call]!)) latest[call] = span;
    }
    for (let span = 0; span < record.spans; span++) {
      const parent = record.parent(span);
      const isShadowed = record.kind(span) === SPAN.branch && latest[parent] !== span;
      aside[span] = parent !== NONE && (aside[parent] === 1 || isShadowed) ? 1 : 0;
    }
  }

  private looked(record: TraceRecord, span: number): number {
    const outcome = record.detail(span);
    if (outcome === CACHE.hit) return LOOKUP.hit;
    if (outcome === CACHE.missed) return LOOKUP.missed;
    // What a tenant pushes out of its own keys is charged to nobody.
    this.evictor[record.parent(span)] = outcome === record.tenant ? NONE : outcome;
    return outcome;
  }

  private divide(record: TraceRecord, span: number, kind: number): void {
    const lane = record.parent(span);
    if (lane === NONE) return;
    const where = record.where(span);
    const spanUs = record.end(span) - record.start(span);
    switch (kind) {
      case SPAN.wait: {
        const resource = this.resourceOf(where);
        if (BEHIND_CONNECTIONS.includes(resource)) this.holds[lane] = 1;
        this.blame(record, span, resource, resource);
        if (resource === 'connections') this.holds[lane] = 1;
        return;
      }
      case SPAN.service:
      case SPAN.sharing: {
        const at = this.resourceOf(where);
        if (BEHIND_CONNECTIONS.includes(at)) this.holds[lane] = 1;
        const extra = this.evictor[lane]! >= 0 ? 'cache' : 'buffer-pool';
        this.blame(record, span, kind === SPAN.sharing ? at : extra, at);
        this.own(record, span, 'work', at, spanUs);
        return;
      }
      case SPAN.lock: {
        // The first locks of a world are the gates of its tenants' writes.
        const isGate = where < this.world.accounts.length;
        if (!isGate) this.holds[lane] = 1;
        const resource = isGate ? 'move' : 'locks';
        this.blame(record, span, resource, resource);
        return;
      }
      case SPAN.delay: {
        const at = this.holds[lane] === 1 ? 'locks' : 'cache';
        this.blame(record, span, 'partitions', 'partitions');
        this.own(record, span, 'pause', at, spanUs);
        return;
      }
      case SPAN.limit:
        this.blame(record, span, 'edge', 'edge');
        return;
      case SPAN.follow:
        this.blame(record, span, 'cache', 'cache');
        return;
      case SPAN.backoff:
        this.blame(record, span, 'links', 'links');
    }
  }

  /** @param resource  what tenants are charged for; the system is charged for being slow where the request was */
  private blame(record: TraceRecord, span: number, resource: string, at: string): void {
    const held = this.holds[record.parent(span)] === 1;
    const system = this.world.ledger!.system;
    let unnamedUs = record.charged(span);
    for (let part = 0; part < record.parts && unnamedUs > 0; part++) {
      if (record.partSpan(part) !== span) continue;
      const us = record.partUs(part);
      const culprit = record.partWho(part);
      unnamedUs -= us;
      this.parts.add({ kind: 'blame', resource: culprit === system ? at : resource, at, held, culprit }, us);
    }
    this.parts.add({ kind: 'blame', resource, at, held, culprit: UNNAMED }, unnamedUs);
  }

  /** What is left of a span once all charges are taken off. */
  private own(record: TraceRecord, span: number, kind: PartKind['kind'], at: string, spanUs: number): void {
    const held = this.holds[record.parent(span)] === 1;
    this.parts.add({ kind, resource: at, at, held, culprit: NOBODY }, spanUs - record.charged(span));
  }

  private resourceOf(station: number): string {
    const known = this.resources[station];
    if (known !== undefined) return known;
    const { stations, pools } = this.world;
    const pool = pools[stations[station]!.pool]!;
    const isIo = pool.stations[1] === stations[station];
    const name = pool.tier === PLACED.database ? (isIo ? 'database-io' : 'database-cpu') : RESOURCES[pool.tier]!;
    this.resources[station] = name;
    return name;
  }
}
