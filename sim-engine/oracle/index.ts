/** @module REGISTRY of oracles, the engine's self-test against theory: one line per oracle. */
import { a01 } from './a01-mm1-means.ts';
import { a02 } from './a02-mm1-percentiles.ts';
import { a03 } from './a03-erlang-c.ts';
import { a04 } from './a04-pool-or-silo.ts';
import { a05 } from './a05-noisy-neighbour.ts';
import { a15 } from './a15-little.ts';
import { a22 } from './a22-power-of-two.ts';
import { a23 } from './a23-two-servers.ts';
import { a28 } from './a28-token-bucket.ts';
import { a35 } from './a35-shuffle-sharding.ts';
import { a36 } from './a36-fan-out.ts';
import { a44 } from './a44-rehashing.ts';
import { a45 } from './a45-hash-occupancy.ts';
import { a46 } from './a46-pool-cells-silo.ts';
import { a47 } from './a47-error-budget.ts';
import { a48 } from './a48-hidden-victim.ts';
import { a50 } from './a50-fair-division.ts';
import { a51 } from './a51-burst-drain.ts';
import { a52 } from './a52-cost-weights.ts';
import { a54 } from './a54-mouse-and-elephants.ts';
import type { Oracle } from './oracle.ts';

/** In order of id. */
export const ORACLES: readonly Oracle[] = [
  a01,
  a02,
  a03,
  a04,
  a05,
  a15,
  a22,
  a23,
  a28,
  a35,
  a36,
  a44,
  a45,
  a46,
  a47,
  a48,
  a50,
  a51,
  a52,
  a54,
];
