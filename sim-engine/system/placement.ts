/**
 * @module Placement: builds the pools that an isolation plan asks for, moves tenants between them, takes down empty ones.
 *
 * Invariant: at every tier every tenant is placed on exactly one pool that stands.
 */
import { assert } from '../kernel/assert.ts';
import { type ParamValues, withDefaults } from '../model/registry.ts';
import type { SystemSpec } from '../model/scenario.ts';
import type { BalancingPolicy } from '../policies/balancing/balancing.ts';
import type { Discipline, FlowSpec } from '../policies/discipline/discipline.ts';
import type { Cache } from '../policies/eviction/eviction.ts';
import { EVICTION } from '../policies/eviction/index.ts';
import type { Group, IsolationPlan } from '../policies/isolation/isolation.ts';
import { entryOf } from '../policies/lookup.ts';
import { blameStation } from './blaming.ts';
import { PLACED, PLACED_COUNT, Pool } from './pool.ts';
import { poolSize } from './pool-sizing.ts';
import { Station } from './station.ts';
import type { World } from './world.ts';

/** Everything needed to build a pool again when a run is restored. */
export interface PoolRecord {
  readonly tier: number;
  readonly title: string;
  readonly units: number;
  readonly waitingMax: number;
  readonly priceMicroUsdPerHour: number;
  readonly engine: number;
  readonly group: readonly number[];
  readonly createdUs: number;
}

/** How newcomers wait at servers, connections and workers. */
export interface QueueRule {
  readonly discipline: Discipline;
  readonly params: ParamValues;
}

/** Target pool per tier and tenant. */
export type Targets = readonly (readonly Pool[])[];

const QUEUED_TIERS: readonly number[] = [PLACED.app, PLACED.connections, PLACED.jobs];

/** The pools of one system. */
export class Placement {
  private readonly world: World;
  private readonly system: SystemSpec;
  private readonly flows: readonly FlowSpec[];
  private readonly serial = { app: 0, connections: 0, database: 0, jobs: 0 };

  /** @param flows  what queues may know of each tenant */
  constructor(world: World, system: SystemSpec, flows: readonly FlowSpec[]) {
    this.world = world;
    this.system = system;
    this.flows = flows;
    for (let tier = 0; tier < PLACED_COUNT; tier++) world.placement.push([]);
  }

  /**
   * Finds or builds the pools of a plan; nobody is moved yet.
   *
   * @param plan       where everybody shall be
   * @param rule       queue rule of the plan
   * @param build      called with every pool that has to be built
   */
  prepare(plan: IsolationPlan, rule: QueueRule, build: (record: PoolRecord) => Pool): Targets {
    const targets: Pool[][] = Array.from({ length: PLACED_COUNT }, () => []);
    const assign = (tier: number, groups: readonly Group[], engineOf: (group: Group) => number): void => {
      for (const group of groups) {
        const pool = this.poolFor(tier, group, engineOf(group), build);
        if (QUEUED_TIERS.includes(tier)) this.applyRule(pool, rule);
        for (const tenant of group.tenants) targets[tier]![tenant] = pool;
      }
    };
    const none = (): number => -1;
    assign(PLACED.database, plan.database, none);
    assign(PLACED.connections, plan.connections, (group) => targets[PLACED.database]![group.tenants[0]!]!.index);
    assign(PLACED.app, plan.app, none);
    assign(PLACED.cache, plan.cache, none);
    assign(PLACED.jobs, plan.jobs, none);
    return targets;
  }

  /** Places a tenant on its targets; what it has in flight finishes where it is. */
  cutOver(tenant: number, targets: Targets): void {
    for (let tier = 0; tier < PLACED_COUNT; tier++) {
      const to = targets[tier]![tenant]!;
      const from = this.world.placement[tier]![tenant];
      if (from === to) continue;
      if (from !== undefined) from.placed--;
      to.placed++;
      this.world.placement[tier]![tenant] = to;
    }
  }

  /** Takes down a pool if it is idle. @returns true when it was */
  retireIfIdle(pool: Pool): boolean {
    if (pool.retired || !pool.idle) return false;
    pool.retiredUs = this.world.nowUs;
    if (pool.engine >= 0) {
      const engine = this.world.pools[pool.engine]!;
      engine.users--;
      this.retireIfIdle(engine);
    }
    return true;
  }

  /** Takes down every idle pool; sets `world.watched` while some still wait to become idle. */
  sweep(): void {
    let waiting = false;
    for (const pool of this.world.pools) {
      if (pool.retired) continue;
      this.retireIfIdle(pool);
      if (!pool.retired && pool.placed === 0 && pool.expected === 0) waiting = true;
    }
    this.world.watched = waiting;
  }

  /** @returns price of everything that stands, micro-dollars per hour */
  priceMicroUsdPerHour(): number {
    let price = 0;
    for (const pool of this.world.pools) if (!pool.retired) price += pool.priceMicroUsdPerHour;
    return price;
  }

  /** Builds a pool and puts it up. */
  build(record: PoolRecord, balancing: BalancingPolicy): Pool {
    const { world } = this;
    const index = world.pools.length;
    const stream = world.bank.open(`balance/${index}`);
    const cached = record.tier === PLACED.cache;
    const pool = new Pool({
      index,
      tier: record.tier,
      title: record.title,
      stations: cached ? [] : this.stations(record, index),
      balancer: record.tier === PLACED.app ? balancing.balancer(stream, withDefaults(balancing, {})) : null,
      cache: cached ? this.cache(record.units, index) : null,
      engine: record.engine,
      units: record.units,
      priceMicroUsdPerHour: record.priceMicroUsdPerHour,
      createdUs: record.createdUs,
      group: record.group,
      tenants: this.flows.length,
    });
    world.pools.push(pool);
    return pool;
  }

  /** Gives every app pool that stands a balancer of another policy. */
  rebalance(policy: BalancingPolicy): void {
    for (const pool of this.world.pools) {
      if (pool.balancer === null) continue;
      const stream = this.world.bank.open(`balance/${pool.index}`);
      pool.balancer = policy.balancer(stream, withDefaults(policy, {}));
    }
  }

  private poolFor(tier: number, group: Group, engine: number, build: (record: PoolRecord) => Pool): Pool {
    const size = poolSize(this.system, tier, group.share);
    const standing = this.world.pools.find(
      (pool) =>
        !pool.retired &&
        pool.tier === tier &&
        pool.engine === engine &&
        pool.units === size.units &&
        pool.group.length === group.tenants.length &&
        pool.group.every((tenant, at) => tenant === group.tenants[at]),
    );
    if (standing !== undefined) return standing;
    const pool = build({
      tier,
      title: group.title,
      units: size.units,
      waitingMax: size.waitingMax,
      priceMicroUsdPerHour: size.priceMicroUsdPerHour,
      engine,
      group: group.tenants,
      createdUs: this.world.nowUs,
    });
    if (engine >= 0) this.world.pools[engine]!.users++;
    return pool;
  }

  private applyRule(pool: Pool, rule: QueueRule): void {
    for (const station of pool.stations) {
      if (!station.follows(rule.discipline, rule.params)) {
        station.setDiscipline(rule.discipline, rule.params, this.world.nowUs);
      }
    }
  }

  private stations(record: PoolRecord, pool: number): Station[] {
    const { app, database } = this.system;
    const { units, waitingMax } = record;
    switch (record.tier) {
      case PLACED.app:
        return Array.from({ length: units }, () =>
          this.station(pool, 'app', `app-${++this.serial.app}`, app.threadsPerInstance, app.boundPerInstance, 1),
        );
      case PLACED.connections:
        return [this.station(pool, 'connections', `pool-${++this.serial.connections}`, units, units + waitingMax, 1)];
      case PLACED.database: {
        const name = `db-${++this.serial.database}`;
        return [
          this.station(pool, 'database-cpu', `${name}-cpu`, units * database.coresPerUnit, 0, 1),
          this.station(pool, 'database-io', `${name}-io`, units, 0, 1_000_000 / database.ioPerSecPerUnit),
        ];
      }
      default:
        assert(record.tier === PLACED.jobs, `no stations at tier ${record.tier}`);
        return [this.station(pool, 'jobs', `jobs-${++this.serial.jobs}`, units, units + waitingMax, 1)];
    }
  }

  private cache(capacity: number, pool: number): Cache {
    const { policy: chosen, ttlUs } = this.system.cache;
    const policy = chosen === undefined ? EVICTION[0]! : entryOf(EVICTION, chosen.id);
    const terms = { capacity, tenants: this.flows.length, ...(ttlUs === undefined ? {} : { ttlUs }) };
    return policy.cache(terms, withDefaults(policy, chosen?.params ?? {}), this.world.bank.open(`cache/${pool}`));
  }

  private station(pool: number, resource: string, id: string, servers: number, bound: number, unitUs: number): Station {
    const { world, flows } = this;
    const setting = { requests: world.requests, flows };
    const station = new Station(world.stations.length, pool, { id, servers, bound }, setting);
    blameStation(world, station, resource);
    station.measure.begin(world.nowUs);
    world.stations.push(station);
    world.unitUs.push(unitUs);
    return station;
  }
}
