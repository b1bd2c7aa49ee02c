/** @module Blast radius: which share of the tenants a fault reaches, under a given placement on parts that fail alone. */
import { assert } from '../kernel/assert.ts';

/** Per tenant, the parts that can serve it: it is down when all of them are. */
export type ServingParts = readonly (readonly number[])[];

/** Shares of the tenants, 0..1. */
export interface FaultReach {
  /** Tenants left without any part. */
  readonly down: number;
  /** Tenants that lost at least one part; those that are down included. */
  readonly touched: number;
}

/**
 * @param failed  parts that are down together
 * @returns what their fault reaches
 */
export function faultReach(tenants: ServingParts, failed: ReadonlySet<number>): FaultReach {
  let down = 0;
  let touched = 0;
  for (const parts of tenants) {
    if (parts.every((part) => failed.has(part))) down++;
    if (parts.some((part) => failed.has(part))) touched++;
  }
  const count = Math.max(1, tenants.length);
  return { down: down / count, touched: touched / count };
}

/** Reach of a fault of one part; shares of the tenants, 0..1. */
export interface BlastRadius {
  /** Of the worst part. */
  readonly worst: FaultReach;
  /** Of a part chosen at random. */
  readonly mean: FaultReach;
}

/**
 * @param parts  number of parts, >= 1
 * @source AWS Well-Architected, Reducing the scope of impact with cell-based architecture, 2023
 */
export function blastRadius(tenants: ServingParts, parts: number): BlastRadius {
  assert(parts >= 1, `a blast radius over ${parts} parts`);
  const reaches = Array.from({ length: parts }, (_, part) => faultReach(tenants, new Set([part])));
  const sum = (read: (reach: FaultReach) => number): number => reaches.reduce((total, each) => total + read(each), 0);
  return {
    worst: {
      down: Math.max(...reaches.map((each) => each.down)),
      touched: Math.max(...reaches.map((each) => each.touched)),
    },
    mean: { down: sum((each) => each.down) / parts, touched: sum((each) => each.touched) / parts },
  };
}

/**
 * Distribution of the number of tenants that are down at a random instant, when parts are down independently.
 *
 * @param tenantsOnPart  per part, the tenants that it alone serves
 * @param downShare      share of time that a part is down, 0..1
 * @returns probability per number of tenants down, from 0 to all
 */
export function tenantsDown(tenantsOnPart: readonly number[], downShare: number): number[] {
  let distribution = [1];
  for (const tenants of tenantsOnPart) {
    const next = new Array<number>(distribution.length + tenants).fill(0);
    distribution.forEach((probability, down) => {
      next[down]! += probability * (1 - downShare);
      next[down + tenants]! += probability * downShare;
    });
    distribution = next;
  }
  return distribution;
}
