/** @module A clock over the playback machine: seeks, loops, and plays at the pace of the wall clock. */
import { type ActorRefFrom, createActor } from 'xstate';
import { paceOf, playbackMachine } from './playback-machine.ts';

/** Length of a loop that nobody measured out, microseconds. */
const LOOP_US = 10_000_000;

/** The moment that a page shows; whose end it is, its heirs know. */
export abstract class PlaybackClock {
  readonly playback: ActorRefFrom<typeof playbackMachine> = createActor(playbackMachine);
  private frame = 0;

  constructor() {
    this.playback.subscribe(({ value }) => {
      if (paceOf(value) === 'replaying' && this.frame === 0) this.play();
    });
    this.playback.start();
  }

  /** The last moment there is, microseconds. */
  abstract get headUs(): number;

  /** The moment shown, microseconds. */
  get shownUs(): number {
    return this.playback.getSnapshot().context.atUs ?? this.headUs;
  }

  /** @param atUs  to be shown; at or behind the newest moment it is the newest */
  seek(atUs: number): void {
    this.playback.send({ type: 'SEEK', atUs, headUs: this.headUs });
  }

  /** Plays a span again and again; @param aUs  one end, microseconds; @param bUs  the other */
  loop(aUs: number, bUs: number): void {
    const fromUs = Math.max(0, Math.round(Math.min(aUs, bUs)));
    const toUs = Math.min(this.headUs, Math.round(Math.max(aUs, bUs)));
    if (toUs > fromUs) this.playback.send({ type: 'LOOP', loop: { fromUs, toUs } });
  }

  /** Loops the seconds about the moment shown, and plays them. */
  loopAbout(): void {
    const atUs = this.shownUs;
    const fromUs = Math.max(0, Math.min(atUs - LOOP_US / 2, this.headUs - LOOP_US));
    this.loop(fromUs, fromUs + LOOP_US);
    this.seek(fromUs);
    this.playback.send({ type: 'PLAY' });
  }

  endLoop(): void {
    this.playback.send({ type: 'LOOP', loop: null });
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.playback.stop();
  }

  private play(): void {
    let before = performance.now();
    const isPlaying = (): boolean => paceOf(this.playback.getSnapshot().value) === 'replaying';
    const tick = (nowMs: number): void => {
      this.frame = 0;
      if (!isPlaying()) return;
      // Two presses within one frame: time does not go back between them.
      const wallMs = Math.max(0, nowMs - before);
      before = nowMs;
      this.playback.send({ type: 'ELAPSED', wallMs, headUs: this.headUs });
      if (this.frame === 0 && isPlaying()) this.frame = requestAnimationFrame(tick);
    };
    this.frame = requestAnimationFrame(tick);
  }
}
