/** @module What each single key does while both benches are open: the same as on one bench. */
import type { KeyBinding } from '../bench/keys.ts';
import { speedBeside } from '../bench/speed-control.tsx';
import { paceOf } from '../state/playback-machine.ts';
import type { LockedClock } from './locked-clock.ts';

/** What the keys act on. */
interface LockedKeyContext {
  readonly clock: LockedClock;
  step(back: boolean): void;
  mark(): void;
}

const SECOND_US = 1_000_000;

/** Plays on, or stands still; from the end it begins again. */
export function playOrHalt(clock: LockedClock): void {
  const isPlaying = paceOf(clock.playback.getSnapshot().value) === 'replaying';
  if (!isPlaying && clock.shownUs >= clock.headUs) clock.seek(0);
  clock.playback.send({ type: isPlaying ? 'HALT' : 'PLAY' });
}

/** Loops about the moment shown, or ends the loop. */
export function loopOrEnd(clock: LockedClock): void {
  if (clock.playback.getSnapshot().context.loop === null) clock.loopAbout();
  else clock.endLoop();
}

/** @param context  what the keys act on */
export function lockedKeys({ clock, step, mark }: LockedKeyContext): readonly KeyBinding[] {
  const by = (us: number) => clock.seek(clock.shownUs + us);
  const speed = () => clock.playback.getSnapshot().context.speed;
  const setSpeed = (next: number) => clock.playback.send({ type: 'SPEED', speed: next });
  return [
    { keys: [' '], shown: 'Space', does: 'Both benches: play, pause', run: () => playOrHalt(clock) },
    { keys: [','], shown: ',', does: 'Both benches: one event back', run: () => step(true) },
    { keys: ['.'], shown: '.', does: 'Both benches: one event on', run: () => step(false) },
    { keys: ['<', ';'], shown: 'Shift ,', does: 'Both benches: one second back', run: () => by(-SECOND_US) },
    { keys: ['>', ':'], shown: 'Shift .', does: 'Both benches: one second on', run: () => by(SECOND_US) },
    { keys: ['m'], shown: 'M', does: 'Bookmark the moment shown, or take the mark away', run: mark },
    {
      keys: ['o'],
      shown: 'O',
      does: 'Loop the ten seconds about the moment shown, or end the loop',
      run: () => loopOrEnd(clock),
    },
    {
      keys: ['j'],
      shown: 'J',
      does: 'Both benches: slower',
      run: () => setSpeed(speedBeside(speed(), -1)),
    },
    { keys: ['k'], shown: 'K', does: 'Both benches: one to one', run: () => setSpeed(1) },
    { keys: ['l'], shown: 'L', does: 'Both benches: faster', run: () => setSpeed(speedBeside(speed(), 1)) },
  ];
}
