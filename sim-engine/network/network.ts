/**
 * @module Network: any model of stations, routes and tenants, built from plain objects and read with exact statistics.
 *
 * It runs on the same world as the SaaS system; the oracles and the benchmarks are written with it.
 */

import { StreamBank } from '../kernel/random-stream.ts';
import { fail, type Issue, issue, ok, type Result } from '../kernel/result.ts';
import { BlameLedger } from '../measure/blame/blame-ledger.ts';
import { ledgerPlaces, placeNames } from '../measure/blame/ledger-places.ts';
import { LockBlame } from '../measure/blame/lock-blame.ts';
import { MemberAccounts } from '../measure/member-accounts.ts';
import { OccupancyMeter } from '../measure/occupancy-meter.ts';
import { newKept, TenantAccount } from '../measure/tenant-account.ts';
import { tableOrDefault, withDefaults } from '../model/registry.ts';
import type { TraceReport } from '../model/trace.ts';
import { ARRIVALS } from '../policies/arrival/index.ts';
import { meanRatePerSec } from '../policies/arrival/mean-rate.ts';
import { BALANCING } from '../policies/balancing/index.ts';
import type { FlowSpec } from '../policies/discipline/discipline.ts';
import { DISCIPLINES } from '../policies/discipline/index.ts';
import { entryOf } from '../policies/lookup.ts';
import { blameStation, readBlame } from '../system/blaming.ts';
import { Lock } from '../system/lock.ts';
import { setSlowdown } from '../system/pace.ts';
import { Pool } from '../system/pool.ts';
import { membersOf, Source } from '../system/source.ts';
import { Station } from '../system/station.ts';
import { traceReport } from '../system/trace-view.ts';
import { World } from '../system/world.ts';
import { budgetIssue, setBudget } from './budget.ts';
import { checkNetwork } from './check-network.ts';
import { checkSteady } from './check-steady.ts';
import { compileSteps, type RouteParts, samplerOf } from './compile-route.ts';
import { edgeLimiters } from './edge-limiters.ts';
import { linksOfRoute } from './links-of-route.ts';
import type {
  NetworkCharge,
  NetworkLockStats,
  NetworkRoute,
  NetworkSpec,
  NetworkStationStats,
  NetworkTenantStats,
} from './network-spec.ts';
import { stationStats, tenantStats } from './network-stats.ts';
import { checkTraces, networkTracer } from './network-traces.ts';
import { NetworkUseError } from './network-use-error.ts';

/** A network at work. */
export class Network {
  private readonly world: World;
  private readonly spec: NetworkSpec;
  private readonly tenantIds: readonly string[];
  private readonly tenantPlaces: ReadonlyMap<string, number>;
  private sinceUs = 0;

  private constructor(spec: NetworkSpec) {
    this.spec = spec;
    this.tenantIds = [...new Set(spec.routes.map((route) => route.tenant))];
    this.tenantPlaces = new Map(this.tenantIds.map((id, place) => [id, place]));
    const accounts = this.tenantIds.map(() => new TenantAccount(spec.sloUs ?? Number.POSITIVE_INFINITY));
    const ignore = (): void => {};
    const listener = { timelineDue: (item: number) => this.faultDue(item), chunkCopied: ignore, poolVacated: ignore };
    const ledger = spec.blame === false ? null : new BlameLedger(ledgerPlaces(this.ratesPerSec()));
    this.world = new World(new StreamBank(spec.seed), accounts, listener, ledger);
    this.world.tracer = networkTracer(spec);
    setBudget(this.world, spec.budget ?? {});
    if (spec.keepLatencies === true) {
      for (const account of accounts) account.kept = newKept();
    }
    for (const { tenant, members = 1 } of spec.routes) {
      if (members > 1) accounts[this.placeOf(tenant)]!.members ??= new MemberAccounts(members);
    }
    this.buildStations();
    if (spec.trackTenants === true) {
      this.world.meter = new OccupancyMeter(spec.stations.length + 1, this.tenantIds.length);
    }
    this.buildRoutes();
    (spec.faults ?? []).forEach((fault, at) => {
      this.world.scheduleTimeline(fault.fromUs, at);
      this.world.scheduleTimeline(fault.toUs, at);
    });
  }

  /**
   * Builds a network.
   *
   * @param spec  the model
   * @returns the network at time 0, or every issue: unknown ids (`unknown-part`), impossible numbers, no steady state (`unstable`)
   */
  static create(spec: NetworkSpec): Result<Network> {
    const issues: Issue[] = [...checkNetwork(spec), ...checkTraces(spec)];
    if (issues.length === 0 && spec.steadyState === true) issues.push(...checkSteady(spec));
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

  /**
   * @param untilUs  whole microseconds, not before now
   * @throws NetworkUseError `step-budget` or `memory-budget` when the model costs more than it may
   */
  advanceTo(untilUs: number): void {
    if (!this.world.runUntil(untilUs)) throw new NetworkUseError(budgetIssue(this.world));
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
    while (this.world.queue.length > 0) this.advanceTo(this.world.nowUs + 1_000_000);
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
    return stationStats(this.world, station, this.tenantIds, this.sinceUs);
  }

  /** @param id  a tenant of the routes */
  tenant(id: string): NetworkTenantStats {
    const index = this.tenantPlaces.get(id);
    if (index === undefined) {
      throw new NetworkUseError(
        issue('unknown-part', 'routes', `found tenant ${id}, expected one of ${this.tenantIds.join(', ')}`),
      );
    }
    return tenantStats(this.world, index);
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
    const names = placeNames(ledger.placeOf, this.tenantIds);
    for (const { resource, us } of reading) {
      us.forEach((each, at) => {
        const culprit = names[Math.floor(at / ledger.places)] ?? '_system';
        if (each > 0) charges.push({ resource, culprit, victim: names[at % ledger.places]!, us: each });
      });
    }
    return charges;
  }

  /** @returns the traces kept so far, each of them whole; null unless `traces` were asked for */
  traces(): TraceReport | null {
    const { world, tenantIds } = this;
    const names = { tenants: tenantIds, system: '_system', operation: () => 'request' };
    return world.tracer === null ? null : traceReport(world, world.tracer, names, world.nowUs);
  }

  /** A fault begins or ends: every one that holds now slows by its factor, and a stop stops. */
  private faultDue(item: number): void {
    const { world, spec } = this;
    const id = spec.faults![item]!.station;
    let slowdown = 1;
    for (const fault of spec.faults!) {
      const holds = fault.station === id && fault.fromUs <= world.nowUs && world.nowUs < fault.toUs;
      if (holds) slowdown *= fault.slowdown ?? Number.POSITIVE_INFINITY;
    }
    const station = world.stations.find((each) => each.id === id)!;
    setSlowdown(world, station, slowdown);
  }

  /** @param id  a tenant of some route */
  private placeOf(id: string): number {
    return this.tenantPlaces.get(id)!;
  }

  private buildStations(): void {
    const { world, spec } = this;
    // Stations with one cap share their flows: a hundred thousand tenants have an object each here.
    const flowsByCap = new Map<number, FlowSpec[]>();
    spec.stations.forEach((each, index) => {
      const cap = each.cap ?? Number.POSITIVE_INFINITY;
      const flows = flowsByCap.get(cap) ?? this.flows(cap);
      flowsByCap.set(cap, flows);
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

  /** Mean rate of each tenant; users who wait for their answers send at most one request per time to think. */
  private ratesPerSec(): number[] {
    const rates = this.tenantIds.map(() => 0);
    for (const { tenant, arrivals } of this.spec.routes) {
      rates[this.placeOf(tenant)]! +=
        'users' in arrivals ? (arrivals.users * 1e6) / arrivals.think.meanUs : meanRatePerSec(arrivals);
    }
    return rates;
  }

  private flows(cap: number): FlowSpec[] {
    const { weights, priorities } = this.spec;
    return this.tenantIds.map((tenant) => ({
      weight: weights?.[tenant] ?? 1,
      priority: priorities?.[tenant] ?? 0,
      cap,
    }));
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
    const parts: Omit<RouteParts, 'linkOf'> = {
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
      nextClass: () => world.classes.length,
      addClass: (type) => world.addClass(type),
      addCall: (call) => world.calls.push(call) - 1,
    };
    world.tracesInputs = spec.traceInputs ?? true;
    const classes = spec.routes.map((route, index) =>
      compileSteps(
        route.steps,
        { tenant: this.placeOf(route.tenant), name: streamsOf(route, index), place: streamsOf(route, index) },
        { ...parts, linkOf: linksOfRoute(world.bank) },
      ),
    );
    spec.routes.forEach((route, index) => {
      world.addSource(this.source(route, index, classes[index]!));
    });
    const limiters = edgeLimiters(spec.limits ?? {});
    const distinct = [...new Set(limiters.values())];
    for (const [tenant, limiter] of limiters) {
      const index = this.placeOf(tenant);
      world.limiters[index] = limiter;
      world.limiterNumbers[index] = distinct.indexOf(limiter) + 1;
    }
  }

  private source(route: NetworkRoute, index: number, type: number): Source {
    const { bank } = this.world;
    const { arrivals } = route;
    const fromUs = route.fromUs ?? 0;
    const name = streamsOf(route, index);
    const stream = bank.open(`arrivals/${name}`);
    const closed = 'users' in arrivals;
    const law = closed ? null : entryOf(ARRIVALS, arrivals.id);
    return new Source({
      tenant: this.placeOf(route.tenant),
      process:
        closed || law === null
          ? null
          : law.process(withDefaults(law, arrivals.params), stream, fromUs, {
              table: tableOrDefault(law, arrivals.table),
              bank,
            }),
      members: membersOf(route, 0, name, bank),
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
}

/** Prefix of the names of a route's random streams. */
function streamsOf(route: NetworkRoute, index: number): string {
  return route.streams ?? `${route.tenant}/${index}`;
}
