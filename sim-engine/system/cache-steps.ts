/** @module The steps of a request that touch a cache: look up, fill after a miss, drop after a write. */
import { chargePages } from './page-steps.ts';
import { traceLookup } from './tracing.ts';
import type { World } from './world.ts';

/**
 * Looks a request's key up in its tenant's cache and remembers which cache that was.
 *
 * @returns true on a hit
 */
export function lookUp(world: World, row: number, tier: number): boolean {
  const { requests } = world;
  const tenant = requests.tenant[row]!;
  const pool = world.placement[tier]![tenant]!;
  const hit = pool.cache!.lookup(tenant, requests.key[row]!, world.nowUs);
  requests.aux[row] = pool.index;
  pool.usage[tenant]!++;
  const account = world.accounts[tenant]!;
  if (hit) account.hits++;
  else {
    account.misses++;
    const evictor = pool.cache!.evictor(tenant, requests.key[row]!);
    requests.evictor[row] = evictor === tenant ? -1 : evictor;
  }
  world.recorder?.looked(tenant, hit);
  if (world.tracer !== null) traceLookup(world, world.tracer, row, hit);
  return hit;
}

/** Puts a request's key into the cache where it was missed, even if the tenant has moved on since. */
export function fillCache(world: World, row: number): void {
  const { requests } = world;
  requests.evictor[row] = -1;
  world.pools[requests.aux[row]!]!.cache!.insert(requests.tenant[row]!, requests.key[row]!, world.nowUs);
}

/** Removes what a write made stale from the tenant's cache. */
export function dropFromCache(world: World, row: number, tier: number): void {
  const { requests } = world;
  const tenant = requests.tenant[row]!;
  world.placement[tier]![tenant]!.cache!.remove(tenant, requests.key[row]!);
}

/** A time outside of the system was needed because a key was missed: who pushed that out is charged with it. */
export function chargeMiss(world: World, row: number, slot: number): void {
  const { requests } = world;
  if (requests.evictor[row]! >= 0)
    chargeEvictor(world, row, Math.floor(requests.demand[row * requests.slots + slot]! + 0.5));
}

/** The service that a request had because another tenant pushed out its key, or pages of it, is charged to that tenant. */
export function chargeEvictor(world: World, row: number, us: number): void {
  const { requests, ledger, cacheBook } = world;
  if (requests.evictor[row]! < 0) {
    chargePages(world, row, us);
    return;
  }
  const victim = requests.victim[row]!;
  if (ledger === null || victim < 0) return;
  const culprit = ledger.placeOf[requests.evictor[row]!]!;
  ledger.charge(cacheBook!, culprit, victim, us);
  world.tracer?.charge(row, culprit, us);
}
