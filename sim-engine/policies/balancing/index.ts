/** @module REGISTRY of balancing policies: one line per policy. */
import type { BalancingPolicy } from './balancing.ts';
import { boundedHash } from './bounded-hash.ts';
import { consistentHash } from './consistent-hash.ts';
import { leastOutstanding } from './least-outstanding.ts';
import { powerOfD } from './power-of-d.ts';
import { powerOfTwo } from './power-of-two.ts';
import { random } from './random.ts';
import { roundRobin } from './round-robin.ts';
import { shuffleShard } from './shuffle-shard.ts';
import { weighted } from './weighted.ts';

/** The first entry is the registry's default. */
export const BALANCING: readonly BalancingPolicy[] = [
  roundRobin,
  leastOutstanding,
  powerOfTwo,
  powerOfD,
  random,
  weighted,
  consistentHash,
  boundedHash,
  shuffleShard,
];
