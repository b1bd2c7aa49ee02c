/** @module REGISTRY of oracles, the engine's self-test against theory: one line per oracle. */
import { a01 } from './a01-mm1-means.ts';
import { a02 } from './a02-mm1-percentiles.ts';
import { a03 } from './a03-erlang-c.ts';
import { a04 } from './a04-pool-or-silo.ts';
import { a05 } from './a05-noisy-neighbour.ts';
import { a15 } from './a15-little.ts';
import { a24 } from './a24-lru-che.ts';
import { a25 } from './a25-small-caches.ts';
import { a26 } from './a26-shared-cache.ts';
import { a27 } from './a27-static-optimum.ts';
import { a28 } from './a28-token-bucket.ts';
import { a40 } from './a40-stampede.ts';
import type { Oracle } from './oracle.ts';

/** In order of id. */
export const ORACLES: readonly Oracle[] = [a01, a02, a03, a04, a05, a15, a24, a25, a26, a27, a28, a40];
