/** @module Queue rules: how newcomers wait at a tier, as its isolation model says, else as the tier itself says, else in order. */
import { type Choice, type ParamValues, withDefaults } from '../model/registry.ts';
import type { SystemSpec } from '../model/scenario.ts';
import type { Discipline } from '../policies/discipline/discipline.ts';
import { fifo } from '../policies/discipline/fifo.ts';
import { DISCIPLINES } from '../policies/discipline/index.ts';
import type { IsolationPlan } from '../policies/isolation/isolation.ts';
import { entryOf } from '../policies/lookup.ts';
import { PLACED } from './pool.ts';

/** How newcomers wait. */
export interface QueueRule {
  readonly discipline: Discipline;
  readonly params: ParamValues;
}

/** Tiers for whose queues a model may name disciplines one by one. */
const OWN_NAMES: ReadonlyMap<number, 'app' | 'connections' | 'jobs'> = new Map([
  [PLACED.app, 'app'],
  [PLACED.connections, 'connections'],
  [PLACED.jobs, 'jobs'],
]);

/** @returns the rule that a chosen discipline stands for; in order of coming where none is chosen */
export function queueRule(chosen: Choice | undefined | null): QueueRule {
  const discipline = entryOf(DISCIPLINES, chosen?.id ?? fifo.id);
  return { discipline, params: withDefaults(discipline, chosen?.params ?? {}) };
}

/**
 * @param tier  one of `PLACED`; a model has no say about the cores of a database
 * @param plan  of the isolation model in force
 */
export function ruleAt(tier: number, plan: IsolationPlan, system: SystemSpec): QueueRule {
  const own = OWN_NAMES.get(tier);
  const at = own === undefined ? undefined : plan.disciplineAt?.[own];
  if (at !== undefined) return queueRule(at);
  if (tier !== PLACED.database && plan.discipline !== fifo.id)
    return queueRule({ id: plan.discipline, params: plan.disciplineParams });
  return queueRule(terms(system, tier)?.discipline);
}

/** @returns most servers of a pool (threads of an instance) that one tenant may hold under any model; Infinity for no cap */
export function tierCap(system: SystemSpec, tier: number): number {
  return terms(system, tier)?.capPerTenant ?? Number.POSITIVE_INFINITY;
}

function terms(system: SystemSpec, tier: number) {
  if (tier === PLACED.app) return system.app;
  if (tier === PLACED.connections) return system.connections;
  if (tier === PLACED.database) return system.database;
  return tier === PLACED.jobs ? system.jobs : null;
}
