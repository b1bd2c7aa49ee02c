/** @module The city in words: its sentence, its table, and the short facts that are written over it. */

import type { PoolView } from '../../../sim-engine/model/topology.ts';
import { IDLE } from '../../../sim-engine/protocol/frame-codec.ts';
import type { ChartTable } from '../../charts/chart.ts';
import { poolTitle } from '../../scene/places.ts';
import { stationsOf } from '../../scene/readings.ts';
import type { BenchData } from '../../state/bench-data.ts';
import { capitalised, countWord, formatCount, formatMs, listWords } from '../../text/format.ts';
import { struckParts } from '../../text/health-words.ts';
import { isolationTitle, letterOf } from '../../text/run-facts.ts';
import { slosUs } from '../../text/tenant-state.ts';
import { STOREYS, type Tower, towersOf } from './city-waits.ts';

/** What the tiers are called. */
export const tierWords: Readonly<Record<string, string>> = {
  app: 'app',
  cache: 'cache',
  database: 'database',
  jobs: 'jobs',
};

/** @returns "A", "A and B", or "12 tenants" where the letters would fill the line */
export function namesOf(data: BenchData, tenants: readonly number[]): string {
  return tenants.length > 6
    ? `${formatCount(tenants.length)} tenants`
    : listWords(tenants.map((tenant) => letterOf(data, tenant)));
}

/** The longest line of one pool. */
export interface LongestLine {
  readonly pool: PoolView;
  readonly waiting: number;
  /** How many of each tenant are among those listed, the most first. */
  readonly byTenant: readonly { readonly tenant: number; readonly count: number }[];
}

/** @returns the pool before which most wait, or null when nobody waits */
export function longestLine(data: BenchData): LongestLine | null {
  let best: { pool: PoolView; waiting: number } | null = null;
  for (const pool of data.topology?.pools ?? []) {
    if (!STOREYS.some((tier) => tier === pool.tier)) continue;
    const waiting = stationsOf(data, pool).reduce((sum, state) => sum + (state?.waiting ?? 0), 0);
    if (waiting > (best?.waiting ?? 0)) best = { pool, waiting };
  }
  if (!best) return null;
  const counts = new Map<number, number>();
  for (const state of stationsOf(data, best.pool)) {
    for (const tenant of state?.queue ?? []) counts.set(tenant, (counts.get(tenant) ?? 0) + 1);
  }
  const byTenant = [...counts].map(([tenant, count]) => ({ tenant, count })).sort((a, b) => b.count - a.count);
  return { ...best, byTenant };
}

/** @returns tenants whose towers are higher than their SLO */
export function overPromise(data: BenchData, towers: readonly Tower[]): readonly number[] {
  const slos = slosUs(data);
  return towers.filter(({ tenant, waitUs }) => waitUs > (slos[tenant] ?? 0)).map(({ tenant }) => tenant);
}

/** @returns the city in sentences */
export function citySentence(data: BenchData): string {
  const topology = data.topology;
  if (!topology) return 'Nothing stands yet.';
  const rows = topology.rows.length;
  const model = `${isolationTitle(data, topology.isolation)}: ${rows === 1 ? 'one block for everybody' : `${countWord(rows)} blocks`}.`;
  if (data.ticks.length === 0) return `${model} Nothing has run yet.`;
  const towers = towersOf(data);
  const over = overPromise(data, towers);
  const worst = [...towers].sort((a, b) => b.waitUs - a.waitUs)[0];
  const waits =
    over.length === 0
      ? `No newcomer would wait longer than its SLO; the longest wait is ${formatMs(worst?.waitUs ?? 0)}.`
      : `${over.length === towers.length ? `All ${countWord(over.length)}` : `${capitalised(countWord(over.length))} of ${countWord(towers.length)}`} tenants’ newcomers would wait longer than their SLO: ${namesOf(data, over)}, up to ${formatMs(worst?.waitUs ?? 0)}.`;
  const line = longestLine(data);
  const most = line
    ? `Most stand in line at ${poolTitle(line.pool)}, ${line.pool.tier}: ${formatCount(line.waiting)}, ${lineParts(data, line)}.`
    : 'Nobody stands in line.';
  const struck = struckParts(topology);
  return [model, waits, most, struck.length > 0 ? `Struck by faults: ${listWords(struck)}.` : '']
    .filter((part) => part !== '')
    .join(' ');
}

/** @returns "53 of G, 4 of H and 2 of I", at most three */
export function lineParts(data: BenchData, line: LongestLine): string {
  const named = line.byTenant
    .slice(0, 3)
    .map(({ tenant, count }) => `${formatCount(count)} of ${letterOf(data, tenant)}`);
  const others = line.waiting - line.byTenant.slice(0, 3).reduce((sum, { count }) => sum + count, 0);
  return listWords([...named, ...(others > 0 ? [`${formatCount(others)} of others`] : [])]);
}

/** @returns one line per tenant and storey */
export function cityTable(data: BenchData): ChartTable {
  return {
    caption: 'Every tenant’s storeys at this instant',
    columns: [
      { label: 'Tenant', numeric: false },
      { label: 'Block', numeric: false },
      { label: 'Storey', numeric: false },
      { label: 'Pool', numeric: false },
      { label: 'A newcomer waits, ms', numeric: true },
      { label: 'In line before the pool', numeric: true },
      { label: 'Of them its own', numeric: true },
      { label: 'In service, its own', numeric: true },
      { label: 'Health', numeric: false },
    ],
    rows: towersOf(data).flatMap(({ tenant, storeys }) =>
      storeys.map(({ tier, pool, waitUs, waiting, struck }) => {
        const states = pool ? stationsOf(data, pool) : [];
        const own = states.reduce((sum, state) => sum + countIn(state?.queue, tenant), 0);
        const served = states.reduce((sum, state) => sum + countIn(state?.servers, tenant), 0);
        return [
          letterOf(data, tenant),
          data.topology?.rows.find((row) => row.tenants.includes(tenant))?.title ?? '',
          tierWords[tier] ?? tier,
          pool ? poolTitle(pool) : '',
          data.state ? waitUs / 1000 : null,
          data.state ? waiting : null,
          data.state ? own : null,
          data.state ? served : null,
          struck || 'well',
        ];
      }),
    ),
  };
}

function countIn(tenants: Uint16Array | undefined, tenant: number): number {
  let count = 0;
  for (const other of tenants ?? []) if (other === tenant && other !== IDLE) count++;
  return count;
}
