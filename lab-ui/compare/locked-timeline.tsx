/** @module Timeline of one of two runs to take hold of by pointer: a drag moves both, with Shift it marks a span to loop. */
import { type PointerEvent, type ReactNode, useRef } from 'react';
import { timelineSpan } from '../charts/timeline.ts';
import { paceOf } from '../state/playback-machine.ts';
import type { LockedClock } from './locked-clock.ts';

interface LockedTimelineProps {
  readonly clock: LockedClock;
  readonly durationUs: number;
  readonly children: ReactNode;
}

/** By keyboard the slider over both benches does the same. */
export function LockedTimeline({ clock, durationUs, children }: LockedTimelineProps) {
  /** Where a span with Shift began, microseconds. */
  const spanFrom = useRef<number | null>(null);
  const { playback, headUs } = clock;
  const momentAt = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const { left, right } = timelineSpan(box.width);
    const share = (event.clientX - box.left - left) / (right - left);
    return Math.min(Math.max(0, share), 1) * durationUs;
  };
  const onUp = () => {
    spanFrom.current = null;
    playback.send({ type: 'RELEASE', headUs });
  };
  return (
    <div
      className="locked-timeline"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        if (event.shiftKey) spanFrom.current = momentAt(event);
        else playback.send({ type: 'GRAB', atUs: momentAt(event), headUs });
      }}
      onPointerMove={(event) => {
        if (spanFrom.current !== null) clock.loop(spanFrom.current, momentAt(event));
        else if (paceOf(playback.getSnapshot().value) === 'scrubbing')
          playback.send({ type: 'DRAG', atUs: momentAt(event), headUs });
      }}
      onPointerUp={onUp}
      onPointerCancel={onUp}
    >
      {children}
    </div>
  );
}
