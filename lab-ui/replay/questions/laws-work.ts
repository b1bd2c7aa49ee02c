/** @module Mean work that the scenario's laws bring to each pool of app servers, where it can be known without looking at the run. */
import { type Run, withDefaults } from '../../../sim-engine/index.ts';
import type { Operation } from '../../../sim-engine/model/operation.ts';
import type { Choice } from '../../../sim-engine/model/registry.ts';
import type { Scenario } from '../../../sim-engine/model/scenario.ts';
import { noiseItems } from '../../../sim-engine/model/timeline.ts';
import { workloadRatePerSec } from '../../../sim-engine/policies/arrival/mean-rate.ts';
import { entryOf } from '../../../sim-engine/policies/lookup.ts';
import { NOISE } from '../../../sim-engine/policies/noise/index.ts';
import type { RunInputs } from '../../../sim-engine/protocol/messages.ts';

/** Arrival processes whose rate is the same all the time. */
const STEADY: ReadonlySet<string> = new Set([
  'poisson',
  'deterministic',
  'hyperexponential',
  'fixed-batch',
  'geometric-batch',
]);
/** Means closer than this are the same but for rounding. */
const SAME = 1e-9;

/** Mean work per request by index of the pool, or why it is not known. */
export type AppWork =
  | {
      readonly known: true;
      readonly meanUs: ReadonlyMap<number, number>;
      /** True when senders of one pool bring different work, so that it matters who is served. */
      readonly mixed: boolean;
    }
  | { readonly known: false; readonly why: string };

interface Sender {
  readonly tenant: number;
  readonly ratePerSec: number;
  readonly meanUs: number;
}

/** @returns the work of those who send now */
export function appWork({ scenario, actions }: RunInputs, run: Run): AppWork {
  const unknown = (why: string): AppWork => ({ known: false, why });
  const { pools, limits } = run.topology();
  const log = run.log();
  const struck = log.filter(({ kind }) => kind === 'fault-start').length;
  if (struck > log.filter(({ kind }) => kind === 'fault-end').length)
    return unknown('a fault holds, and servers may be slow');
  const appPools = pools.filter(({ tier, draining }) => tier === 'app' && !draining);
  if (appPools.some(({ scaling }) => scaling !== undefined)) return unknown('the number of app servers changes');
  if (scenario.operations.some((operation) => 'steps' in operation)) {
    return unknown('operations go through the app servers in steps of their own');
  }
  const senders = [...usual(scenario), ...noisy(scenario, actions, run)];
  const meanUs = new Map<number, number>();
  let mixed = false;
  for (const { index, tenants } of appPools) {
    const here = senders.filter(({ tenant, ratePerSec }) => tenants.includes(tenant) && ratePerSec > 0);
    const rate = here.reduce((sum, sender) => sum + sender.ratePerSec, 0);
    if (rate === 0) continue;
    const mean = here.reduce((sum, sender) => sum + sender.ratePerSec * sender.meanUs, 0) / rate;
    const differs = here.some((sender) => Math.abs(sender.meanUs - mean) > SAME * mean);
    if (differs) {
      mixed = true;
      const unsteady = here.some(({ tenant }) => {
        const { workload, client } = scenario.tenants[tenant]!;
        return !STEADY.has(workload.arrivals.id) || workload.users !== undefined || client !== undefined;
      });
      if (unsteady) return unknown('senders bring different work, at rates that change or depend on the answers');
      if (tenants.some((tenant) => limits[tenant] !== null)) {
        return unknown('a limit holds, and which of the different requests pass it is not known beforehand');
      }
      if (log.some(({ kind }) => kind === 'client')) return unknown('clients were changed, and attempts repeat work');
    }
    // Two views of one pool share its index.
    meanUs.set(index >> 1, mean);
  }
  return { known: true, meanUs, mixed };
}

function usual(scenario: Scenario): Sender[] {
  return scenario.tenants.map(({ workload }, tenant) => {
    const mix = workload.mix.map(({ operation, weight }) => ({
      weight,
      meanUs: appMeanUs(scenario.operations.find(({ id }) => id === operation)!),
    }));
    return { tenant, ratePerSec: workloadRatePerSec(workload), meanUs: meanOf(mix) };
  });
}

/** Noises that have begun and not ended. */
function noisy(scenario: Scenario, actions: RunInputs['actions'], run: Run): Sender[] {
  const planned = noiseItems(scenario);
  const injected = actions.flatMap(({ action }): Choice[] => (action.type === 'inject-noise' ? [action.noise] : []));
  const log = run.log();
  return log.flatMap((entry) => {
    if (entry.kind !== 'noise-start') return [];
    if (log.some((other) => other.kind === 'noise-end' && other.noise === entry.noise)) return [];
    const noise = planned[entry.noise]?.noise ?? injected[entry.noise - planned.length];
    const tenant = scenario.tenants.findIndex(({ id }) => id === entry.tenant);
    if (noise === undefined || tenant < 0) return [];
    const kind = entryOf(NOISE, noise.id);
    const load = kind.load(withDefaults(kind, noise.params), scenario.tenants[tenant]!, scenario.operations);
    const mix = load.mix.map(({ operation, weight }) => ({
      weight,
      meanUs: appMeanUs(scenario.operations[operation]!),
    }));
    return [{ tenant, ratePerSec: load.ratePerSec, meanUs: meanOf(mix) }];
  });
}

/** @param operation  of the short form: with steps of its own nobody asks */
function appMeanUs(operation: Operation): number {
  return 'steps' in operation ? Number.NaN : operation.app.mean;
}

function meanOf(mix: readonly { readonly weight: number; readonly meanUs: number }[]): number {
  const weights = mix.reduce((sum, { weight }) => sum + weight, 0);
  return mix.reduce((sum, { weight, meanUs }) => sum + weight * meanUs, 0) / weights;
}
