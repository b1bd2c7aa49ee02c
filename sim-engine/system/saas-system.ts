/**
 * @module SaaS system: a scenario's tenants on the world, arranged by an isolation model that can change while it runs.
 *
 * Invariant: everything built after the start (pools, noise) is written to the build record in order, so that a restored
 * run opens the same streams in the same order.
 */
import { assertNever } from '../kernel/assert.ts';
import { canonicalText } from '../kernel/canonical-text.ts';
import { StreamBank } from '../kernel/random-stream.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import { BlameLedger } from '../measure/blame/blame-ledger.ts';
import { ledgerPlaces } from '../measure/blame/ledger-places.ts';
import { CostMeter } from '../measure/cost-meter.ts';
import { MemberAccounts } from '../measure/member-accounts.ts';
import { TenantAccount } from '../measure/tenant-account.ts';
import type { Tracer } from '../measure/trace/tracer.ts';
import type { StampedAction } from '../model/action-log.ts';
import type { LinkTerms } from '../model/link-terms.ts';
import { type Choice, withDefaults } from '../model/registry.ts';
import type { LogEntry } from '../model/run-result.ts';
import type { Action, Plan, Scenario } from '../model/scenario.ts';
import { workloadRatePerSec } from '../policies/arrival/mean-rate.ts';
import { BALANCING } from '../policies/balancing/index.ts';
import { ISOLATION } from '../policies/isolation/index.ts';
import { type IsolationPlan, planOf } from '../policies/isolation/isolation.ts';
import { LIMITERS } from '../policies/limiting/index.ts';
import { entryOf } from '../policies/lookup.ts';
import { NOISE } from '../policies/noise/index.ts';
import { pagesOf } from './buffer-pool.ts';
import type { BuildRecord } from './build-record.ts';
import { Clients } from './clients.ts';
import { copyClass, gateClass, jobClass, pacedCopyClass } from './compile-operation.ts';
import { DatabaseLocks } from './database-locks.ts';
import { FaultBook, type FaultListener } from './fault-book.ts';
import { KeyShop } from './key-shop.ts';
import { Moves } from './moves.ts';
import { NoiseBook } from './noise-book.ts';
import { takesLocks } from './operation-locks.ts';
import { placedTenants } from './placed-tenants.ts';
import { Placement, type PoolRecord, type Targets } from './placement.ts';
import { PLACED, type Pool } from './pool.ts';
import { Scaling } from './scaling.ts';
import { loadSystemState, saveSystemState } from './system-state.ts';
import { tenantFlows } from './tenant-flows.ts';
import { bucketOf, TenantLimits } from './tenant-limits.ts';
import { addWorkloads, slotsFor } from './workloads.ts';
import { World } from './world.ts';
import type { WorldListener } from './world-listener.ts';
import { buildGates } from './write-gate.ts';

/** The system; a run drives it. */
export class SaasSystem implements WorldListener, FaultListener {
  readonly scenario: Scenario;
  readonly world: World;
  readonly placement: Placement;
  readonly moves: Moves;
  readonly noises: NoiseBook;
  readonly faults: FaultBook;
  readonly limits: TenantLimits;
  readonly clients: Clients;
  readonly scaling: Scaling;
  readonly cost = new CostMeter();
  readonly plans: readonly Plan[];
  log: LogEntry[] = [];
  builds: BuildRecord[] = [];
  isolation: Choice;
  isolationBefore = '';
  isolationSinceUs = 0;
  balancing: string;
  /** Rises with every change that the drawing has to follow. */
  version = 1;
  targets: Targets = [];
  /** True from a switch until everything of before is down. */
  draining = false;

  /**
   * @param scenario   what to simulate
   * @param seed       whole number, 0 to 2^53 - 1
   * @param isolation  model from time 0
   * @param restoring  true when the state comes out of a snapshot: nothing is scheduled then
   * @param without    index of the tenant that sends nothing, or -1
   * @param tracer     hears what requests do, or null
   */
  constructor(
    scenario: Scenario,
    seed: number,
    isolation: Choice,
    restoring: boolean,
    without = -1,
    tracer: Tracer | null = null,
  ) {
    this.scenario = scenario;
    this.plans = scenario.tenants.map((tenant) => scenario.plans.find((plan) => plan.id === tenant.plan)!);
    const accounts = this.plans.map((plan, tenant) => {
      const account = new TenantAccount(plan.sloLatencyUs);
      const { members = 1 } = scenario.tenants[tenant]!;
      if (members > 1) account.members = new MemberAccounts(members);
      return account;
    });
    const ledger = new BlameLedger(ledgerPlaces(scenario.tenants.map(({ workload }) => workloadRatePerSec(workload))));
    this.world = new World(new StreamBank(seed), accounts, this, ledger, slotsFor(scenario));
    this.world.tracesInputs = true;
    this.faults = new FaultBook(this.world, scenario, this);
    this.world.silentTenant = without;
    this.world.tracer = tracer;
    this.isolation = isolation;
    this.balancing = scenario.system.balancing;
    this.limits = new TenantLimits(this.world, this.plans);
    const flows = tenantFlows(this.plans, scenario.plans);
    this.placement = new Placement(this.world, scenario.system, flows, this.plans, pagesOf(scenario));
    this.scaling = new Scaling(this.world, scenario.system, {
      scaled: (text) => this.note('scaling', '', text),
      standingChanged: () => this.takeDownIdle(),
    });
    buildGates(this.world, scenario.tenants);
    if (takesLocks(scenario)) {
      this.world.databaseLocks = new DatabaseLocks(this.world, () => this.builds.push({ type: 'lock' }));
    }
    [jobClass, copyClass, pacedCopyClass, gateClass].forEach((make, index) => {
      this.world.addClass(make(index));
    });
    const onMove = {
      moved: (tenant: number) => this.arrivedAtTarget(tenant),
      rolledBack: (tenant: number, why: string) => this.staysAtSource(tenant, why),
    };
    const ids = scenario.tenants.map((tenant) => tenant.id);
    this.moves = new Moves(this.world, scenario.system.move, { copy: 1, pacedCopy: 2, gate: 3 }, onMove, ids);
    const keys = new KeyShop();
    this.noises = new NoiseBook(this.world, scenario, keys, 0);
    addWorkloads(this.world, scenario, keys, 0, restoring);
    this.clients = new Clients(this.world, ids);
    scenario.tenants.forEach(({ client }, tenant) => {
      if (client !== undefined) this.clients.set({ tenant, terms: client, atUs: 0 });
    });
    if (restoring) return;
    this.targets = this.prepare();
    scenario.tenants.forEach((_, tenant) => {
      this.placement.cutOver(tenant, this.targets);
    });
    this.priceChanged();
    for (const entry of this.noises.entries) this.world.scheduleTimeline(entry.fromUs, 2 * entry.number);
    this.faults.schedulePlanned();
  }

  /** Applies an action at the present instant. */
  apply(stamped: StampedAction): void {
    this.world.digest.fold(this.world.nowUs, stamped.sequence);
    this.world.digest.foldText(canonicalText(stamped.action));
    this.perform(stamped.action);
    this.version++;
  }

  timelineDue(item: number): void {
    if (this.scaling.due(item)) return;
    if (this.faults.due(item)) return;
    const entry = this.noises.entries[item >> 1]!;
    if ((item & 1) === 1) {
      if (entry.state === 'running') this.endNoise(entry.number);
    } else if (entry.state === 'planned') this.startNoise(entry.number);
  }

  chunkCopied(request: number): void {
    this.moves.stepDone(request);
    this.version++;
  }

  poolVacated(index: number): void {
    const pool = this.world.pools[index]!;
    if (this.scaling.vacated(pool)) this.takeDownIdle();
    if (pool.placed > 0 || pool.retired || !pool.idle) return;
    this.takeDownIdle();
  }

  faultBuilt(number: number): void {
    this.builds.push({ type: 'fault', number });
  }

  healthChanged(): void {
    this.version++;
  }

  noted(entry: LogEntry): void {
    this.log.push(entry);
    this.version++;
  }

  /** @returns the isolation plan in force */
  plan(): IsolationPlan {
    const model = entryOf(ISOLATION, this.isolation.id);
    return planOf(model, placedTenants(this.scenario), this.isolation);
  }

  /** Passes everything that changes through the codec. */
  state(codec: StateCodec): void {
    if (codec.restoring) loadSystemState(this, codec);
    else saveSystemState(this, codec);
  }

  /** Builds again what was built after time 0, in order; only for restoring. */
  rebuild(builds: readonly BuildRecord[]): void {
    for (const build of builds) {
      if (build.type === 'pool') this.buildPool(build.pool);
      else if (build.type === 'lock') this.world.databaseLocks!.make();
      else if (build.type === 'client') this.clients.set(build.client);
      else if (build.type === 'rebalance') this.rebalance(build.policy);
      else if (build.type === 'fault') this.faults.build(build.number, false);
      else this.world.sources.push(this.noises.build(this.noises.entries[build.number]!));
    }
    this.builds = [...builds];
  }

  private perform(action: Action): void {
    switch (action.type) {
      case 'inject-noise': {
        const { fromUs = this.world.nowUs } = action;
        const { number } = this.noises.plan(this.indexOf(action.tenant), action.noise, fromUs, fromUs + action.forUs);
        if (fromUs > this.world.nowUs) this.world.scheduleTimeline(fromUs, 2 * number);
        else this.startNoise(number);
        return;
      }
      case 'stop-noise': {
        const entry = this.noises.entries[action.noise];
        if (entry === undefined || entry.state === 'ended') {
          this.note('refused', '', `Noise ${action.noise} is not running, so there was nothing to stop`);
        } else this.endNoise(entry.number);
        return;
      }
      case 'inject-fault':
        this.faults.inject(action.fault, action.target, action.forUs);
        return;
      case 'switch-isolation':
        this.switchIsolation(action.model);
        return;
      case 'set-limit': {
        this.limits.set(this.indexOf(action.tenant), bucketOf(action.limitPerSec, action.limitBurst));
        this.note(
          'limit',
          action.tenant,
          `${action.tenant} limited to ${action.limitPerSec}/s, burst ${action.limitBurst}`,
        );
        return;
      }
      case 'clear-limit': {
        this.limits.set(this.indexOf(action.tenant), null);
        this.note('limit', action.tenant, `Own limit of ${action.tenant} lifted`);
        return;
      }
      case 'set-limiter':
        this.limits.set(this.indexOf(action.tenant), action.limiter);
        this.note('limit', action.tenant, `${action.tenant} limited by ${entryOf(LIMITERS, action.limiter.id).title}`);
        return;
      case 'set-client':
        this.setClient(action.tenant, action.client);
        return;
      case 'set-balancing':
        this.builds.push({ type: 'rebalance', policy: action.policy });
        this.rebalance(action.policy);
        this.note('balancing', '', `Balancing by ${entryOf(BALANCING, action.policy).title}`);
        return;
      case 'answer': // What somebody says about the world changes nothing in it.
        return;
      default:
        assertNever(action);
    }
  }

  private setClient(tenant: string | undefined, changes: LinkTerms): void {
    const { scenario, clients, world } = this;
    scenario.tenants.forEach(({ id }, index) => {
      if (tenant !== undefined && id !== tenant) return;
      const record = { tenant: index, terms: { ...clients.terms[index], ...changes }, atUs: world.nowUs };
      this.builds.push({ type: 'client', client: record });
      clients.set(record);
    });
    this.note('client', tenant ?? '', tenant === undefined ? 'All clients changed' : `Client of ${tenant} changed`);
  }

  private startNoise(number: number): void {
    const entry = this.noises.entries[number]!;
    this.builds.push({ type: 'noise', number });
    this.noises.open(entry);
    this.world.scheduleTimeline(entry.untilUs, 2 * number + 1);
    const tenant = this.scenario.tenants[entry.tenant]!;
    const kind = entryOf(NOISE, entry.noise.id);
    const size = withDefaults(kind, entry.noise.params).ratePerSec ?? 0;
    const text = `${tenant.id}: ${kind.title.toLowerCase()}, ${size}/s`;
    this.note('noise-start', tenant.id, text, number, entry.untilUs);
  }

  private endNoise(number: number): void {
    const entry = this.noises.entries[number]!;
    const wasRunning = entry.state === 'running';
    this.noises.end(entry);
    const tenant = this.scenario.tenants[entry.tenant]!.id;
    this.note(
      'noise-end',
      tenant,
      wasRunning ? `${tenant} is back to its usual load` : `Planned noise of ${tenant} called off`,
      number,
    );
  }

  private switchIsolation(choice: Choice): void {
    const before = this.isolation.id;
    this.isolation = choice;
    this.isolationBefore = before;
    this.isolationSinceUs = this.world.nowUs;
    const cancelled = this.moves.cancelAll();
    for (const pool of this.world.pools) pool.expected = 0;
    this.note('isolation', '', `${this.titleOf(before)} → ${this.titleOf(choice.id)}`);
    if (cancelled > 0) this.note('move-rolled-back', '', `Moves called off before their cutover: ${cancelled}`);
    this.targets = this.prepare();
    this.scenario.tenants.forEach((spec, tenant) => {
      const from = this.world.placement[PLACED.database]![tenant]!;
      const to = this.targets[PLACED.database]![tenant]!;
      if (from === to) {
        this.placement.cutOver(tenant, this.targets);
        return;
      }
      this.placement.expect(tenant, this.targets, 1);
      this.moves.add(tenant, from.index, to.index, spec.dataBytes);
      this.note('move-start', spec.id, `${spec.id}'s data is being copied`);
    });
    this.draining = this.world.pools.some((pool) => !pool.retired && !this.isTarget(pool));
    this.takeDownIdle();
    this.moves.startWaiting();
  }

  private isTarget(pool: Pool): boolean {
    return this.targets.some((row) => row.includes(pool));
  }

  private takeDownIdle(): void {
    this.placement.sweep();
    this.priceChanged();
    if (!this.draining || this.world.pools.some((pool) => !pool.retired && !this.isTarget(pool))) return;
    this.draining = false;
    this.note('drained', '', `What was in flight under ${this.titleOf(this.isolationBefore)} has finished`);
  }

  private arrivedAtTarget(tenant: number): void {
    this.placement.expect(tenant, this.targets, -1);
    this.placement.cutOver(tenant, this.targets);
    const id = this.scenario.tenants[tenant]!.id;
    this.note('cutover', id, `${id} now runs under ${this.titleOf(this.isolation.id)}`);
    this.takeDownIdle();
  }

  /** A move was rolled back: what was built for the tenant alone goes, and where it is becomes where it shall be. */
  private staysAtSource(tenant: number, why: string): void {
    this.placement.expect(tenant, this.targets, -1);
    this.targets.forEach((row, tier) => {
      row[tenant] = this.world.placement[tier]![tenant]!;
    });
    const id = this.scenario.tenants[tenant]!.id;
    this.note('move-rolled-back', id, `${id} ${why}`);
    this.takeDownIdle();
  }

  /** Builds what the plan in force needs and sets its limits and queue rule. */
  private prepare(): Targets {
    const plan = this.plan();
    this.limits.follow((tenant) => plan.planLimits && (plan.limited?.includes(tenant) ?? true));
    return this.placement.prepare(plan, (record) => {
      this.builds.push({ type: 'pool', pool: record });
      const pool = this.buildPool(record);
      this.scaling.begin(pool);
      return pool;
    });
  }

  private buildPool(record: PoolRecord): Pool {
    const pool = this.placement.build(record, entryOf(BALANCING, this.balancing));
    if (pool.tier === PLACED.database) this.world.databaseLocks?.addTable(pool.index, `${pool.stations[0]!.id}-table`);
    return pool;
  }

  private rebalance(policy: string): void {
    this.balancing = policy;
    this.placement.rebalance(entryOf(BALANCING, policy));
  }

  private priceChanged(): void {
    this.cost.change(this.world.nowUs, this.placement.priceMicroUsdPerHour());
    this.version++;
  }

  private titleOf(isolation: string): string {
    return entryOf(ISOLATION, isolation).title;
  }

  private indexOf(tenant: string): number {
    return this.scenario.tenants.findIndex((each) => each.id === tenant);
  }

  private note(kind: LogEntry['kind'], tenant: string, text: string, noise = -1, untilUs = 0): void {
    this.noted({ atUs: this.world.nowUs, kind, tenant, text, noise, untilUs });
  }
}
