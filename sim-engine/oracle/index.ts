/** @module REGISTRY of oracles, the engine's self-test against theory: one line per oracle. */
import { a01 } from './a01-mm1-means.ts';
import { a02 } from './a02-mm1-percentiles.ts';
import { a03 } from './a03-erlang-c.ts';
import { a04 } from './a04-pool-or-silo.ts';
import { a05 } from './a05-noisy-neighbour.ts';
import { a15 } from './a15-little.ts';
import { a28 } from './a28-token-bucket.ts';
import { a29 } from './a29-gcra.ts';
import { a30 } from './a30-token-bucket-loss.ts';
import { a31 } from './a31-window-boundary.ts';
import { a32 } from './a32-drr-order.ts';
import { a33 } from './a33-wfq-gps.ts';
import { a34 } from './a34-queue-flood.ts';
import { a43 } from './a43-hot-partition.ts';
import { a55 } from './a55-fair-dispatch.ts';
import type { Oracle } from './oracle.ts';

/** In order of id. */
export const ORACLES: readonly Oracle[] = [a01, a02, a03, a04, a05, a15, a28, a29, a30, a31, a32, a33, a34, a43, a55];
