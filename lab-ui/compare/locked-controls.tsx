/** @module The transport of two benches: play, step, one slider for both, bookmark and loop. */
import { useSelector } from '@xstate/react';
import { useRef } from 'react';
import { formatSpeed } from '../bench/run-words.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { paceOf } from '../state/playback-machine.ts';
import { formatClock } from '../text/format.ts';
import type { LockedClock } from './locked-clock.ts';
import { loopOrEnd, playOrHalt } from './locked-keys.ts';

interface LockedControlsProps {
  readonly clock: LockedClock;
  readonly marksUs: readonly number[];
  onMark(atUs: number): void;
  /** By one event. */
  onStep(back: boolean): void;
}

/** One step of the slider, seconds: as often as the bench measures. */
const STEP_S = 0.5;

export function LockedControls({ clock, marksUs, onMark, onStep }: LockedControlsProps) {
  const atUs = useSelector(clock.playback, () => clock.shownUs);
  const { loop, speed } = useSelector(clock.playback, ({ context }) => context);
  const isPlaying = useSelector(clock.playback, ({ value }) => paceOf(value) === 'replaying');
  const isHeld = useRef(false);
  const { headUs } = clock;
  const [atS, endS] = [atUs / 1e6, headUs / 1e6];
  const release = () => {
    if (isHeld.current) clock.playback.send({ type: 'RELEASE', headUs });
    isHeld.current = false;
  };
  return (
    <div className="shared-clock">
      <ActionButton shortcut="Space" onPress={() => playOrHalt(clock)}>
        {isPlaying ? 'Pause both' : 'Play both'}
      </ActionButton>
      <ActionButton kind="plain" shortcut="," onPress={() => onStep(true)}>
        Step back
      </ActionButton>
      <input
        type="range"
        className="slider"
        aria-label="One clock for both"
        aria-valuetext={formatClock(atUs)}
        min={0}
        max={endS}
        step={STEP_S}
        value={atS}
        style={{ '--filled': `${endS === 0 ? 0 : (100 * atS) / endS}%` }}
        onPointerDown={() => {
          isHeld.current = true;
          clock.playback.send({ type: 'GRAB', atUs, headUs });
        }}
        onPointerUp={release}
        onPointerCancel={release}
        onChange={(event) => {
          const us = Number(event.target.value) * 1e6;
          if (isHeld.current) clock.playback.send({ type: 'DRAG', atUs: us, headUs });
          else clock.seek(us);
        }}
      />
      <ActionButton kind="plain" shortcut="." onPress={() => onStep(false)}>
        Step on
      </ActionButton>
      <span className="quiet speed-value" title="J slower, K one to one, L faster">
        {formatSpeed(speed)}
      </span>
      <ActionButton kind="plain" shortcut="M" onPress={() => onMark(atUs)}>
        {marksUs.includes(atUs) ? 'Unmark' : 'Bookmark'}
      </ActionButton>
      <ActionButton kind="plain" shortcut="O" onPress={() => loopOrEnd(clock)}>
        {loop === null ? 'Loop' : 'End loop'}
      </ActionButton>
    </div>
  );
}
