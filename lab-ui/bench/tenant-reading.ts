/** @module What a tenant's row says: words and numbers, computed from the run. */

import type { Tenant } from '../../sim-engine/model/scenario.ts';
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import type { StateName } from '../marks/state-glyph.ts';
import type { BenchData } from '../state/bench-data.ts';
import { formatMs, formatRate } from '../text/format.ts';
import { labelOr } from '../text/tenant-label.ts';
import { tenantStates } from '../text/tenant-state.ts';

/** A row in words. */
export interface TenantReading {
  readonly letter: string;
  readonly name: string;
  /** There is room for one word. */
  readonly firstName: string;
  readonly plan: string;
  readonly load: string;
  readonly p99: string;
  readonly state: StateName;
  readonly stateWords: string;
}

/** The load is the mean over this many ticks: 4 s, so that the number can be read. */
const LOAD_TICKS = 8;

const STATE_WORDS: Readonly<Record<StateName, string>> = {
  fine: 'within SLO',
  near: 'near SLO',
  over: 'over SLO',
  running: 'warming up',
  'not-yet': 'not measured yet',
};

/**
 * @param data   the run
 * @param index  of the tenant
 */
export function tenantReading(data: BenchData, index: number): TenantReading {
  const tenant = data.scenario.tenants[index];
  const measured = data.ticks.at(-1)?.tenants[index];
  const state: StateName = tenantStates(data)[index] ?? 'not-yet';
  return {
    letter: labelOr(tenant?.id, ''),
    name: tenant?.name ?? '',
    firstName: tenant?.name.split(' ')[0] ?? '',
    plan: data.scenario.plans.find((plan) => plan.id === tenant?.plan)?.title ?? '',
    load: formatRate(tenant ? loadPerSec(data, tenant, index) : 0),
    p99: measured && measured.recentCount > 0 ? formatMs(measured.p99RecentUs) : '–',
    state,
    stateWords: STATE_WORDS[state],
  };
}

function loadPerSec(data: BenchData, tenant: Tenant, index: number): number {
  const recent = data.ticks.slice(-LOAD_TICKS);
  if (recent.length === 0) return plannedPerSec(tenant);
  const arrived = recent.reduce((sum, tick) => sum + (tick.tenants[index]?.arrived ?? 0), 0);
  return (arrived * 1e6) / (recent.length * TICK_US);
}

/** Mean rate of the arrival process as the scenario states it, requests per second. */
export function plannedPerSec(tenant: Tenant): number {
  const { id, params } = tenant.workload.arrivals;
  if (id !== 'on-off') return params.ratePerSec ?? 0;
  const { onRatePerSec = 0, offRatePerSec = 0, onMs = 1, offMs = 1 } = params;
  return (onRatePerSec * onMs + offRatePerSec * offMs) / (onMs + offMs);
}
