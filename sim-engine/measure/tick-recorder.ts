/** @module Tick recorder: what the live charts draw, measured per TICK_US of simulated time; it never changes a run. */

import { exp } from '../kernel/portable-math.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import {
  encodeTick,
  HEAT_BINS,
  HEAT_BINS_PER_DECADE,
  HEAT_MIN_US,
  type TenantTick,
  TICK_US,
} from '../protocol/frame-codec.ts';
import { COARSE_BITS, Histogram } from './histogram.ts';

/** Ticks in the sliding window of the recent percentile: 5 s. */
const RECENT_TICKS = 5_000_000 / TICK_US;
const LN_10 = Math.LN10;

/** Upper edges of the heat bins, microseconds. */
const HEAT_EDGES = Array.from({ length: HEAT_BINS - 1 }, (_, bin) =>
  Math.round(HEAT_MIN_US * exp((LN_10 * (bin + 1)) / HEAT_BINS_PER_DECADE)),
);

function heatBin(latencyUs: number): number {
  let low = 0;
  let high = HEAT_EDGES.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (latencyUs < HEAT_EDGES[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

class TenantTicks {
  arrived = 0;
  completed = 0;
  good = 0;
  rejected = 0;
  hits = 0;
  misses = 0;
  readonly heat = new Uint8Array(HEAT_BINS);
  /** Ring of the last ticks' latencies; the one at `turn` is being filled. */
  readonly recent = Array.from({ length: RECENT_TICKS }, () => new Histogram(COARSE_BITS));

  state(codec: StateCodec): void {
    this.arrived = codec.number(this.arrived);
    this.completed = codec.number(this.completed);
    this.good = codec.number(this.good);
    this.rejected = codec.number(this.rejected);
    this.hits = codec.number(this.hits);
    this.misses = codec.number(this.misses);
    const heat = codec.int32s(Int32Array.from(this.heat), HEAT_BINS);
    if (codec.restoring) this.heat.set(heat);
    for (const histogram of this.recent) histogram.state(codec);
  }
}

/** Collects one tick at a time. */
export class TickRecorder {
  private readonly tenants: readonly TenantTicks[];
  private readonly merged = new Histogram(COARSE_BITS);
  private index = 0;
  private turn = 0;
  private finished: Uint8Array[] = [];

  /** @param tenantCount  number of tenants */
  constructor(tenantCount: number) {
    this.tenants = Array.from({ length: tenantCount }, () => new TenantTicks());
  }

  /** End of the tick that is being filled, microseconds. */
  get dueUs(): number {
    return (this.index + 1) * TICK_US;
  }

  arrived(tenant: number): void {
    this.tenants[tenant]!.arrived++;
  }

  rejected(tenant: number): void {
    this.tenants[tenant]!.rejected++;
  }

  /** A request timed out or failed: on screen it is lost like one that was turned away. */
  failed(tenant: number): void {
    this.tenants[tenant]!.rejected++;
  }

  looked(tenant: number, hit: boolean): void {
    if (hit) this.tenants[tenant]!.hits++;
    else this.tenants[tenant]!.misses++;
  }

  completed(tenant: number, latencyUs: number, good: boolean): void {
    const ticks = this.tenants[tenant]!;
    ticks.completed++;
    if (good) ticks.good++;
    ticks.recent[this.turn]!.record(latencyUs);
    const bin = heatBin(latencyUs);
    if (ticks.heat[bin]! < 255) ticks.heat[bin]!++;
  }

  /**
   * Closes the current tick.
   *
   * @param priceMicroUsdPerHour  price of all that stands
   */
  close(priceMicroUsdPerHour: number): void {
    const tenants = this.tenants.map((ticks) => this.summarise(ticks));
    this.finished.push(encodeTick({ index: this.index, priceMicroUsdPerHour, tenants }));
    this.index++;
    this.turn = (this.turn + 1) % RECENT_TICKS;
    for (const ticks of this.tenants) {
      ticks.arrived = ticks.completed = ticks.good = ticks.rejected = ticks.hits = ticks.misses = 0;
      ticks.heat.fill(0);
      ticks.recent[this.turn]!.clear();
    }
  }

  /** @returns packed ticks finished since the last call */
  take(): Uint8Array[] {
    const ticks = this.finished;
    this.finished = [];
    return ticks;
  }

  /** Ticks not taken yet are not part of the state: their reader is. */
  state(codec: StateCodec): void {
    this.index = codec.number(this.index);
    this.turn = codec.number(this.turn);
    for (const ticks of this.tenants) ticks.state(codec);
  }

  private summarise(ticks: TenantTicks): TenantTick {
    this.merged.clear();
    for (const histogram of ticks.recent) if (histogram.count > 0) this.merged.merge(histogram);
    const now = ticks.recent[this.turn]!;
    return {
      arrived: ticks.arrived,
      completed: ticks.completed,
      good: ticks.good,
      rejected: ticks.rejected,
      hits: ticks.hits,
      misses: ticks.misses,
      p50Us: now.percentile(0.5),
      p99Us: now.percentile(0.99),
      p99RecentUs: this.merged.percentile(0.99),
      recentCount: this.merged.count,
      heat: ticks.heat.slice(),
    };
  }
}
