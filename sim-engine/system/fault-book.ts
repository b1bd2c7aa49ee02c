/** @module Fault book: every fault of a run by number, from its start to its end. */
import { assert } from '../kernel/assert.ts';
import { type Choice, type ParamValues, withDefaults } from '../model/registry.ts';
import type { LogEntry } from '../model/run-result.ts';
import { FAULT_TIERS, type FaultTarget, type Scenario } from '../model/scenario.ts';
import { faultItems } from '../model/timeline.ts';
import type { ServerHealth } from '../model/topology.ts';
import type { FaultKind } from '../policies/fault/fault.ts';
import { FAULTS } from '../policies/fault/index.ts';
import { entryOf } from '../policies/lookup.ts';
import { type Affliction, Afflictions } from './afflictions.ts';
import { deadlyMessage, deadlyQuery, deadlySource } from './deadly-work.ts';
import { type Part, partsOf, wholeOf } from './fault-parts.ts';
import { type DeadlyWork, MESSAGE_TERMS } from './fault-terms.ts';
import { deadLetter } from './messages.ts';
import { PURPOSE } from './program.ts';
import { settleSlowness } from './slowness.ts';
import type { Station } from './station.ts';
import type { World } from './world.ts';

/** One fault. */
export interface FaultEntry {
  readonly number: number;
  readonly fault: Choice;
  readonly target: FaultTarget;
  readonly fromUs: number;
  readonly untilUs: number;
  /** Class of its deadly work and index of the source that sends it, or -1. */
  deadlyClass: number;
  source: number;
  state: 'planned' | 'running' | 'ended';
}

/** What a snapshot keeps of the book. */
export interface FaultBookState {
  readonly entries: FaultEntry[];
  readonly afflictions: (Affliction | null)[];
}

/** What the book tells the system it works in. */
export interface FaultListener {
  /** A line for the run's log. */
  noted(entry: LogEntry): void;
  /** A part is not what it was: worse, better or well. */
  healthChanged(): void;
  /** A fault is about to bring classes or a source, which a restored run has to build again in the same order. */
  faultBuilt(number: number): void;
}

/** Items of the timeline from here on are the book's; those below are noise. */
const ITEMS_FROM = 16_777_216;
const ITEM = { begins: 0, ends: 1, goesOn: 2 } as const;
const ITEM_KINDS = 3;
/** Parts that a log entry names; more are counted. */
const NAMES_MAX = 3;

/** @returns true when a run of the scenario can have faults at all */
function mayFault(scenario: Scenario): boolean {
  return faultItems(scenario).length > 0 || (scenario.rights.faults ?? []).length > 0;
}

/** All faults of a run, the timeline's first. */
export class FaultBook implements DeadlyWork {
  private entries: FaultEntry[] = [];
  private readonly world: World;
  private readonly scenario: Scenario;
  private readonly listener: FaultListener;
  private readonly afflictions: Afflictions;
  /** Faults under way by the class of their deadly work. */
  private readonly deadly = new Map<number, FaultEntry>();

  /** To be made before the stations are: they keep a book on slowness where there may be faults. */
  constructor(world: World, scenario: Scenario, listener: FaultListener) {
    const { visibilityUs, attemptsMax, heartbeat } = { ...MESSAGE_TERMS, ...scenario.system.jobs };
    world.faults.messages = { visibilityUs, attemptsMax, heartbeat };
    world.faults.chargesSlowness = mayFault(scenario);
    this.world = world;
    this.scenario = scenario;
    this.listener = listener;
    this.afflictions = new Afflictions(world, (atUs, slot) => this.schedule(atUs, ITEM.goesOn, slot));
    for (const item of faultItems(scenario)) this.plan(item.fault, item.target, item.atUs, item.atUs + item.forUs);
  }

  /** Has every fault that the scenario brings begin in its time. */
  schedulePlanned(): void {
    for (const { number, fromUs } of this.entries) this.schedule(fromUs, ITEM.begins, number);
  }

  /** A fault begins now. */
  inject(fault: Choice, target: FaultTarget, forUs: number): void {
    assert(this.world.faults.chargesSlowness, 'fault: the scenario allows none');
    const { nowUs } = this.world;
    this.begin(this.plan(fault, target, nowUs, nowUs + forUs));
  }

  /** @returns true when the item of the timeline was the book's */
  due(item: number): boolean {
    if (item < ITEMS_FROM) return false;
    const kind = (item - ITEMS_FROM) % ITEM_KINDS;
    const which = (item - ITEMS_FROM - kind) / ITEM_KINDS;
    if (kind === ITEM.goesOn) {
      this.afflictions.goOn(which);
      this.listener.healthChanged();
    } else if (kind === ITEM.begins) this.begin(this.entries[which]!);
    else this.end(this.entries[which]!);
    return true;
  }

  kills(row: number): boolean {
    const { world } = this;
    const { requests } = world;
    const program = requests.program[row]!;
    const entry = this.deadly.get(program);
    if (entry === undefined) return false;
    const station = world.stations[requests.station[row]!]!;
    settleSlowness(world, row, station, 0);
    requests.event[row] = -1;
    const isMessage = world.classes[program]!.purpose === PURPOSE.job;
    const range = isMessage ? { station: station.index, first: requests.server[row]!, count: 1 } : wholeOf(station);
    this.afflictions.strike(range, kindOf(entry).phases(paramsOf(entry), entry.untilUs - entry.fromUs));
    this.listener.healthChanged();
    return true;
  }

  /** True while nothing is wrong any more and no fault is under way. */
  get quiet(): boolean {
    return (
      this.afflictions.slots.every((slot) => slot === null) && this.entries.every((each) => each.state !== 'running')
    );
  }

  /** @returns servers of a station that are not well, in runs of those that fare alike; empty when all are well */
  healthOf(station: Station): ServerHealth[] {
    return this.afflictions.healthOf(station);
  }

  /** @returns what changes in the book */
  save(): FaultBookState {
    return { entries: this.entries, afflictions: this.afflictions.slots };
  }

  /** Takes over what was saved; {@link FaultBook.build} follows for what the faults brought. */
  load(state: FaultBookState): void {
    this.entries = state.entries;
    this.afflictions.slots = state.afflictions;
  }

  /**
   * Builds a fault's deadly work: its class, and its source if it has one.
   *
   * @param begins  whether the source begins to send; false when a run is restored, whose events are there already
   */
  build(number: number, begins: boolean): void {
    const { world, scenario } = this;
    const entry = this.entries[number]!;
    const bait = kindOf(entry).bait(paramsOf(entry))!;
    const tenant = this.tenantOf(entry);
    entry.deadlyClass = world.classes.length;
    if (entry.state === 'running') this.deadly.set(entry.deadlyClass, entry);
    world.faults.deadly = this.deadly.size > 0 ? this : null;
    if (bait.kind === 'messages') {
      world.addClass(deadlyMessage(entry.deadlyClass));
      return;
    }
    world.addClass(deadlyQuery(entry.deadlyClass, tenant, bait.workUs));
    entry.source = world.sources.length;
    const source = deadlySource(world, {
      name: `fault-${number}/${scenario.tenants[tenant]!.id}`,
      tenant,
      spec: scenario.tenants[tenant]!,
      classIndex: entry.deadlyClass,
      ratePerSec: bait.ratePerSec,
      fromUs: entry.fromUs,
      untilUs: entry.untilUs,
    });
    if (begins) world.addSource(source);
    else world.sources.push(source);
  }

  private plan(fault: Choice, target: FaultTarget, fromUs: number, untilUs: number): FaultEntry {
    const number = this.entries.length;
    const entry: FaultEntry = { number, fault, target, fromUs, untilUs, deadlyClass: -1, source: -1, state: 'planned' };
    this.entries.push(entry);
    return entry;
  }

  private begin(entry: FaultEntry): void {
    const kind = kindOf(entry);
    entry.state = 'running';
    this.schedule(entry.untilUs, ITEM.ends, entry.number);
    const text = kind.aim === 'tenant' ? this.send(entry) : this.strike(entry, kind);
    this.tell('fault-start', entry, `${kind.title}: ${text}`, entry.untilUs);
  }

  private strike(entry: FaultEntry, kind: FaultKind): string {
    const phases = kind.phases(paramsOf(entry), entry.untilUs - entry.fromUs);
    const parts = this.struck(entry, kind);
    for (const { ranges } of parts) for (const range of ranges) this.afflictions.strike(range, phases);
    const names = parts.slice(0, NAMES_MAX).map((part) => part.name);
    if (parts.length > NAMES_MAX) names.push(`${parts.length - NAMES_MAX} more`);
    return names.join(', ');
  }

  private struck(entry: FaultEntry, kind: FaultKind): Part[] {
    const { world, scenario } = this;
    const cores = scenario.system.database.coresPerUnit;
    const zones = kind.zones(paramsOf(entry));
    if (zones > 0) {
      return FAULT_TIERS.flatMap((tier) => partsOf(world, tier, cores, -1).filter((_, at) => at % zones === 0));
    }
    const { tier, count } = entry.target;
    assert(tier !== undefined && count !== undefined, `fault: ${kind.id} needs a tier and a number of parts`);
    return partsOf(world, tier, cores, this.tenantOf(entry)).slice(0, count);
  }

  /** Lets a tenant send deadly work. */
  private send(entry: FaultEntry): string {
    const { world } = this;
    const bait = kindOf(entry).bait(paramsOf(entry))!;
    const tenant = this.tenantOf(entry);
    const { id } = this.scenario.tenants[tenant]!;
    this.listener.faultBuilt(entry.number);
    this.build(entry.number, true);
    if (bait.kind === 'queries') return `${id}, ${bait.ratePerSec}/s`;
    if (tenant === world.silentTenant) return `${id}, none of them`;
    for (let message = 0; message < bait.count; message++) {
      world.accounts[tenant]!.jobsEnqueued++;
      world.spawn(entry.deadlyClass, tenant, bait.workUs, -1, 0);
    }
    return `${id}, ${bait.count} of them`;
  }

  /** Parts go on along their course; deadly work is no longer sent, kills no more, and its messages are put aside. */
  private end(entry: FaultEntry): void {
    const { world } = this;
    const { requests } = world;
    entry.state = 'ended';
    this.deadly.delete(entry.deadlyClass);
    if (this.deadly.size === 0) world.faults.deadly = null;
    if (entry.source >= 0) world.sources[entry.source]!.active = false;
    else if (entry.deadlyClass >= 0) {
      requests.forEachLive((row) => {
        if (requests.program[row] === entry.deadlyClass) deadLetter(world, row);
      });
    }
    this.tell('fault-end', entry, `${kindOf(entry).title} is over`, 0);
  }

  private tell(kind: LogEntry['kind'], entry: FaultEntry, text: string, untilUs: number): void {
    const { number, target } = entry;
    const atUs = this.world.nowUs;
    this.listener.noted({ atUs, kind, tenant: target.tenant ?? '', text, noise: -1, fault: number, untilUs });
  }

  private schedule(atUs: number, kind: number, which: number): void {
    this.world.scheduleTimeline(atUs, ITEMS_FROM + ITEM_KINDS * which + kind);
  }

  private tenantOf(entry: FaultEntry): number {
    return this.scenario.tenants.findIndex(({ id }) => id === entry.target.tenant);
  }
}

function kindOf(entry: FaultEntry): FaultKind {
  return entryOf(FAULTS, entry.fault.id);
}

function paramsOf(entry: FaultEntry): ParamValues {
  return withDefaults(kindOf(entry), entry.fault.params);
}
