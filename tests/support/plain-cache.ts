/** @module A plain cache: one array, searched from end to end. Slow, and short enough to be seen to be right. */
import type { CacheTerms } from '../../sim-engine/policies/eviction/eviction.ts';

/** An entry of the plain cache. */
export interface PlainEntry {
  readonly tenant: number;
  readonly key: number;
  untilUs: number;
  uses: number;
  /** Running numbers of the moments at which it was put in and last used. */
  readonly entered: number;
  lastUse: number;
}

/** How a policy ranks entries: below 0 when the first has to go before the second. */
export type Ranking = (a: PlainEntry, b: PlainEntry) => number;

export const byLastUse: Ranking = (a, b) => a.lastUse - b.lastUse;
export const byEntry: Ranking = (a, b) => a.entered - b.entered;
export const byUses: Ranking = (a, b) => a.uses - b.uses || a.lastUse - b.lastUse;

/** What a cache does, said as plainly as possible. */
export class PlainCache {
  entries: PlainEntry[] = [];
  private readonly terms: CacheTerms;
  private readonly ranking: Ranking;
  /** Uses between two halvings of all counts. */
  private readonly usesPerHalving: number;
  private evicted: { tenant: number; key: number; untilUs: number; by: number }[] = [];
  private clock = 0;
  private uses = 0;

  constructor(terms: CacheTerms, ranking: Ranking, usesPerHalving = Number.POSITIVE_INFINITY) {
    this.terms = terms;
    this.ranking = ranking;
    this.usesPerHalving = usesPerHalving;
  }

  held(tenant: number): number {
    return this.entries.filter((entry) => entry.tenant === tenant).length;
  }

  lookup(tenant: number, key: number, nowUs: number): boolean {
    this.expire(tenant, key, nowUs);
    const found = this.find(tenant, key);
    if (found !== undefined) this.use(found);
    return found !== undefined;
  }

  insert(tenant: number, key: number, nowUs: number): number {
    this.expire(tenant, key, nowUs);
    const untilUs = nowUs + (this.terms.ttlUs ?? Number.POSITIVE_INFINITY);
    const found = this.find(tenant, key);
    if (found !== undefined) {
      found.untilUs = untilUs;
      this.use(found);
      return -1;
    }
    const atCap = this.held(tenant) >= (this.terms.partitions?.[tenant] ?? this.terms.capacity);
    let gone: PlainEntry | undefined;
    if (atCap || this.entries.length === this.terms.capacity) {
      const candidates = this.entries.filter((entry) => (atCap ? entry.tenant === tenant : this.mayGo(entry, tenant)));
      gone = candidates.sort(this.ranking)[0];
      if (gone === undefined) return -1;
      this.entries = this.entries.filter((entry) => entry !== gone);
      this.evicted.push({ tenant: gone.tenant, key: gone.key, untilUs: gone.untilUs, by: tenant });
    }
    this.forgetEviction(tenant, key);
    const entry = { tenant, key, untilUs, uses: 0, entered: this.clock, lastUse: 0 };
    this.entries.push(entry);
    this.use(entry);
    return gone?.tenant ?? -1;
  }

  remove(tenant: number, key: number): void {
    this.entries = this.entries.filter((entry) => entry.tenant !== tenant || entry.key !== key);
    this.forgetEviction(tenant, key);
  }

  evictor(tenant: number, key: number): number {
    return this.evicted.find((each) => each.tenant === tenant && each.key === key)?.by ?? -1;
  }

  clear(tenant: number): void {
    this.entries = this.entries.filter((entry) => entry.tenant !== tenant);
    this.evicted = this.evicted.filter((each) => each.tenant !== tenant);
  }

  clearAll(): void {
    this.entries = [];
    this.evicted = [];
  }

  private mayGo(entry: PlainEntry, newcomer: number): boolean {
    const reserve = this.terms.reserves?.[entry.tenant] ?? 0;
    const held = this.held(entry.tenant);
    return held > reserve || (held === reserve && entry.tenant === newcomer);
  }

  private find(tenant: number, key: number): PlainEntry | undefined {
    return this.entries.find((entry) => entry.tenant === tenant && entry.key === key);
  }

  private expire(tenant: number, key: number, nowUs: number): void {
    const over = (each: { tenant: number; key: number; untilUs: number }) =>
      each.tenant === tenant && each.key === key && nowUs >= each.untilUs;
    this.entries = this.entries.filter((entry) => !over(entry));
    this.evicted = this.evicted.filter((each) => !over(each));
  }

  private forgetEviction(tenant: number, key: number): void {
    this.evicted = this.evicted.filter((each) => each.tenant !== tenant || each.key !== key);
  }

  private use(entry: PlainEntry): void {
    entry.uses++;
    entry.lastUse = this.clock++;
    if (++this.uses < this.usesPerHalving) return;
    this.uses = 0;
    for (const each of this.entries) each.uses = Math.ceil(each.uses / 2);
  }
}
