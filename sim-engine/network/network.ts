/**
 * @module Network: any model of stations, routes and tenants, built from plain objects and read with exact statistics.
 *
 * It runs on the same world as the SaaS system; the oracles and the benchmarks are written with it.
 */

import { StreamBank } from '../kernel/random-stream.ts';
import { fail, type Issue, issue, ok, type Result } from '../kernel/result.ts';
import { OccupancyMeter } from '../measure/occupancy-meter.ts';
import { TenantAccount } from '../measure/tenant-account.ts';
import { tableOrDefault, withDefaults } from '../model/registry.ts';
import { ARRIVALS } from '../policies/arrival/index.ts';
import { BALANCING } from '../policies/balancing/index.ts';
import { DISCIPLINES } from '../policies/discipline/index.ts';
import { LAWS } from '../policies/law/index.ts';
import { tokenBucket } from '../policies/limiting/token-bucket.ts';
import { entryOf } from '../policies/lookup.ts';
import { Pool } from '../system/pool.ts';
import { Source } from '../system/source.ts';
import { Station } from '../system/station.ts';
import { World } from '../system/world.ts';
import { checkNetwork } from './check-network.ts';
import { compileRoute, type TierOfVisit } from './compile-route.ts';
import type { NetworkSpec, NetworkStationStats, NetworkTenantStats } from './network-spec.ts';

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
    const listener = { timelineDue: ignore, chunkCopied: ignore, poolVacated: ignore };
    this.world = new World(new StreamBank(spec.seed), accounts, listener);
    if (spec.keepLatencies === true) for (const account of accounts) account.kept = { latencies: [], waits: [] };
    this.buildStations();
    if (spec.trackTenants === true) {
      this.world.meter = new OccupancyMeter(spec.stations.length + 1, this.tenantIds.length);
    }
    this.buildRoutes();
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
      inFlight: this.inFlight(index),
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
    };
  }

  private inFlight(tenant: number): number {
    let count = 0;
    this.world.requests.forEachLive((row) => {
      if (this.world.requests.tenant[row] === tenant) count++;
    });
    return count;
  }

  private buildStations(): void {
    const weights = this.tenantIds.map((tenant) => this.spec.weights?.[tenant] ?? 1);
    this.spec.stations.forEach((each, index) => {
      const station = new Station(index, index, { id: each.id, servers: each.servers, bound: each.bound ?? 0 });
      if (each.discipline !== undefined) {
        const discipline = entryOf(DISCIPLINES, each.discipline.id);
        station.setDiscipline(discipline, withDefaults(discipline, each.discipline.params), weights);
      }
      if (this.spec.trackDistribution === true) station.measure.trackDistribution();
      this.world.stations.push(station);
      this.world.unitUs.push(1);
    });
    this.world.stations.forEach((station, index) => {
      this.world.pools.push(this.pool(index, [station], null));
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
    const tierOf: TierOfVisit = (visit, balancing) => {
      const ids = typeof visit === 'string' ? [visit] : visit;
      const key = `${balancing} ${ids.join(' ')}`;
      const known = tierByVisit.get(key);
      if (known !== undefined) return known;
      const stations = ids.map((id) => world.stations.find((station) => station.id === id)!);
      const policy = entryOf(BALANCING, balancing);
      const pool = this.pool(world.pools.length, stations, policy.balancer(world.bank.open(`balance/${key}`)));
      world.pools.push(pool);
      const tier = world.placement.length;
      world.placement.push(this.tenantIds.map(() => pool));
      tierByVisit.set(key, tier);
      return tier;
    };
    spec.routes.forEach((route, index) => {
      const tenant = this.tenantIds.indexOf(route.tenant);
      world.classes.push(compileRoute(route, index, tenant, world.bank, LAWS, tierOf));
    });
    world.tracesInputs = spec.traceInputs ?? true;
    spec.routes.forEach((route, index) => {
      const law = entryOf(ARRIVALS, route.arrivals.id);
      const stream = world.bank.open(`arrivals/${route.tenant}/${index}`);
      world.addSource(
        new Source({
          tenant: this.tenantIds.indexOf(route.tenant),
          process: law.process(withDefaults(law, route.arrivals.params), stream, 0, {
            table: tableOrDefault(law, route.arrivals.table),
            bank: world.bank,
          }),
          classes: [{ index, weight: 1 }],
          mixStream: stream,
          keys: null,
          keyStream: stream,
          sweepFrom: 0,
          sweepKeys: 0,
          fromUs: 0,
          untilUs: route.untilUs ?? Number.POSITIVE_INFINITY,
        }),
      );
    });
    for (const [tenant, limit] of Object.entries(spec.limits ?? {})) {
      world.limiters[this.tenantIds.indexOf(tenant)] = tokenBucket.limiter(limit, 0);
    }
  }
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
