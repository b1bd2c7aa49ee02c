/** @module Places: which pool is drawn in which row of which column, and which old pools are only named. */
import type { PoolView, TierId, TopologyView } from '../../sim-engine/model/topology.ts';

/** Columns that have pools, left to right. */
export const COLUMNS = ['app', 'cache', 'database', 'jobs'] as const;

/** One of the columns. */
export type Column = (typeof COLUMNS)[number];

/** One pool in the drawing, with the rows that it serves. */
export interface Cell {
  readonly column: Column;
  readonly fromRow: number;
  /** Inclusive. */
  readonly toRow: number;
  readonly pool: PoolView;
}

/** Neighbouring columns that divide the tenants alike share their frames. */
export interface Segment {
  readonly columns: readonly Column[];
  readonly spans: readonly { readonly fromRow: number; readonly toRow: number; readonly cells: readonly Cell[] }[];
}

/** The drawing's structure. */
export interface Places {
  readonly segments: readonly Segment[];
  /** Pools of the model before: tenants still on them, or requests still in flight. */
  readonly old: readonly PoolView[];
}

/** @param topology  what stands */
export function placesOf(topology: TopologyView): Places {
  const old: PoolView[] = topology.pools.filter((pool) => pool.draining && columnOf(pool.tier) !== null);
  const byColumn = COLUMNS.map((column) => {
    const { cells, leftOver } = cellsOf(topology, column);
    old.push(...leftOver);
    return cells;
  });
  const segments: Segment[] = [];
  COLUMNS.forEach((column, at) => {
    const cells = byColumn[at] ?? [];
    const last = segments.at(-1);
    if (last && shapeOf(last.spans) === shapeOf(cells)) {
      segments[segments.length - 1] = {
        columns: [...last.columns, column],
        spans: last.spans.map((span, index) => ({ ...span, cells: [...span.cells, ...cells.slice(index, index + 1)] })),
      };
    } else
      segments.push({
        columns: [column],
        spans: cells.map((cell) => ({ fromRow: cell.fromRow, toRow: cell.toRow, cells: [cell] })),
      });
  });
  return { segments, old };
}

/** @returns the engine pools (CPU, IO) that a connection pool's tenants use */
export function enginesOf(topology: TopologyView, pool: PoolView): readonly PoolView[] {
  const engines = topology.pools.filter((other) => other.tier === 'database-cpu' || other.tier === 'database-io');
  const own = engines.filter(
    (engine) => pool.tenants.length > 0 && pool.tenants.every((tenant) => engine.tenants.includes(tenant)),
  );
  return own.length > 0 ? own : engines.filter((engine) => poolTitle(engine) === poolTitle(pool));
}

/** @returns a pool's own name, without its tier */
export function poolTitle(pool: PoolView): string {
  return pool.id.endsWith(` ${pool.tier}`) ? pool.id.slice(0, -pool.tier.length - 1) : pool.id;
}

function columnOf(tier: TierId): Column | null {
  return COLUMNS.find((column) => column === tier) ?? null;
}

function shapeOf(spans: readonly { readonly fromRow: number; readonly toRow: number }[]): string {
  return spans.map((span) => `${span.fromRow}-${span.toRow}`).join(' ');
}

/**
 * While a move lasts, old and new pools stand side by side: rows belong to the new ones. A pool is an old one when nobody is
 * on it but tenants that are still to be moved; a new one may be empty.
 */
function cellsOf(topology: TopologyView, column: Column): { cells: readonly Cell[]; leftOver: readonly PoolView[] } {
  const pools = topology.pools.filter((pool) => pool.tier === column && !pool.draining);
  const moving = new Set(topology.moves.map((move) => move.tenant));
  const wanted = pools.map((pool) => {
    const old = pool.tenants.length > 0 && pool.tenants.every((tenant) => moving.has(tenant));
    return { pool, old, rows: rowsOf(topology, pool, moving.size > 0 && !old) };
  });
  // Narrow pools first, then the fuller ones: an old pool for everybody must not cover a tenant's new one.
  wanted.sort(
    (a, b) =>
      Number(a.old) - Number(b.old) ||
      a.rows.length - b.rows.length ||
      Number(named(topology, b)) - Number(named(topology, a)) ||
      b.pool.tenants.length - a.pool.tenants.length ||
      a.pool.index - b.pool.index,
  );
  const owner = new Array<PoolView | null>(topology.rows.length).fill(null);
  const cells: Cell[] = [];
  const leftOver: PoolView[] = [];
  for (const { pool, rows } of wanted) {
    const from = Math.min(...rows);
    const to = Math.max(...rows);
    const free = rows.length > 0 && owner.slice(from, to + 1).every((taken) => taken === null);
    if (!free) {
      leftOver.push(pool);
      continue;
    }
    owner.fill(pool, from, to + 1);
    cells.push({ column, fromRow: from, toRow: to, pool });
  }
  return { cells: cells.sort((a, b) => a.fromRow - b.fromRow), leftOver };
}

/** @param fills  true while tenants may still come to the pool: it has its rows from the beginning, so that none jumps */
function rowsOf(topology: TopologyView, pool: PoolView, fills: boolean): readonly number[] {
  const every = topology.rows.map((_, at) => at);
  if (fills || pool.tenants.length === 0) {
    const own = every.filter((at) => topology.rows[at]?.title === poolTitle(pool));
    // A pool that bears no row's name is the one for everybody.
    return own.length > 0 ? own : every;
  }
  return every.filter((at) => topology.rows[at]?.tenants.some((tenant) => pool.tenants.includes(tenant)) === true);
}

function named(topology: TopologyView, { pool, rows }: { pool: PoolView; rows: readonly number[] }): boolean {
  return rows.length === 1 && topology.rows[rows[0] ?? 0]?.title === poolTitle(pool);
}
