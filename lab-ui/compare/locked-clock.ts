/** @module The one clock of two benches: the page's playback in its state `comparing`, which ends where both runs have come. */
import { useEffect, useState } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { ReplayClient } from '../replay/replay-client.ts';
import { FocusStore } from '../state/focus-store.ts';
import { PlaybackClock } from '../state/playback-clock.ts';

/** Moves two runs at once. */
export class LockedClock extends PlaybackClock {
  override readonly headUs: number;

  /**
   * @param headUs  where both runs have come, microseconds
   * @param atUs    the moment to begin with
   */
  constructor(headUs: number, atUs: number) {
    super();
    this.headUs = headUs;
    this.playback.send({ type: 'COMPARE', atUs, headUs });
  }

  /**
   * Goes to the event before the moment shown, or to the one after it, whichever run it is of.
   *
   * @returns why that was not possible
   */
  async step(back: boolean, replays: readonly ReplayClient[]): Promise<readonly Issue[]> {
    const fromUs = this.shownUs;
    const answers = await Promise.all(replays.map((replay) => replay.ask('step', { atUs: fromUs, back })));
    // Whoever went elsewhere while this was looked up stays there.
    if (this.shownUs !== fromUs) return [];
    const issues = answers.flatMap((answer) => (answer.ok ? [] : answer.issues));
    if (issues.length > 0) return issues;
    const moments = answers.flatMap((answer) => (answer.ok && answer.value !== null ? [answer.value.atUs] : []));
    this.seek(back ? Math.max(0, ...moments) : Math.min(this.headUs, ...moments));
    return [];
  }
}

/** The clock, and what the charts of both benches look at. */
export interface Locked {
  readonly clock: LockedClock;
  readonly focus: FocusStore;
}

/** @returns a clock for as long as the component stands, null before the first drawing */
export function useLockedClock(headUs: number, beginUs: number): Locked | null {
  const [locked, setLocked] = useState<Locked | null>(null);
  // Where it begins is read once: from then on the clock leads, and the address follows.
  const [begin] = useState(beginUs);
  useEffect(() => {
    const clock = new LockedClock(headUs, begin);
    setLocked({ clock, focus: new FocusStore() });
    return () => clock.dispose();
  }, [headUs, begin]);
  return locked;
}
