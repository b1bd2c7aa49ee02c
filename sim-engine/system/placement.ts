/**
 * @module Placement: builds the pools that an isolation plan asks for, moves tenants between them, takes down empty ones.
 *
 * Invariant: at every tier every tenant is placed on exactly one pool that stands.
 */
import { assert } from '../kernel/assert.ts';
import { type Choice, withDefaults } from '../model/registry.ts';
import type { Plan, SystemSpec } from '../model/scenario.ts';
import type { Balancer, BalancingPolicy } from '../policies/balancing/balancing.ts';
import { BALANCING } from '../policies/balancing/index.ts';
import type { FlowSpec } from '../policies/discipline/discipline.ts';
import type { Cache } from '../policies/eviction/eviction.ts';
import { EVICTION } from '../policies/eviction/index.ts';
import type { Group, IsolationPlan } from '../policies/isolation/isolation.ts';
import { entryOf } from '../policies/lookup.ts';
import { blameStation } from './blaming.ts';
import { BufferPool, type TenantPages } from './buffer-pool.ts';
import { cacheTerms } from './cache-terms.ts';
import { PageFaults } from './page-faults.ts';
import { Partitions } from './partitions.ts';
import { PLACED, PLACED_COUNT, Pool } from './pool.ts';
import { PoolScale } from './pool-scale.ts';
import { poolSize, scaleSize } from './pool-sizing.ts';
import { type QueueRule, queueRule, ruleAt, tierCap } from './queue-rules.ts';
import { autoscalingOf } from './scaling.ts';
import { Station, type StationSpec } from './station.ts';
import { cappedFlows } from './tenant-flows.ts';
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
  readonly capShare: number | null;
  readonly ownBalancing: Choice | null;
  /** Discipline that the pool keeps while it stands, or null where it may change. */
  readonly discipline: Choice | null;
  /** Fewest and most units, where their number changes. */
  readonly scale?: { readonly min: number; readonly max: number };
}

/** Target pool per tier and tenant. */
export type Targets = readonly Pool[][];

/** What of a plan makes one pool another, beside its size. */
type PoolRule = Pick<PoolRecord, 'capShare' | 'ownBalancing' | 'discipline'>;

const NO_RULE: PoolRule = { capShare: null, ownBalancing: null, discipline: null };

const QUEUED_TIERS: readonly number[] = [PLACED.app, PLACED.connections, PLACED.jobs];

/** The pools of one system. */
export class Placement {
  private readonly world: World;
  private readonly system: SystemSpec;
  private readonly flows: readonly FlowSpec[];
  private readonly planOf: readonly Plan[];
  private readonly pagesOf: readonly TenantPages[];
  private readonly serial = { app: 0, connections: 0, database: 0, jobs: 0 };

  /**
   * @param flows   what queues may know of each tenant
   * @param planOf  plan of each tenant
   * @param pagesOf pages of each tenant's data
   */
  constructor(
    world: World,
    system: SystemSpec,
    flows: readonly FlowSpec[],
    planOf: readonly Plan[],
    pagesOf: readonly TenantPages[],
  ) {
    this.world = world;
    this.system = system;
    this.flows = flows;
    this.planOf = planOf;
    this.pagesOf = pagesOf;
    if (system.database.buffer !== undefined) {
      world.pageFaults = new PageFaults();
      world.bufferBook = world.ledger?.book('buffer-pool', 1) ?? null;
    }
    if (system.database.partitions !== undefined) world.creditBook = world.ledger?.book('partitions', 1) ?? null;
    for (let tier = 0; tier < PLACED_COUNT; tier++) world.placement.push([]);
  }

  /**
   * Finds or builds the pools of a plan; nobody is moved yet.
   *
   * @param plan       where everybody shall be
   * @param build      called with every pool that has to be built
   */
  prepare(plan: IsolationPlan, build: (record: PoolRecord) => Pool): Targets {
    const targets: Pool[][] = Array.from({ length: PLACED_COUNT }, () => []);
    const assign = (
      tier: number,
      groups: readonly Group[],
      engineOf: (group: Group) => number,
      own: Partial<PoolRule> = {},
    ): void => {
      const rule = ruleAt(tier, plan, this.system);
      const kept = tier === PLACED.database || rule.discipline.service !== 'serial';
      const discipline = kept && tier !== PLACED.cache ? { id: rule.discipline.id, params: rule.params } : null;
      for (const group of groups) {
        const pool = this.poolFor(tier, group, engineOf(group), { ...NO_RULE, discipline, ...own }, build);
        if (QUEUED_TIERS.includes(tier)) this.applyRule(pool, rule);
        for (const tenant of group.tenants) targets[tier]![tenant] = pool;
      }
    };
    const none = (): number => -1;
    assign(PLACED.database, plan.database, none);
    const capped = { capShare: plan.capShare };
    const engineOf = (group: Group): number => targets[PLACED.database]![group.tenants[0]!]!.index;
    assign(PLACED.connections, plan.connections, engineOf, capped);
    assign(PLACED.app, plan.app, none, { ownBalancing: plan.appBalancing });
    assign(PLACED.cache, plan.cache, none);
    assign(PLACED.jobs, plan.jobs, none, capped);
    return targets;
  }

  /** @param by  1 when a tenant will come to its targets later, -1 when it comes now or never */
  expect(tenant: number, targets: Targets, by: 1 | -1): void {
    targets.forEach((row, tier) => {
      const target = row[tenant]!;
      if (this.world.placement[tier]![tenant] !== target) target.expected += by;
    });
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
      if (pool.retired) continue;
      if ((pool.placed === 0 && pool.expected === 0) || (pool.scale?.draining ?? 0) > 0) waiting = true;
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
    const cached = record.tier === PLACED.cache;
    const stations = cached ? [] : this.stations(record, index);
    const pool = new Pool({
      index,
      tier: record.tier,
      title: record.title,
      stations,
      scale: this.scale(record, stations),
      buffer: record.tier === PLACED.database ? this.buffer(record.units, index) : null,
      partitions: record.tier === PLACED.database ? this.partitions(record) : null,
      balancer: record.tier === PLACED.app ? this.balancer(index, balancing, record.ownBalancing) : null,
      cache: cached ? this.cache(record, index) : null,
      engine: record.engine,
      units: record.units,
      priceMicroUsdPerHour: record.priceMicroUsdPerHour,
      createdUs: record.createdUs,
      group: record.group,
      capShare: record.capShare,
      ownBalancing: record.ownBalancing,
      discipline: record.discipline,
      tenants: this.flows.length,
    });
    world.pools.push(pool);
    return pool;
  }

  /** Gives every app pool a balancer of another policy, except where the isolation model brings its own. */
  rebalance(policy: BalancingPolicy): void {
    for (const pool of this.world.pools) {
      if (pool.balancer === null || pool.ownBalancing !== null) continue;
      pool.balancer = this.balancer(pool.index, policy, null);
    }
  }

  private balancer(pool: number, policy: BalancingPolicy, own: Choice | null): Balancer {
    const stream = this.world.bank.open(`balance/${pool}`);
    const used = own === null ? policy : entryOf(BALANCING, own.id);
    return used.balancer(stream, withDefaults(used, own?.params ?? {}));
  }

  private poolFor(
    tier: number,
    group: Group,
    engine: number,
    own: PoolRule,
    build: (record: PoolRecord) => Pool,
  ): Pool {
    const size = poolSize(this.system, tier, group.share);
    const standing = this.world.pools.find(
      (pool) =>
        !pool.retired &&
        pool.tier === tier &&
        pool.engine === engine &&
        pool.units === size.units &&
        pool.capShare === own.capShare &&
        sameChoice(pool.ownBalancing, own.ownBalancing) &&
        sameChoice(pool.discipline, own.discipline) &&
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
      ...own,
      ...this.scaled(tier, group),
    });
    if (engine >= 0) this.world.pools[engine]!.users++;
    return pool;
  }

  /** @returns the bounds of a pool whose size changes */
  private scaled(tier: number, group: Group): Pick<PoolRecord, 'scale'> {
    const spec = autoscalingOf(this.system, tier);
    if (spec === undefined) return {};
    const { app, jobs } = this.system;
    return { scale: scaleSize(spec, group.share, tier === PLACED.app ? app.instancesMin : jobs.workersMin) };
  }

  private scale(record: PoolRecord, stations: readonly Station[]): PoolScale | null {
    if (record.scale === undefined) return null;
    const terms = {
      ...record.scale,
      first: record.units,
      priceMicroUsdPerHour: record.priceMicroUsdPerHour / record.units,
      waitingMax: record.tier === PLACED.app ? -1 : record.waitingMax,
    };
    return new PoolScale(terms, stations, record.createdUs);
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
    const { waitingMax, tier, capShare, discipline } = record;
    const units = record.scale?.max ?? record.units;
    const each =
      tier === PLACED.app ? app.threadsPerInstance : tier === PLACED.database ? units * database.coresPerUnit : units;
    const flows = cappedFlows(this.flows, this.planOf, { servers: each, capShare, cap: tierCap(this.system, tier) });
    const queued = (resource: string, id: string): Station =>
      this.station(pool, resource, { id, servers: each, bound: units + waitingMax }, 1, flows, discipline);
    switch (tier) {
      case PLACED.app:
        return Array.from({ length: units }, () =>
          this.station(
            pool,
            'app',
            { id: `app-${++this.serial.app}`, servers: each, bound: app.boundPerInstance },
            1,
            flows,
            discipline,
          ),
        );
      case PLACED.connections:
        return [queued('connections', `pool-${++this.serial.connections}`)];
      case PLACED.database: {
        const name = `db-${++this.serial.database}`;
        return [
          this.station(pool, 'database-cpu', { id: `${name}-cpu`, servers: each, bound: 0 }, 1, flows, discipline),
          this.station(
            pool,
            'database-io',
            { id: `${name}-io`, servers: units, bound: 0 },
            1_000_000 / database.ioPerSecPerUnit,
            this.flows,
            null,
          ),
        ];
      }
      default:
        assert(tier === PLACED.jobs, `no stations at tier ${tier}`);
        return [queued('jobs', `jobs-${++this.serial.jobs}`)];
    }
  }

  private partitions({ units, createdUs }: PoolRecord): Partitions | null {
    const spec = this.system.database.partitions;
    return spec === undefined ? null : new Partitions(spec, units, this.flows.length, createdUs);
  }

  private buffer(units: number, pool: number): BufferPool | null {
    const spec = this.system.database.buffer;
    if (spec === undefined) return null;
    const policy = spec.policy === undefined ? EVICTION[0]! : entryOf(EVICTION, spec.policy.id);
    const terms = { capacity: units * spec.pagesPerUnit, tenants: this.flows.length };
    const params = withDefaults(policy, spec.policy?.params ?? {});
    return new BufferPool(policy.cache(terms, params, this.world.bank.open(`buffer/${pool}`)), this.pagesOf);
  }

  private cache({ units, group }: PoolRecord, pool: number): Cache {
    const { policy: chosen } = this.system.cache;
    const policy = chosen === undefined ? EVICTION[0]! : entryOf(EVICTION, chosen.id);
    const terms = cacheTerms(this.system.cache, units, this.planOf, group);
    return policy.cache(terms, withDefaults(policy, chosen?.params ?? {}), this.world.bank.open(`cache/${pool}`));
  }

  private station(
    pool: number,
    resource: string,
    spec: StationSpec,
    unitUs: number,
    flows: readonly FlowSpec[],
    discipline: Choice | null,
  ): Station {
    const { world } = this;
    const station = new Station(world.stations.length, pool, spec, { requests: world.requests, flows });
    if (discipline !== null) {
      const rule = queueRule(discipline);
      station.setDiscipline(rule.discipline, rule.params, world.nowUs);
    }
    station.hides = resource === 'jobs' && !world.faults.messages.heartbeat;
    blameStation(world, station, resource);
    station.measure.begin(world.nowUs);
    world.stations.push(station);
    world.unitUs.push(unitUs);
    return station;
  }
}

function sameChoice(a: Choice | null, b: Choice | null): boolean {
  if (a === null || b === null) return a === b;
  return a.id === b.id && Object.entries(a.params).every(([name, value]) => b.params[name] === value);
}
