/** @module How fast simulated time goes: a few steps from half to fifty times, by slider or J, K, L. */
import { useId } from 'react';
import { SPEED_MAX, SPEED_MIN } from '../../sim-engine/protocol/messages.ts';
import { useBench, useBenchState, useCommands, usePlaybackContext, useSession, whyNot } from './bench-context.tsx';
import { formatSpeed } from './run-words.ts';

/** Speeds offered, simulated seconds per second. */
export const SPEEDS: readonly number[] = [SPEED_MIN, 1, 2, 3, 6, 10, 20, SPEED_MAX];

/**
 * @param speed  now
 * @param step   -1 slower, 1 faster
 * @returns the next speed offered
 */
export function speedBeside(speed: number, step: -1 | 1): number {
  const beside = step === 1 ? SPEEDS.find((known) => known > speed) : SPEEDS.filter((known) => known < speed).at(-1);
  return beside ?? speed;
}

export function SpeedControl() {
  const id = useId();
  const liveSpeed = useBench((data) => data.speed);
  const { control } = useCommands();
  const { time } = useSession();
  const state = useBenchState();
  const past = usePlaybackContext();
  const isPast = state === 'rewound';
  const speed = isPast ? past.speed : liveSpeed;
  const at = Math.max(0, SPEEDS.filter((known) => known <= speed).length - 1);
  const why = isPast ? null : whyNot(state);
  return (
    <div className="speed" title={why ?? 'J slower, K one to one, L faster'}>
      <label htmlFor={id}>Speed</label>
      <input
        id={id}
        type="range"
        className="slider"
        min={0}
        max={SPEEDS.length - 1}
        value={at}
        aria-valuetext={formatSpeed(speed)}
        aria-keyshortcuts="J K L"
        disabled={why !== null}
        style={{ '--filled': `${(100 * at) / (SPEEDS.length - 1)}%` }}
        onChange={(event) => {
          const chosen = SPEEDS[Number(event.target.value)] ?? 1;
          if (isPast) time.playback.send({ type: 'SPEED', speed: chosen });
          else control({ type: 'speed', speed: chosen });
        }}
      />
      <output className="speed-value">{formatSpeed(speed)}</output>
    </div>
  );
}
