/** @module Segments: the run cut at every instant at which some window begins or ends, so that windows are unions of them. */

import type { Span, SpanTenant } from '../grading/span.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import { FINE_BITS, Histogram } from '../measure/histogram.ts';
import type { TenantAccount } from '../measure/tenant-account.ts';
import type { Scenario } from '../model/scenario.ts';

/** Where the run is cut, and what it had cost by then. */
export class Segments {
  /** Ascending, without 0 and the end. */
  readonly cutsUs: readonly number[];
  /** Micro-dollars spent by each cut that has passed. */
  private costAtCut: number[] = [];

  constructor(scenario: Scenario) {
    const cuts = new Set<number>();
    for (const item of scenario.timeline) cuts.add(item.atUs).add(item.atUs + item.forUs);
    for (const objective of scenario.objectives) cuts.add(objective.fromUs).add(objective.toUs);
    this.cutsUs = [...cuts].filter((us) => us > 0 && us < scenario.durationUs).sort((a, b) => a - b);
  }

  /** Next instant at which the run has to be cut, or Infinity. */
  get nextUs(): number {
    return this.cutsUs[this.costAtCut.length] ?? Number.POSITIVE_INFINITY;
  }

  /** Begins the next segment. */
  cut(accounts: readonly TenantAccount[], costMicroUsd: number): void {
    this.costAtCut.push(costMicroUsd);
    for (const account of accounts) account.cut();
  }

  /**
   * @param fromUs   0, the end, or one of the cuts
   * @param toUs     the same, later
   * @param tenants  indices of the scope
   * @param nowUs    how far the run has come
   * @param cost     micro-dollars spent so far
   */
  span(
    window: { readonly fromUs: number; readonly toUs: number },
    tenants: readonly number[],
    accounts: readonly TenantAccount[],
    nowUs: number,
    cost: number,
  ): Span {
    const first = this.segmentAt(window.fromUs);
    const end = Math.min(this.segmentAt(window.toUs), this.costAtCut.length + 1);
    const costBy = (cut: number): number => (cut === 0 ? 0 : (this.costAtCut[cut - 1] ?? cost));
    return {
      passedUs: Math.max(0, Math.min(nowUs, window.toUs) - window.fromUs),
      costMicroUsd: first > this.costAtCut.length ? 0 : costBy(end) - costBy(first),
      tenants: tenants.map((index) => unite(index, accounts[index]!, first, end)),
    };
  }

  state(codec: StateCodec): void {
    this.costAtCut = codec.list(this.costAtCut, (inner, cost) => inner.number(cost ?? 0));
  }

  /** Index of the segment that begins at an instant; the number of segments for the end. */
  private segmentAt(us: number): number {
    if (us === 0) return 0;
    const at = this.cutsUs.indexOf(us);
    return at < 0 ? this.cutsUs.length + 1 : at + 1;
  }
}

function unite(index: number, account: TenantAccount, first: number, end: number): SpanTenant {
  const latency = new Histogram(FINE_BITS);
  let arrived = 0;
  let lost = 0;
  let good = 0;
  for (const segment of account.segments.slice(first, end)) {
    latency.merge(segment.latency);
    arrived += segment.arrived;
    lost += segment.rejected + segment.timedOut + segment.failed;
    good += segment.good;
  }
  return { index, sloUs: account.sloUs, arrived, lost, good, latency };
}
