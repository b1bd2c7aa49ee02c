/** @module REGISTRY of balancing policies: one line per policy. */
import type { BalancingPolicy } from './balancing.ts';
import { leastOutstanding } from './least-outstanding.ts';
import { powerOfTwo } from './power-of-two.ts';
import { roundRobin } from './round-robin.ts';

/** The first entry is the registry's default. */
export const BALANCING: readonly BalancingPolicy[] = [roundRobin, leastOutstanding, powerOfTwo];
