/** @module Exact time-weighted statistics of one station: how long it held n requests, and how many of them were served. */
import type { StateCodec } from '../kernel/state-codec.ts';

/** Integrals over simulated time; the world calls `elapse` before every change. */
export class StationMeasure {
  /** Requests that completed a service here. */
  served = 0;
  /** Requests turned away here. */
  rejected = 0;
  waitingMax = 0;
  /** Sum of the times between entering and leaving, of those that left. */
  sojournUs = 0;
  /** Sum of the times spent waiting, of those that started. */
  waitedUs = 0;
  /** Starts that had waited. */
  delayed = 0;
  started = 0;
  private lastUs = 0;
  private busyArea = 0;
  private presentArea = 0;
  private timeAt: Float64Array | null = null;

  /** @param nowUs  when measuring begins */
  begin(nowUs: number): void {
    this.lastUs = nowUs;
  }

  /** Starts keeping the distribution of the number present as well. */
  trackDistribution(): void {
    this.timeAt ??= new Float64Array(64);
  }

  /**
   * Accounts for the time since the last change.
   *
   * @param nowUs    microseconds
   * @param present  requests here since then, in service included
   * @param busy     servers busy since then
   */
  elapse(nowUs: number, present: number, busy: number): void {
    const span = nowUs - this.lastUs;
    this.lastUs = nowUs;
    this.busyArea += span * busy;
    this.presentArea += span * present;
    if (this.timeAt !== null) this.addTime(present, span);
  }

  /** Busy servers integrated over time, server-microseconds. */
  get busyUs(): number {
    return this.busyArea;
  }

  /** Number present integrated over time, request-microseconds. */
  get presentUs(): number {
    return this.presentArea;
  }

  /** @returns microseconds spent with 0, 1, 2, ... requests present; empty unless tracked */
  distributionUs(): readonly number[] {
    if (this.timeAt === null) return [];
    let end = this.timeAt.length;
    while (end > 0 && this.timeAt[end - 1] === 0) end--;
    return [...this.timeAt.subarray(0, end)];
  }

  /** Forgets everything measured so far: the end of a warm-up. */
  reset(nowUs: number): void {
    this.served = 0;
    this.rejected = 0;
    this.waitingMax = 0;
    this.sojournUs = 0;
    this.waitedUs = 0;
    this.delayed = 0;
    this.started = 0;
    this.lastUs = nowUs;
    this.busyArea = 0;
    this.presentArea = 0;
    this.timeAt?.fill(0);
  }

  state(codec: StateCodec): void {
    this.served = codec.number(this.served);
    this.rejected = codec.number(this.rejected);
    this.waitingMax = codec.number(this.waitingMax);
    this.sojournUs = codec.number(this.sojournUs);
    this.waitedUs = codec.number(this.waitedUs);
    this.delayed = codec.number(this.delayed);
    this.started = codec.number(this.started);
    this.lastUs = codec.number(this.lastUs);
    this.busyArea = codec.number(this.busyArea);
    this.presentArea = codec.number(this.presentArea);
    if (codec.flag(this.timeAt !== null)) {
      const kept = this.timeAt ?? new Float64Array(0);
      this.timeAt = codec.float64s(kept, kept.length);
    }
  }

  private addTime(present: number, span: number): void {
    let timeAt = this.timeAt!;
    if (present >= timeAt.length) {
      const larger = new Float64Array(Math.max(2 * timeAt.length, present + 1));
      larger.set(timeAt);
      this.timeAt = larger;
      timeAt = larger;
    }
    timeAt[present]! += span;
  }
}
