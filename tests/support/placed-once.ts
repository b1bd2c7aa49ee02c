/** @module Placed once: at every tier every tenant is placed on exactly one pool that stands. */
import { expect } from 'vitest';
import { TIERS, type TopologyView } from '../../sim-engine/model/topology.ts';

/** Fails unless the invariant of the placement holds in what a topology shows. */
export function oncePerTier(topology: TopologyView, tenants: number): void {
  for (const tier of TIERS) {
    const placed = topology.pools.filter((pool) => pool.tier === tier).flatMap((pool) => pool.tenants);
    expect(
      [...placed].sort((a, b) => a - b),
      tier,
    ).toEqual(Array.from({ length: tenants }, (_, tenant) => tenant));
  }
}
