/** @module Time that stands still until a test moves it. */
import type { Clock } from '../../../server/core/clock.ts';
import type { Timers } from '../../../server/core/timers.ts';

interface Alarm {
  atMs: number;
  readonly everyMs: number | undefined;
  readonly callback: () => void;
}

/** Clock and timers that agree with each other. */
export class ManualTime implements Clock, Timers {
  private nowMs = 0;
  private alarms: Alarm[] = [];

  monotonicMs(): number {
    return this.nowMs;
  }

  wallMs(): number {
    return 1_700_000_000_000 + this.nowMs;
  }

  after(ms: number, callback: () => void): () => void {
    return this.add({ atMs: this.nowMs + ms, everyMs: undefined, callback });
  }

  every(ms: number, callback: () => void): () => void {
    return this.add({ atMs: this.nowMs + ms, everyMs: ms, callback });
  }

  /**
   * Lets time pass, alarm by alarm; between two of them everything that was promised gets its turn.
   *
   * @param ms  milliseconds
   */
  async pass(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms;
    for (;;) {
      await settle();
      const next = this.alarms.reduce<Alarm | undefined>(
        (first, alarm) => (alarm.atMs <= untilMs && (!first || alarm.atMs < first.atMs) ? alarm : first),
        undefined,
      );
      if (!next) break;
      this.nowMs = Math.max(this.nowMs, next.atMs);
      if (next.everyMs === undefined) this.alarms = this.alarms.filter((alarm) => alarm !== next);
      else next.atMs += next.everyMs;
      next.callback();
    }
    this.nowMs = untilMs;
    await settle();
  }

  private add(alarm: Alarm): () => void {
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((other) => other !== alarm);
    };
  }
}

/** Lets every promise that can be kept be kept. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
