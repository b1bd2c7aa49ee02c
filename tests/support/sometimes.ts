/**
 * @module Sometimes: counts how often a property reached the states that make it worth running.
 *
 * A property over runs that never queue, never reject and never move holds for the wrong reason; this notices.
 */
import { expect } from 'vitest';
import type { RunResult } from '../../sim-engine/index.ts';

/** A queue this long counts as one. */
const LONG_QUEUE = 10;

/** Counters over the runs of one property. */
export class Sometimes {
  private readonly reached = { rejection: 0, 'queue over 10': 0, 'tenant move': 0, timeout: 0, retry: 0 };

  /** @param result  of a run that the property saw */
  see(result: RunResult): void {
    if (Object.values(result.tenants).some((tenant) => tenant.rejected > 0)) this.reached.rejection++;
    if (Object.values(result.tiers).some((tier) => tier.queueLengthMax > LONG_QUEUE)) this.reached['queue over 10']++;
    if (Object.values(result.tenants).some((tenant) => tenant.timedOut > 0)) this.reached.timeout++;
    if (Object.values(result.tenants).some((tenant) => tenant.attempts > tenant.arrived)) this.reached.retry++;
    if (result.log.some((entry) => entry.kind === 'cutover')) this.reached['tenant move']++;
  }

  /** Fails unless each state was reached at least once. */
  assertAll(): void {
    for (const [state, times] of Object.entries(this.reached)) {
      expect(times, `no run reached a ${state}: the property proves less than it says`).toBeGreaterThan(0);
    }
  }
}
