/** @module Facts of a run that sentences, marks and the scene state: who floods, since when, who shares a row with whom. */

import type { Action } from '../../sim-engine/model/scenario.ts';
import { noiseItems } from '../../sim-engine/model/timeline.ts';
import type { BenchData } from '../state/bench-data.ts';
import { labelOr, tenantLabel } from './tenant-label.ts';

/** Noise that ran, runs or is planned. */
export interface NoiseFact {
  /** Its number in the run, as `stop-noise` wants it. */
  readonly noise: number;
  readonly tenant: number;
  /** "G floods". */
  readonly label: string;
  readonly ratePerSec: number;
  readonly fromUs: number;
  /** Planned end while it runs or is to come, real end afterwards. */
  readonly toUs: number;
  readonly state: 'planned' | 'running' | 'over';
}

/** What the learner changed, and when. */
export interface MoveFact {
  readonly atUs: number;
  /** "Cells", "limit G", "balancer". */
  readonly label: string;
  /** "the switch to cells". */
  readonly words: string;
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  'request-flood': 'floods',
  'heavy-query': 'sends heavy queries',
  'cache-sweep': 'sweeps the cache',
  'schema-change': 'changes the schema',
  'hot-row': 'works on one row',
};

/** @returns the letter by which a tenant is shown */
export function letterOf(data: BenchData, index: number): string {
  return labelOr(data.scenario.tenants[index]?.id, '?');
}

function indexOf(data: BenchData, id: string): number {
  return data.scenario.tenants.findIndex((tenant) => tenant.id === id);
}

function noiseLabel(data: BenchData, tenant: number, kind: string): string {
  return `${letterOf(data, tenant)} ${KIND_WORDS[kind] ?? 'makes noise'}`;
}

/** @returns what the learner has planned and may call off, the first to begin first */
export function ownPlannedNoise(data: BenchData): readonly NoiseFact[] {
  const scripted = noiseItems(data.scenario).length;
  return noiseFacts(data)
    .filter(({ noise, state }) => noise >= scripted && state === 'planned')
    .sort((a, b) => a.fromUs - b.fromUs);
}

/** @returns every noise, what the scenario brings first, then the learner's in order */
export function noiseFacts(data: BenchData): readonly NoiseFact[] {
  const facts: NoiseFact[] = [];
  const items = noiseItems(data.scenario);
  // A run that stands takes an action down at once, and writes into its log only when it goes on.
  const isToCome = (noise: number): boolean =>
    !data.actions.some(({ action }) => action.type === 'stop-noise' && action.noise === noise) &&
    !data.log.some((entry) => entry.kind === 'noise-start' && entry.noise === noise);
  items.forEach((item, noise) => {
    if (!isToCome(noise) || item.atUs + item.forUs <= data.simulatedUs) return;
    facts.push({
      noise,
      tenant: indexOf(data, item.tenant),
      label: item.label,
      ratePerSec: item.noise.params.ratePerSec ?? 0,
      fromUs: item.atUs,
      toUs: item.atUs + item.forUs,
      state: 'planned',
    });
  });
  const injected = data.actions.flatMap(({ action }) => (action.type === 'inject-noise' ? [action] : []));
  injected.forEach(({ tenant: id, noise: choice, fromUs, forUs }, at) => {
    const noise = items.length + at;
    if (fromUs === undefined || !isToCome(noise)) return;
    const tenant = indexOf(data, id);
    facts.push({
      noise,
      tenant,
      label: noiseLabel(data, tenant, choice.id),
      ratePerSec: choice.params.ratePerSec ?? 0,
      fromUs,
      toUs: fromUs + forUs,
      state: 'planned',
    });
  });
  for (const entry of data.log) {
    if (entry.kind !== 'noise-start') continue;
    const tenant = indexOf(data, entry.tenant);
    const noise = items[entry.noise]?.noise ?? injected[entry.noise - items.length]?.noise;
    const ended = data.log.find((other) => other.kind === 'noise-end' && other.noise === entry.noise);
    facts.push({
      noise: entry.noise,
      tenant,
      label: items[entry.noise]?.label ?? noiseLabel(data, tenant, noise?.id ?? ''),
      ratePerSec: noise?.params.ratePerSec ?? 0,
      fromUs: entry.atUs,
      toUs: ended?.atUs ?? entry.untilUs,
      state: ended ? 'over' : 'running',
    });
  }
  return facts;
}

/** @returns indices of the tenants that make noise now or, when none does, that did or will */
export function floodingTenants(data: BenchData): ReadonlySet<number> {
  const facts = noiseFacts(data);
  const running = facts.filter((fact) => fact.state === 'running');
  return new Set((running.length > 0 ? running : facts).map((fact) => fact.tenant));
}

/** @returns what the learner changed, in order; noise and faults are not changes of the system */
export function moveFacts(data: BenchData): readonly MoveFact[] {
  return data.actions.flatMap(({ atUs, action }) => {
    const words = moveWords(data, action);
    return words ? [{ atUs, ...words }] : [];
  });
}

function moveWords(data: BenchData, action: Action): { label: string; words: string } | null {
  switch (action.type) {
    case 'switch-isolation': {
      const title = isolationTitle(data, action.model.id);
      return { label: title, words: `the switch to ${title.toLowerCase()}` };
    }
    case 'set-limit':
      return { label: `limit ${tenantLabel(action.tenant)}`, words: `the limit on ${tenantLabel(action.tenant)}` };
    case 'set-limiter':
      return { label: `limit ${tenantLabel(action.tenant)}`, words: `the limit on ${tenantLabel(action.tenant)}` };
    case 'set-client':
      return { label: 'clients', words: 'the change of clients' };
    case 'clear-limit':
      return {
        label: `free ${tenantLabel(action.tenant)}`,
        words: `lifting the limit on ${tenantLabel(action.tenant)}`,
      };
    case 'set-balancing':
      return { label: 'balancer', words: 'the change of balancer' };
    case 'inject-noise':
    case 'stop-noise':
    case 'inject-fault':
    case 'answer':
      return null;
  }
}

/** @returns the model's title as the ladder shows it */
export function isolationTitle(data: BenchData, isolation: string): string {
  return data.ladder.find((rung) => rung.id === isolation)?.title ?? isolation;
}
