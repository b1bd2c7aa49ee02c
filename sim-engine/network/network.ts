/**
 * @module Network: any model of stations, routes and tenants, built from plain objects and read with exact statistics.
 *
 * It runs on the same world as the SaaS system; the oracles and the benchmarks are written with it.
 */

import { StreamBank } from '../kernel/random-stream.ts';
import { fail, type Issue, issue, ok, type Result } from '../kernel/result.ts';
import { BlameLedger, DENSE_MAX } from '../measure/blame/blame-ledger.ts';
import { LockBlame } from '../measure/blame/lock-blame.ts';
import { OccupancyMeter } from '../measure/occupancy-meter.ts';
import { TenantAccount } from '../measure/tenant-account.ts';
import { tableOrDefault, withDefaults } from '../model/registry.ts';
import { ARRIVALS } from '../policies/arrival/index.ts';
import { BACKOFFS } from '../policies/backoff/index.ts';
import { BALANCING } from '../policies/balancing/index.ts';
import { BREAKERS } from '../policies/breaker/index.ts';
import { DISCIPLINES } from '../policies/discipline/index.ts';
import { entryOf } from '../policies/lookup.ts';
import { RETRY_BUDGETS } from '../policies/retry-budget/index.ts';
import { blameStation, readBlame } from '../system/blaming.ts';
import type { LinkSpec } from '../system/link.ts';
import { Lock } from '../system/lock.ts';
import { Pool } from '../system/pool.ts';
import { CLIENT } from '../system/request-table.ts';
import { setSlowdown } from '../system/serving.ts';
import { Source } from '../system/source.ts';
import { Station } from '../system/station.ts';
import { World } from '../system/world.ts';
import { checkNetwork } from './check-network.ts';
import { compileSteps, type RouteParts, samplerOf } from './compile-route.ts';
import { edgeLimiters } from './edge-limiters.ts';
import type {
  NetworkCharge,
  NetworkLink,
  NetworkLockStats,
  NetworkRoute,
  NetworkSpec,
  NetworkStationStats,
  NetworkTenantStats,
} from './network-spec.ts';

/** A network at work. */
export class Network {
  private readonly world: World;
  private readonly spec: NetworkSpec;
  private readonly tenantIds: readonly string[];
  private sinceUs = 0;

  private constructor(spec: NetworkSpec) {
    this.spec = spec;
    this.tenantIds = [...new Set(spec.routes.map((route) => route.tenant))];
    const accounts = this.tenantIds.map(() => new TenantAccount(spec.sloUs ?? Number.POSITIVE_INFINITY));
    const ignore = (): void => {};
    const listener = { timelineDue: (item: number) => this.faultDue(item), chunkCopied: ignore, poolVacated: ignore };
    const ledger = spec.blame === false ? null : new BlameLedger(ledgerPlaces(this.tenantIds.length));
    this.world = new World(new StreamBank(spec.seed), accounts, listener, ledger);
    if (spec.keepLatencies === true) {
      for (const account of accounts) account.kept = { latencies: [], waits: [], numbers: [] };
    }
    this.buildStations();
    if (spec.trackTenants === true) {
      this.world.meter = new OccupancyMeter(spec.stations.length + 1, this.tenantIds.length);
    }
    this.buildRoutes();
    // In order of time: where one fault ends as the next begins, it ends first.
    const faults = (spec.faults ?? [])
      .map((fault, at) => ({ fault, at }))
      .sort((a, b) => a.fault.fromUs - b.fault.fromUs);
    faults.forEach(({ fault, at }) => {
      this.world.scheduleTimeline(fault.fromUs, 2 * at);
      this.world.scheduleTimeline(fault.toUs, 2 * at + 1);
    });
  }

  /**
   * Builds a network.
   *
   * @param spec  the model
   * @returns the network at time 0, or every issue: unknown ids (`unknown-part`), impossible numbers
   */
  static create(spec: NetworkSpec): Result<Network> {
    const issues: Issue[] = checkNetwork(spec);
    return issues.length > 0 ? fail(...issues) : ok(new Network(spec));
  }

  /** Every event before this instant has happened; microseconds. */
  get nowUs(): number {
    return this.world.nowUs;
  }

  /** Model events so far: one per external arrival, one per service completion. */
  get events(): number {
    return this.world.modelEvents;
  }

  /** @param untilUs  whole microseconds, not before now */
  advanceTo(untilUs: number): void {
    this.world.runUntil(untilUs);
  }

  /** Runs until nothing is pending; every route must have an `untilUs`. */
  drain(): void {
    const endless = this.spec.routes.find((route) => route.untilUs === undefined);
    if (endless !== undefined) {
      throw new NetworkUseError(
        issue(
          'endless-arrivals',
          'routes',
          `tenant ${endless.tenant} has no untilUs, so the network never drains: give it one`,
        ),
      );
    }
    while (this.world.queue.length > 0) this.world.runUntil(this.world.nowUs + 1_000_000);
  }

  /** Ends a warm-up: forgets every statistic, keeps the state. */
  resetStatistics(): void {
    this.sinceUs = this.world.nowUs;
    for (const station of this.world.stations) {
      station.measure.elapse(this.world.nowUs, station.outstanding, station.busy);
      station.measure.reset(this.world.nowUs);
    }
    for (const account of this.world.accounts) account.reset();
    this.world.meter?.reset(this.world.nowUs);
  }

  /** @returns digest of every event so far, 16 lowercase hex digits */
  digest(): string {
    return this.world.digest.hex();
  }

  /** @param id  a station of the spec */
  station(id: string): NetworkStationStats {
    const station = this.world.stations.find((candidate) => candidate.id === id);
    if (station === undefined) {
      throw new NetworkUseError(
        issue(
          'unknown-part',
          'stations',
          `found station ${id}, expected one of ${this.spec.stations.map((each) => each.id).join(', ')}`,
        ),
      );
    }
    const { measure } = station;
    measure.elapse(this.world.nowUs, station.outstanding, station.busy);
    const span = Math.max(1, this.world.nowUs - this.sinceUs);
    const meter = this.world.meter;
    const tenants: Record<string, { presentAreaUs: number; sojournSumUs: number }> = {};
    if (meter !== null) {
      this.tenantIds.forEach((tenant, index) => {
        tenants[tenant] = meter.read(station.index + 1, index, this.world.nowUs);
      });
    }
    return {
      served: measure.served,
      rejected: measure.rejected,
      utilisation: measure.busyUs / (span * station.servers),
      presentMean: measure.presentUs / span,
      waitingMean: (measure.presentUs - measure.busyUs) / span,
      waitingMax: measure.waitingMax,
      delayedShare: measure.started === 0 ? 0 : measure.delayed / measure.started,
      waitMeanUs: measure.started === 0 ? 0 : measure.waitedUs / measure.started,
      presentAreaUs: measure.presentUs,
      sojournSumUs: measure.sojournUs,
      distribution: measure.distributionUs().map((us) => us / span),
      tenants,
    };
  }

  /** @param id  a tenant of the routes */
  tenant(id: string): NetworkTenantStats {
    const index = this.tenantIds.indexOf(id);
    const account = this.world.accounts[index];
    if (account === undefined) {
      throw new NetworkUseError(
        issue('unknown-part', 'routes', `found tenant ${id}, expected one of ${this.tenantIds.join(', ')}`),
      );
    }
    const latency = account.current.latency;
    const { kept } = account;
    // Sorted when first asked: whoever only counts must not pay for it.
    let sorted: Float64Array | null = null;
    const meter = this.world.meter?.read(0, index, this.world.nowUs);
    return {
      arrived: account.arrived,
      completed: account.completed,
      rejected: account.rejected,
      timedOut: account.timedOut,
      failed: account.failed,
      inFlight: this.inFlight(index),
      attempts: account.arrived + account.extraAttempts,
      latencyMeanUs: latency.mean(),
      waitMeanUs: account.completed === 0 ? 0 : account.waitedUs / account.completed,
      latencyUs: (share) => {
        if (kept === null) return latency.percentile(share);
        sorted ??= Float64Array.from(kept.latencies).sort();
        return sorted[Math.max(1, Math.ceil(share * sorted.length - 1e-9)) - 1] ?? 0;
      },
      waitExceedsShare: (us) => {
        const waits = kept?.waits ?? [];
        return waits.length === 0 ? Number.NaN : waits.filter((wait) => wait > us).length / waits.length;
      },
      presentAreaUs: meter?.presentAreaUs ?? 0,
      sojournSumUs: meter?.sojournSumUs ?? 0,
      latencyDigest: account.latencyDigest.hex(),
      arrivalDigest: account.arrivalDigest.hex(),
      latencies: kept?.latencies ?? [],
      numbers: kept?.numbers ?? [],
      waits: kept?.waits ?? [],
    };
  }

  /** @param id  a lock of the spec */
  lock(id: string): NetworkLockStats {
    const lock = this.world.locks.find((candidate) => candidate.id === id);
    if (lock === undefined) {
      const known = (this.spec.locks ?? []).join(', ') || 'none';
      throw new NetworkUseError(issue('unknown-part', 'locks', `found lock ${id}, expected one of ${known}`));
    }
    return { holders: lock.holders, waiting: lock.waiting };
  }

  /**
   * Who is charged for which delay since the beginning, waits that go on included.
   *
   * @returns charges above 0; per victim they add up to `delayUs`
   */
  blame(): readonly NetworkCharge[] {
    const { ledger } = this.world;
    if (ledger === null) return [];
    const charges: NetworkCharge[] = [];
    const reading = readBlame(this.world);
    for (const { resource, us } of reading) {
      us.forEach((each, at) => {
        const culprit = this.tenantIds[Math.floor(at / ledger.places)] ?? '_system';
        if (each > 0) charges.push({ resource, culprit, victim: this.tenantIds[at % ledger.places]!, us: each });
      });
    }
    return charges;
  }

  /** A fault begins (even items) or ends. */
  private faultDue(item: number): void {
    const fault = this.spec.faults![item >> 1]!;
    const station = this.world.stations.find((each) => each.id === fault.station)!;
    const slowdown = (item & 1) === 1 ? 1 : (fault.slowdown ?? Number.POSITIVE_INFINITY);
    setSlowdown(this.world, station, slowdown);
  }

  private inFlight(tenant: number): number {
    let count = 0;
    this.world.requests.forEachLive((row) => {
      if (this.world.requests.tenant[row] === tenant && this.world.requests.parent[row] === CLIENT) count++;
    });
    return count;
  }

  private buildStations(): void {
    const { world, spec } = this;
    spec.stations.forEach((each, index) => {
      const flows = this.tenantIds.map((tenant) => ({
        weight: spec.weights?.[tenant] ?? 1,
        priority: spec.priorities?.[tenant] ?? 0,
        cap: each.cap ?? Number.POSITIVE_INFINITY,
      }));
      const part = { id: each.id, servers: each.servers, bound: each.bound ?? 0 };
      const station = new Station(index, index, part, { requests: world.requests, flows });
      if (each.discipline !== undefined) {
        const discipline = entryOf(DISCIPLINES, each.discipline.id);
        station.setDiscipline(discipline, withDefaults(discipline, each.discipline.params), 0);
      }
      blameStation(world, station, each.id);
      if (spec.trackDistribution === true) station.measure.trackDistribution();
      world.stations.push(station);
      world.unitUs.push(1);
    });
    world.stations.forEach((station, index) => {
      world.pools.push(this.pool(index, [station], null));
    });
    (spec.locks ?? []).forEach((id, index) => {
      const blame = world.ledger === null ? null : new LockBlame(world.ledger, id);
      world.locks.push(new Lock(index, id, world.requests.items, blame));
    });
  }

  private pool(index: number, stations: readonly Station[], balancer: Pool['balancer']): Pool {
    return new Pool({
      index,
      tier: 0,
      title: '',
      stations,
      balancer,
      cache: null,
      engine: -1,
      units: stations.length,
      priceMicroUsdPerHour: 0,
      createdUs: 0,
      group: [],
      tenants: this.tenantIds.length,
    });
  }

  private buildRoutes(): void {
    const { world, spec } = this;
    const tierByVisit = new Map<string, number>();
    const linkByPlace = new Map<string, LinkSpec>();
    const parts: RouteParts = {
      bank: world.bank,
      tierOf: (visit, balancing) => {
        const ids = typeof visit === 'string' ? [visit] : visit;
        const key = `${balancing} ${ids.join(' ')}`;
        const known = tierByVisit.get(key);
        if (known !== undefined) return known;
        const stations = ids.map((id) => world.stations.find((station) => station.id === id)!);
        const policy = entryOf(BALANCING, balancing);
        const pool = this.pool(
          world.pools.length,
          stations,
          policy.balancer(world.bank.open(`balance/${key}`), withDefaults(policy, {})),
        );
        world.pools.push(pool);
        const tier = world.placement.length;
        world.placement.push(this.tenantIds.map(() => pool));
        tierByVisit.set(key, tier);
        return tier;
      },
      lockOf: (id) => (spec.locks ?? []).indexOf(id),
      linkOf: (link, place) => {
        const known = linkByPlace.get(place) ?? this.link(link, place);
        linkByPlace.set(place, known);
        return known;
      },
      nextClass: () => world.classes.length,
      addClass: (type) => world.addClass(type),
      addCall: (call) => world.calls.push(call) - 1,
    };
    world.tracesInputs = spec.traceInputs ?? true;
    const classes = spec.routes.map((route, index) =>
      compileSteps(
        route.steps,
        { tenant: this.tenantIds.indexOf(route.tenant), name: `${route.tenant}/${index}`, place: `${index}` },
        parts,
      ),
    );
    spec.routes.forEach((route, index) => {
      world.addSource(this.source(route, index, classes[index]!));
    });
    for (const [tenant, limiter] of edgeLimiters(spec.limits ?? {})) {
      world.limiters[this.tenantIds.indexOf(tenant)] = limiter;
    }
  }

  private source(route: NetworkRoute, index: number, type: number): Source {
    const { bank } = this.world;
    const { arrivals } = route;
    const fromUs = route.fromUs ?? 0;
    const name = `${route.tenant}/${index}`;
    const stream = bank.open(`arrivals/${name}`);
    const closed = 'users' in arrivals;
    const law = closed ? null : entryOf(ARRIVALS, arrivals.id);
    return new Source({
      tenant: this.tenantIds.indexOf(route.tenant),
      process:
        closed || law === null
          ? null
          : law.process(withDefaults(law, arrivals.params), stream, fromUs, {
              table: tableOrDefault(law, arrivals.table),
              bank,
            }),
      loop: closed ? { users: arrivals.users, think: samplerOf(arrivals.think, bank, `think/${name}`) } : null,
      classes: [{ index: type, weight: 1 }],
      mixStream: stream,
      keys: null,
      keyStream: stream,
      sweepFrom: 0,
      sweepKeys: 0,
      fromUs,
      untilUs: route.untilUs ?? Number.POSITIVE_INFINITY,
    });
  }

  private link(link: NetworkLink, name: string): LinkSpec {
    const backoff = entryOf(BACKOFFS, link.backoff?.id ?? BACKOFFS[0]!.id);
    const budget = entryOf(RETRY_BUDGETS, link.budget?.id ?? RETRY_BUDGETS[0]!.id);
    const breaker = entryOf(BREAKERS, link.breaker?.id ?? BREAKERS[0]!.id);
    return {
      id: name,
      timeoutUs: link.timeoutUs ?? 0,
      cancels: link.cancels ?? false,
      retriesMax: link.retries ?? 0,
      backoff: backoff.backoff(withDefaults(backoff, link.backoff?.params ?? {})),
      budget: budget.budget(withDefaults(budget, link.budget?.params ?? {}), 0),
      breaker: breaker.breaker(withDefaults(breaker, link.breaker?.params ?? {})),
      hedgeAfterUs: link.hedgeAfterUs ?? 0,
      hedgesMax: link.hedges ?? 1,
      stream: this.world.bank.open(`link/${name}`),
    };
  }
}

/** Every tenant has a place of its own up to the ledger's limit; beyond, the later ones share the last. */
function ledgerPlaces(tenants: number): Int32Array {
  return Int32Array.from({ length: tenants }, (_, tenant) => Math.min(tenant, DENSE_MAX - 1));
}

/** Misuse of a network by the program that built it; `issue` says what to do. */
export class NetworkUseError extends Error {
  override readonly name = 'NetworkUseError';
  readonly issue: Issue;

  constructor(found: Issue) {
    super(`${found.code}: ${found.message}`);
    this.issue = found;
  }
}
