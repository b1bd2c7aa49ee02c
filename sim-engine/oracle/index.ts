/** @module REGISTRY of oracles, the engine's self-test against theory: one line per oracle. */
import { a01 } from './a01-mm1-means.ts';
import { a02 } from './a02-mm1-percentiles.ts';
import { a03 } from './a03-erlang-c.ts';
import { a04 } from './a04-pool-or-silo.ts';
import { a05 } from './a05-noisy-neighbour.ts';
import { a06 } from './a06-bounded-queue.ts';
import { a07 } from './a07-load-shedding.ts';
import { a08 } from './a08-erlang-b.ts';
import { a09 } from './a09-m-d-1.ts';
import { a10 } from './a10-big-exports.ts';
import { a11 } from './a11-processor-sharing.ts';
import { a12 } from './a12-priority.ts';
import { a13 } from './a13-preemption.ts';
import { a14 } from './a14-conservation.ts';
import { a15 } from './a15-little.ts';
import { a16 } from './a16-infinite-servers.ts';
import { a17 } from './a17-jackson.ts';
import { a18 } from './a18-closed-users.ts';
import { a19 } from './a19-connection-pool.ts';
import { a20 } from './a20-square-root-staffing.ts';
import { a21 } from './a21-d-m-1.ts';
import { a22 } from './a22-power-of-two.ts';
import { a23 } from './a23-two-servers.ts';
import { a24 } from './a24-lru-che.ts';
import { a25 } from './a25-small-caches.ts';
import { a26 } from './a26-shared-cache.ts';
import { a27 } from './a27-static-optimum.ts';
import { a28 } from './a28-token-bucket.ts';
import { a29 } from './a29-gcra.ts';
import { a30 } from './a30-token-bucket-loss.ts';
import { a31 } from './a31-window-boundary.ts';
import { a32 } from './a32-drr-order.ts';
import { a33 } from './a33-wfq-gps.ts';
import { a34 } from './a34-queue-flood.ts';
import { a35 } from './a35-shuffle-sharding.ts';
import { a36 } from './a36-fan-out.ts';
import { a37 } from './a37-hedged-requests.ts';
import { a38 } from './a38-retries.ts';
import { a39 } from './a39-retry-storm.ts';
import { a40 } from './a40-stampede.ts';
import { a41 } from './a41-slow-queries.ts';
import { a42 } from './a42-lock-queue.ts';
import { a43 } from './a43-hot-partition.ts';
import { a44 } from './a44-rehashing.ts';
import { a45 } from './a45-hash-occupancy.ts';
import { a46 } from './a46-pool-cells-silo.ts';
import { a47 } from './a47-error-budget.ts';
import { a48 } from './a48-hidden-victim.ts';
import { a49 } from './a49-live-move.ts';
import { a50 } from './a50-fair-division.ts';
import { a51 } from './a51-burst-drain.ts';
import { a52 } from './a52-cost-weights.ts';
import { a53 } from './a53-generators.ts';
import { a54 } from './a54-mouse-and-elephants.ts';
import { a55 } from './a55-fair-dispatch.ts';
import type { Oracle } from './oracle.ts';

/** In order of id; one a line, so that two new ones do not meet. */
export const ORACLES: readonly Oracle[] = [
  a01,
  a02,
  a03,
  a04,
  a05,
  a06,
  a07,
  a08,
  a09,
  a10,
  a11,
  a12,
  a13,
  a14,
  a15,
  a16,
  a17,
  a18,
  a19,
  a20,
  a21,
  a22,
  a23,
  a24,
  a25,
  a26,
  a27,
  a28,
  a29,
  a30,
  a31,
  a32,
  a33,
  a34,
  a35,
  a36,
  a37,
  a38,
  a39,
  a40,
  a41,
  a42,
  a43,
  a44,
  a45,
  a46,
  a47,
  a48,
  a49,
  a50,
  a51,
  a52,
  a53,
  a54,
  a55,
];
