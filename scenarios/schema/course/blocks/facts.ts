/** @module Facts of a world that prose may state: each is read off the scenario, so that prose cannot say otherwise. */
import type { Experiment } from '../../../../sim-engine/model/experiment.ts';
import type { ServiceDemand } from '../../../../sim-engine/model/operation.ts';
import type { Scenario } from '../../../../sim-engine/model/scenario.ts';
import { printQuantity } from '../../quantity.ts';

/** A kind of fact. */
interface Fact {
  /** Whose ids `of` names. */
  readonly of: 'tenant' | 'operation' | 'plan' | 'item' | 'setting' | 'nothing';
  /** @returns as prose writes it, or undefined where the world has no such thing */
  print(world: Scenario, of: string, experiment: Experiment): string | undefined;
}

const rate = (perSec: number | undefined): string | undefined =>
  perSec === undefined ? undefined : printQuantity('rate', perSec);
const time = (us: number | undefined): string | undefined =>
  us === undefined ? undefined : printQuantity('duration', us);
const itemOf = ({ timeline }: Scenario, of: string) => timeline.find(({ id }) => id === of);

/** REGISTRY of facts by the word behind `what`. */
export const FACTS: Readonly<Record<string, Fact>> = {
  rate: {
    of: 'tenant',
    print: ({ tenants }, of) => rate(tenants.find(({ id }) => id === of)?.workload.arrivals.params.ratePerSec),
  },
  // Of all that everybody sends.
  share: { of: 'tenant', print: (world, of) => shareOf(world, of) },
  setting: {
    of: 'setting',
    print: (_world, of, { control }) => control.settings.find(({ label }) => label === of)?.label,
  },
  'app-time': { of: 'operation', print: (world, of) => time(demandOf(world, of, 'app')?.mean) },
  'database-time': { of: 'operation', print: (world, of) => time(demandOf(world, of, 'cpu')?.mean) },
  slo: { of: 'plan', print: ({ plans }, of) => time(plans.find(({ id }) => id === of)?.sloLatencyUs) },
  limit: { of: 'plan', print: ({ plans }, of) => rate(plans.find(({ id }) => id === of)?.limitPerSec) },
  'noise-rate': {
    of: 'item',
    print: (world, of) => {
      const item = itemOf(world, of);
      return item !== undefined && 'noise' in item ? rate(item.noise.params.ratePerSec) : undefined;
    },
  },
  begins: { of: 'item', print: (world, of) => time(itemOf(world, of)?.atUs) },
  lasts: { of: 'item', print: (world, of) => time(itemOf(world, of)?.forUs) },
  duration: { of: 'nothing', print: ({ durationUs }) => time(durationUs) },
  connections: { of: 'nothing', print: ({ system }) => counted(system.connections.count) },
  waiting: { of: 'nothing', print: ({ system }) => String(system.connections.waitingMax) },
  tenants: { of: 'nothing', print: ({ tenants }) => counted(tenants.length) },
};

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** Small counts are words in prose. */
function counted(count: number): string {
  return WORDS[count] ?? String(count);
}

function shareOf({ tenants }: Scenario, of: string): string | undefined {
  const rates = tenants.map(({ id, workload }) => ({ id, perSec: workload.arrivals.params.ratePerSec ?? 0 }));
  const found = rates.find(({ id }) => id === of);
  const sum = rates.reduce((total, { perSec }) => total + perSec, 0);
  return found === undefined ? undefined : `${((100 * found.perSec) / sum).toFixed(1)} %`;
}

function demandOf({ operations }: Scenario, of: string, part: 'app' | 'cpu'): ServiceDemand | undefined {
  const operation = operations.find(({ id }) => id === of);
  if (operation === undefined) return undefined;
  if (!('steps' in operation)) return operation[part];
  for (const step of operation.steps) if (part === 'app' && 'app' in step) return step.app;
  return undefined;
}
