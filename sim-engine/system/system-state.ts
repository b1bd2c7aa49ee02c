/** @module Saving and restoring a SaaS system: the cold part as JSON, the hot part through the codec. */
import type { StateCodec } from '../kernel/state-codec.ts';
import type { Choice } from '../model/registry.ts';
import type { LogEntry } from '../model/run-result.ts';
import { DISCIPLINES } from '../policies/discipline/index.ts';
import { entryOf } from '../policies/lookup.ts';
import type { BuildRecord } from './build-record.ts';
import type { FaultBookState } from './fault-book.ts';
import { linkState } from './link.ts';
import type { Move } from './moves.ts';
import type { NoiseEntry } from './noise-book.ts';
import type { Pool } from './pool.ts';
import type { SaasSystem } from './saas-system.ts';

/** What changes rarely. */
interface ColdState {
  readonly isolation: Choice;
  readonly isolationBefore: string;
  readonly isolationSinceUs: number;
  readonly balancing: string;
  readonly modelLimits: (Choice | null)[];
  readonly learnerLimits: (Choice | null)[];
  readonly limitersMade: number;
  readonly limiterNumbers: number[];
  readonly log: LogEntry[];
  readonly builds: BuildRecord[];
  readonly noises: NoiseEntry[];
  readonly faults: FaultBookState;
  readonly moves: Move[];
  readonly version: number;
  readonly watched: boolean;
  readonly draining: boolean;
  /** Pool index per tier and tenant: where everybody is, and where everybody shall be. */
  readonly placement: number[][];
  readonly targets: number[][];
}

/** Writes the whole system. */
export function saveSystemState(system: SaasSystem, codec: StateCodec): void {
  const indices = (pools: readonly (readonly Pool[])[]): number[][] =>
    pools.map((row) => row.map((pool) => pool.index));
  const cold: ColdState = {
    isolation: system.isolation,
    isolationBefore: system.isolationBefore,
    isolationSinceUs: system.isolationSinceUs,
    balancing: system.balancing,
    modelLimits: system.limits.byModel,
    learnerLimits: system.limits.byLearner,
    limitersMade: system.limits.made,
    limiterNumbers: [...system.world.limiterNumbers],
    log: system.log,
    builds: system.builds,
    noises: system.noises.entries,
    faults: system.faults.save(),
    moves: system.moves.list,
    version: system.version,
    watched: system.world.watched,
    draining: system.draining,
    placement: indices(system.world.placement),
    targets: indices(system.targets),
  };
  codec.text(JSON.stringify(cold));
  passHotState(system, codec);
}

/** Reads the whole system into one that was made for restoring. */
export function loadSystemState(system: SaasSystem, codec: StateCodec): void {
  const cold = JSON.parse(codec.text('')) as ColdState;
  const { world } = system;
  system.noises.entries.splice(0, system.noises.entries.length, ...cold.noises);
  system.faults.load(cold.faults);
  system.rebuild(cold.builds);
  system.isolation = cold.isolation;
  system.isolationBefore = cold.isolationBefore;
  system.isolationSinceUs = cold.isolationSinceUs;
  system.balancing = cold.balancing;
  system.limits.byModel = cold.modelLimits;
  system.limits.byLearner = cold.learnerLimits;
  system.limits.made = cold.limitersMade;
  world.limiterNumbers.set(cold.limiterNumbers);
  system.log = cold.log;
  system.moves.list = cold.moves;
  system.version = cold.version;
  world.watched = cold.watched;
  system.draining = cold.draining;
  cold.placement.forEach((row, tier) => {
    world.placement[tier] = row.map((index) => world.pools[index]!);
  });
  system.targets = cold.targets.map((row) => row.map((index) => world.pools[index]!));
  system.limits.rebuild();
  passHotState(system, codec);
}

function passHotState(system: SaasSystem, codec: StateCodec): void {
  const { world } = system;
  world.nowUs = codec.number(world.nowUs);
  world.modelEvents = codec.number(world.modelEvents);
  world.queue.state(codec);
  world.requests.state(codec);
  world.digest.state(codec);
  world.bank.state(codec);
  for (const account of world.accounts) account.state(codec);
  for (const station of world.stations) station.state(codec, (id) => entryOf(DISCIPLINES, id));
  for (const pool of world.pools) pool.state(codec);
  for (const source of world.sources) source.state(codec);
  for (const limiter of world.limiters) limiter?.state(codec);
  world.ledger?.state(codec);
  world.tracer?.state(codec);
  for (const lock of world.locks) lock.state(codec);
  world.databaseLocks?.state(codec);
  // Several calls may be made over one link.
  for (const link of new Set(world.calls.map((call) => call.link))) if (link !== null) linkState(link, codec);
  world.flights.state(codec);
  world.pageFaults?.state(codec);
  system.cost.state(codec);
}
