/**
 * @module What was received of the run, outside React: frames are merged here and handed on at two paces.
 *
 * Invariant: `data.ticks[i].index === i`; a tick that comes again replaces the one held and all after it.
 */
import { type Frame, TICK_US, type Tick } from '../../sim-engine/protocol/frame-codec.ts';
import type { FrameNotes, OpenedRun } from '../../sim-engine/protocol/messages.ts';
import type { BenchData, IsolationRung } from './bench-data.ts';

/** Words and numbers on the page are renewed this often at most, milliseconds (about 6 Hz). */
const SLOW_MS = 160;

/** Wall time and timers, injected so that tests decide when time passes. */
export interface StoreClock {
  nowMs(): number;
  /** @returns how to cancel */
  after(delayMs: number, run: () => void): () => void;
}

/** The clock of the browser. */
export const browserClock: StoreClock = {
  nowMs: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Holds one run's data. */
export class FrameStore {
  private held: BenchData | null = null;
  private seedHeld = 0;
  private readonly slowListeners = new Set<() => void>();
  private readonly frameListeners = new Set<() => void>();
  private slowAtMs = Number.NEGATIVE_INFINITY;
  private cancelSlow: (() => void) | null = null;
  /** True until the first frame after an opening: it carries every note there is, so that an absent log is empty. */
  private isFirst = true;

  private readonly ladder: readonly IsolationRung[];
  private readonly clock: StoreClock;

  /**
   * @param ladder  of the run's scenario
   * @param clock   paces the slow listeners
   */
  constructor(ladder: readonly IsolationRung[], clock: StoreClock) {
    this.ladder = ladder;
    this.clock = clock;
  }

  /** Everything received so far, or null before the run was opened. */
  get data(): BenchData | null {
    return this.held;
  }

  get seed(): number {
    return this.seedHeld;
  }

  readonly ticksHeld = (): number => this.held?.ticks.length ?? 0;

  /** Called at most every {@link SLOW_MS}, and at once when the run's state or system changes. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.slowListeners.add(listener);
    return () => this.slowListeners.delete(listener);
  };

  /** Called with every frame: for the painter only. */
  readonly subscribeFrames = (listener: () => void): (() => void) => {
    this.frameListeners.add(listener);
    return () => this.frameListeners.delete(listener);
  };

  /** @param opened  the server's answer; after a cut what is held stays */
  begin(opened: OpenedRun): void {
    this.seedHeld = opened.seed;
    this.isFirst = true;
    this.held = this.held ? { ...this.held, scenario: opened.scenario } : emptyData(opened, this.ladder);
    this.emit(true);
  }

  /**
   * Merges a frame.
   *
   * @returns false when ticks between what is held and this frame are missing
   */
  apply(frame: Frame, notes: FrameNotes): boolean {
    const before = this.held;
    if (!before) return false;
    const merged = mergeTicks(before, frame);
    const logBefore = this.isFirst ? [] : before.log;
    this.isFirst = false;
    this.held = {
      ...before,
      ...(notes.status === undefined ? {} : { status: notes.status }),
      ...(notes.speed === undefined ? {} : { speed: notes.speed }),
      ...(notes.topology === undefined ? {} : { topology: notes.topology }),
      ...(notes.objectives === undefined ? {} : { objectives: notes.objectives }),
      ...(notes.guards === undefined ? {} : { guards: notes.guards }),
      ...(notes.actions === undefined ? {} : { actions: notes.actions }),
      ...(notes.movesUsed === undefined ? {} : { movesUsed: notes.movesUsed }),
      ...(notes.digest === undefined ? {} : { digest: notes.digest }),
      log:
        notes.log === undefined ? logBefore : [...logBefore.slice(0, notes.logFrom ?? logBefore.length), ...notes.log],
      simulatedUs: frame.simulatedUs,
      events: frame.events,
      actualSpeed: frame.actualSpeed,
      state: frame.state,
      ticks: merged.ticks,
    };
    const changed =
      this.held.status !== before.status ||
      this.held.topology !== before.topology ||
      this.held.digest !== before.digest;
    this.emit(changed);
    return merged.continuous;
  }

  dispose(): void {
    this.cancelSlow?.();
    this.cancelSlow = null;
    this.slowListeners.clear();
    this.frameListeners.clear();
  }

  private emit(atOnce: boolean): void {
    for (const listener of this.frameListeners) listener();
    const wait = this.slowAtMs + SLOW_MS - this.clock.nowMs();
    if (atOnce || wait <= 0) {
      this.cancelSlow?.();
      this.emitSlow();
    } else {
      this.cancelSlow ??= this.clock.after(wait, () => this.emitSlow());
    }
  }

  private emitSlow(): void {
    this.cancelSlow = null;
    this.slowAtMs = this.clock.nowMs();
    for (const listener of this.slowListeners) listener();
  }
}

/**
 * Ticks held, plus the frame's. When simulated time stepped back (a restarted server goes on from its last checkpoint)
 * a new array is made without what has not happened any more; otherwise the array grows in place.
 */
function mergeTicks(before: BenchData, frame: Frame): { ticks: readonly Tick[]; continuous: boolean } {
  const happened = Math.floor(frame.simulatedUs / TICK_US);
  const from = Math.min(frame.ticks[0]?.index ?? happened, happened);
  let ticks = before.ticks as Tick[];
  if (from < ticks.length) ticks = ticks.slice(0, from);
  for (const tick of frame.ticks) {
    if (tick.index > ticks.length) return { ticks, continuous: false };
    ticks[tick.index] = tick;
  }
  return { ticks, continuous: true };
}

function emptyData(opened: OpenedRun, ladder: readonly IsolationRung[]): BenchData {
  return {
    scenario: opened.scenario,
    ladder,
    status: 'ready',
    simulatedUs: 0,
    events: 0,
    speed: 1,
    actualSpeed: 0,
    ticks: [],
    state: null,
    topology: null,
    log: [],
    objectives: [],
    guards: [],
    actions: [],
    movesUsed: 0,
    digest: null,
    head: null,
  };
}
