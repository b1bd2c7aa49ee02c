/**
 * @module Buffer pool: which pages of its tenants' data a database has in memory.
 *
 * A tenant's data is so many pages. A request with a key reads pages from where the key's row lies, one after the other; one
 * without a key goes on with a scan of the whole data, from where the last such request of its tenant stopped. Both start over
 * at the end of the data.
 *
 * @source Chou and DeWitt, An evaluation of buffer management strategies for relational database systems, VLDB 1985;
 *   Narasayya et al., Sharing buffer pool memory in multi-tenant relational database-as-a-service, PVLDB 8(7), 2015
 */
import type { StateCodec } from '../kernel/state-codec.ts';
import type { Scenario } from '../model/scenario.ts';
import { NO_KEY } from '../policies/balancing/balancing.ts';
import type { Cache } from '../policies/eviction/eviction.ts';

/** Most pages that are looked at for one request; of a larger one each stands for several operations. */
const LOOKS_MAX = 1_000;
const PAGES_MAX = 2_147_483_647;

/** What a pool knows of each tenant's data. */
export interface TenantPages {
  readonly pages: number;
  /** Distinct keys. */
  readonly keys: number;
}

/** @returns the pages of each tenant's data, at least one; none for anybody where databases have no buffer pool */
export function pagesOf({ tenants, system }: Scenario): TenantPages[] {
  const { buffer } = system.database;
  if (buffer === undefined) return [];
  return tenants.map(({ dataBytes, workload }) => ({
    pages: Math.min(PAGES_MAX, Math.max(1, Math.ceil(dataBytes / buffer.bytesPerPage))),
    keys: workload.keys.count,
  }));
}

/** The buffer pool of one database. */
export class BufferPool {
  readonly cache: Cache;
  /** Pages found and not found, per tenant; of operations that write, none are counted. */
  readonly hits: Float64Array;
  readonly misses: Float64Array;
  private readonly tenants: readonly TenantPages[];
  /** Where the next scan of each tenant goes on. */
  private readonly cursor: Float64Array;

  constructor(cache: Cache, tenants: readonly TenantPages[]) {
    this.cache = cache;
    this.tenants = tenants;
    this.hits = new Float64Array(tenants.length);
    this.misses = new Float64Array(tenants.length);
    this.cursor = new Float64Array(tenants.length);
  }

  /** @returns pages that so many IO operations of a tenant would read if nothing were in memory, at least one */
  looks(tenant: number, operations: number): number {
    return Math.max(1, Math.min(LOOKS_MAX, this.tenants[tenant]!.pages, Math.ceil(operations)));
  }

  /** @returns the first page that a request reads; a scan moves on by as many as it reads */
  begin(tenant: number, key: number, looks: number): number {
    const { pages, keys } = this.tenants[tenant]!;
    if (key !== NO_KEY) return Math.floor(((key % keys) * pages) / keys);
    const page = this.cursor[tenant]!;
    this.cursor[tenant] = (page + looks) % pages;
    return page;
  }

  /** @returns the page `by` places behind another */
  onwards(tenant: number, page: number, by: number): number {
    return (page + by) % this.tenants[tenant]!.pages;
  }

  state(codec: StateCodec): void {
    for (const column of [this.hits, this.misses, this.cursor]) {
      const saved = codec.float64s(column, column.length);
      if (codec.restoring) column.set(saved);
    }
    this.cache.state(codec);
  }
}
