/** @module Noise book: every noise of a run by number, from its start to its end. */

import type { Choice } from '../model/registry.ts';
import { withDefaults } from '../model/registry.ts';
import type { Scenario } from '../model/scenario.ts';
import { noiseItems } from '../model/timeline.ts';
import { poisson } from '../policies/arrival/poisson.ts';
import { entryOf } from '../policies/lookup.ts';
import { NOISE } from '../policies/noise/index.ts';
import { addOperation } from './compile-operation.ts';
import type { KeyShop } from './key-shop.ts';
import { noisyOperation, takesLocks } from './operation-locks.ts';
import { membersOf, Source } from './source.ts';
import type { World } from './world.ts';

/** One noise. */
export interface NoiseEntry {
  readonly number: number;
  readonly tenant: number;
  readonly noise: Choice;
  readonly fromUs: number;
  readonly untilUs: number;
  /** Index of its source once it runs, or -1. */
  source: number;
  state: 'planned' | 'running' | 'ended';
}

/** All noises of a run, the timeline's first. */
export class NoiseBook {
  readonly entries: NoiseEntry[] = [];
  private readonly world: World;
  private readonly scenario: Scenario;
  private readonly keys: KeyShop;
  private readonly jobClass: number;

  constructor(world: World, scenario: Scenario, keys: KeyShop, jobClass: number) {
    this.world = world;
    this.scenario = scenario;
    this.keys = keys;
    this.jobClass = jobClass;
    for (const { tenant, noise, atUs, forUs } of noiseItems(scenario)) {
      const index = scenario.tenants.findIndex((each) => each.id === tenant);
      this.plan(index, noise, atUs, atUs + forUs);
    }
  }

  /** Writes a noise down; it runs once {@link open} is called. */
  plan(tenant: number, noise: Choice, fromUs: number, untilUs: number): NoiseEntry {
    const entry: NoiseEntry = {
      number: this.entries.length,
      tenant,
      noise,
      fromUs,
      untilUs,
      source: -1,
      state: 'planned',
    };
    this.entries.push(entry);
    return entry;
  }

  /** Makes the source of a noise, with streams and classes of its own, and lets it send. */
  open(entry: NoiseEntry): void {
    entry.source = this.world.sources.length;
    entry.state = 'running';
    this.world.addSource(this.build(entry));
  }

  /** Silences a noise. */
  end(entry: NoiseEntry): void {
    const source = this.world.sources[entry.source];
    if (source !== undefined) source.active = false;
    entry.state = 'ended';
  }

  /** @returns the source of a noise; opens its streams and adds its classes, in a fixed order */
  build(entry: NoiseEntry): Source {
    const { world, scenario } = this;
    const tenant = scenario.tenants[entry.tenant]!;
    const kind = entryOf(NOISE, entry.noise.id);
    const load = kind.load(withDefaults(kind, entry.noise.params), tenant, scenario.operations);
    const name = `noise-${entry.number}/${tenant.id}`;
    const classes = load.mix.map((share) => {
      const operation = noisyOperation(scenario.operations[share.operation]!, load.locks);
      const use = {
        tenant: entry.tenant,
        operationIndex: share.operation,
        name,
        databaseFactor: load.databaseFactor,
        jobClass: this.jobClass,
        locksTaken: takesLocks(scenario),
      };
      return { index: addOperation(world, operation, use, scenario.system), weight: share.weight };
    });
    return new Source({
      tenant: entry.tenant,
      process: poisson.process({ ratePerSec: load.ratePerSec }, world.bank.open(`arrivals/${name}`), entry.fromUs, {
        table: [],
        bank: world.bank,
      }),
      loop: null,
      // What sweeps walks keys that nobody reads, each of them once.
      members: membersOf(tenant, load.sweepKeys > 0 ? 0 : tenant.workload.keys.count, name, world.bank),
      classes,
      mixStream: world.bank.open(`mix/${name}`),
      keys: this.keys.of(tenant.workload.keys),
      keyStream: world.bank.open(`keys/${name}`),
      sweepFrom: tenant.workload.keys.count * (tenant.members ?? 1),
      sweepKeys: load.sweepKeys,
      fromUs: entry.fromUs,
      untilUs: entry.untilUs,
    });
  }
}
