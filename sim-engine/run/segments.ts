/** @module Segments: the run cut at every instant at which some window begins or ends, so that windows are unions of them. */

import { boundsOf, isAsked } from '../grading/condition.ts';
import type { SpanTenant, SpanTier } from '../grading/span.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import { FINE_BITS, Histogram } from '../measure/histogram.ts';
import type { TenantAccount } from '../measure/tenant-account.ts';
import { MEASURED_TIERS, type MeasuredTier } from '../model/objective.ts';
import type { BlameCharge } from '../model/run-result.ts';
import type { Scenario } from '../model/scenario.ts';

/** A stretch between two cuts. */
export interface Stretch {
  readonly fromUs: number;
  readonly toUs: number;
}

const NONE: SpanTier = { busyUs: 0, presentUs: 0, availableUs: 0 };

/** Where the run is cut, and what it had cost and its servers had done by then. */
export class Segments {
  /** Ascending, without 0 and the end. */
  readonly cutsUs: readonly number[];
  /** True when some condition is about a tier. */
  readonly seesTiers: boolean;
  /** True when some objective asks about blame. */
  readonly seesBlame: boolean;
  /** Micro-dollars spent by each cut that has passed. */
  private costAtCut: number[] = [];
  /** Sums of every tier by each of them, in the order of the tiers; empty unless `seesTiers`. */
  private tiersAtCut: SpanTier[][] = [];
  /** All that had been charged by each of them; kept only where `seesBlame`. */
  private blameAtCut: BlameCharge[][] = [];

  /**
   * @param scenario  what will be asked for
   * @param more      further instants at which to cut, microseconds
   */
  constructor(scenario: Scenario, more: readonly number[] = []) {
    const bounds = [...scenario.objectives, ...(scenario.guards ?? [])].flatMap(boundsOf);
    const cuts = new Set<number>(more);
    for (const item of scenario.timeline) cuts.add(item.atUs).add(item.atUs + item.forUs);
    for (const each of [...scenario.objectives, ...bounds]) cuts.add(each.fromUs).add(each.toUs);
    this.cutsUs = [...cuts].filter((us) => us > 0 && us < scenario.durationUs).sort((a, b) => a - b);
    this.seesBlame = scenario.objectives.some(isAsked);
    this.seesTiers = bounds.some(({ scope }) => scope.kind === 'tier');
  }

  /** Next instant at which the run has to be cut, or Infinity. */
  get nextUs(): number {
    return this.cutsUs[this.costAtCut.length] ?? Number.POSITIVE_INFINITY;
  }

  /** Begins the next segment; `tiers` are the sums of all tiers by now, `blame` all that was charged. */
  cut(
    accounts: readonly TenantAccount[],
    costMicroUsd: number,
    tiers: readonly SpanTier[],
    blame: readonly BlameCharge[],
  ): void {
    this.costAtCut.push(costMicroUsd);
    this.tiersAtCut.push([...tiers]);
    if (this.seesBlame) this.blameAtCut.push([...blame]);
    for (const account of accounts) account.cut();
  }

  /**
   * @param stretch  from 0 or a cut to a later cut or the end
   * @param indices  of the tenants that are meant
   * @returns what was measured of them in it so far
   */
  tenants(stretch: Stretch, indices: readonly number[], accounts: readonly TenantAccount[]): SpanTenant[] {
    const { first, end } = this.between(stretch);
    return indices.map((index) => unite(index, accounts[index]!, first, end));
  }

  /** @param total  micro-dollars spent so far */
  costMicroUsd(stretch: Stretch, total: number): number {
    const { first, end } = this.between(stretch);
    const costBy = (cut: number): number => (cut === 0 ? 0 : (this.costAtCut[cut - 1] ?? total));
    return first > this.costAtCut.length ? 0 : costBy(end) - costBy(first);
  }

  /** @param sums  of all tiers by now */
  tier(stretch: Stretch, tier: MeasuredTier, sums: readonly SpanTier[]): SpanTier {
    const { first, end } = this.between(stretch);
    const at = MEASURED_TIERS.indexOf(tier);
    const sumsBy = (cut: number): SpanTier => (cut === 0 ? NONE : (this.tiersAtCut[cut - 1] ?? sums)[at]!);
    if (first > this.costAtCut.length) return NONE;
    const [from, to] = [sumsBy(first), sumsBy(end)];
    return {
      busyUs: to.busyUs - from.busyUs,
      presentUs: to.presentUs - from.presentUs,
      availableUs: to.availableUs - from.availableUs,
    };
  }

  /**
   * @param stretch  from 0 or a cut to a later cut or the end
   * @param total    all that has been charged by now
   * @returns what was charged in the stretch so far, charges above 0 only; only where `seesBlame`
   */
  blame(stretch: Stretch, total: () => readonly BlameCharge[]): BlameCharge[] {
    const { first, end } = this.between(stretch);
    if (first > this.costAtCut.length) return [];
    const by = (cut: number): readonly BlameCharge[] => (cut === 0 ? [] : (this.blameAtCut[cut - 1] ?? total()));
    const before = new Map(by(first).map((charge) => [keyOf(charge), charge.us]));
    return by(end).flatMap((charge) => {
      const us = charge.us - (before.get(keyOf(charge)) ?? 0);
      return us > 0 ? [{ ...charge, us }] : [];
    });
  }

  state(codec: StateCodec): void {
    if (this.seesBlame) {
      const text = codec.text(JSON.stringify(this.blameAtCut));
      if (codec.restoring) this.blameAtCut = JSON.parse(text) as BlameCharge[][];
    }
    this.costAtCut = codec.list(this.costAtCut, (inner, cost) => inner.number(cost ?? 0));
    this.tiersAtCut = codec.list(this.tiersAtCut, (inner, sums) =>
      inner.list(sums ?? [], (innermost, tier) => ({
        busyUs: innermost.number(tier?.busyUs ?? 0),
        presentUs: innermost.number(tier?.presentUs ?? 0),
        availableUs: innermost.number(tier?.availableUs ?? 0),
      })),
    );
  }

  private between({ fromUs, toUs }: Stretch): { first: number; end: number } {
    return { first: this.segmentAt(fromUs), end: Math.min(this.segmentAt(toUs), this.costAtCut.length + 1) };
  }

  /** Index of the segment that begins at an instant; the number of segments for the end. */
  private segmentAt(us: number): number {
    if (us === 0) return 0;
    const at = this.cutsUs.indexOf(us);
    return at < 0 ? this.cutsUs.length + 1 : at + 1;
  }
}

function keyOf({ resource, culprit, victim }: BlameCharge): string {
  return `${resource} ${culprit} ${victim}`;
}

function unite(index: number, account: TenantAccount, first: number, end: number): SpanTenant {
  const latency = new Histogram(FINE_BITS);
  let arrived = 0;
  let rejected = 0;
  let lost = 0;
  let good = 0;
  for (const segment of account.segments.slice(first, end)) {
    latency.merge(segment.latency);
    arrived += segment.arrived;
    rejected += segment.rejected;
    lost += segment.rejected + segment.timedOut + segment.failed;
    good += segment.good;
  }
  return { index, sloUs: account.sloUs, arrived, rejected, lost, good, latency };
}
