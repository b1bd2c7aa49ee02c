/** @module A clock over the playback machine: seeks, loops, and plays at the pace of the wall clock. */
import { type ActorRefFrom, createActor } from 'xstate';
import { paceOf, playbackMachine } from './playback-machine.ts';

/** Length of a loop that nobody measured out, microseconds. */
const LOOP_US = 10_000_000;

/** The moment that a page shows; whose end it is, its heirs know. */
export abstract class PlaybackClock {
  readonly playback: ActorRefFrom<typeof playbackMachine> = createActor(playbackMachine);
  private frame = 0;
  private gliding = 0;

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

  /**
   * Goes to a moment through those between; whoever takes the clock elsewhere meanwhile has it.
   *
   * @param toUs    where to, microseconds
   * @param wallMs  how long that takes, milliseconds; 0 goes at once
   */
  glide(toUs: number, wallMs: number): void {
    cancelAnimationFrame(this.gliding);
    if (wallMs === 0) {
      this.seek(toUs);
      return;
    }
    const fromUs = this.shownUs;
    const beganMs = performance.now();
    const move = (type: 'GRAB' | 'DRAG', atUs: number): void => this.playback.send({ type, atUs, headUs: this.headUs });
    let lastUs: number | null = null;
    const tick = (nowMs: number): void => {
      const { value, context } = this.playback.getSnapshot();
      if (paceOf(value) !== 'scrubbing' || context.atUs !== lastUs) return;
      const share = Math.min(1, Math.max(0, nowMs - beganMs) / wallMs);
      move('DRAG', fromUs + (toUs - fromUs) * share);
      lastUs = this.playback.getSnapshot().context.atUs;
      if (share < 1) this.gliding = requestAnimationFrame(tick);
      else this.playback.send({ type: 'RELEASE', headUs: this.headUs });
    };
    move('GRAB', fromUs);
    lastUs = this.playback.getSnapshot().context.atUs;
    this.gliding = requestAnimationFrame(tick);
  }

  endLoop(): void {
    this.playback.send({ type: 'LOOP', loop: null });
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    cancelAnimationFrame(this.gliding);
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
