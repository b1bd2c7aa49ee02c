/** @module The timeline to take hold of: dragged or by keys it goes back in the run, with Shift it marks a span to loop. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import { timeline, timelineSpan } from '../charts/timeline.ts';
import { formatClock } from '../text/format.ts';
import { summarySentence } from '../text/summary.ts';
import { useBench, useMeasuredData, usePlayback, useSession } from './bench-context.tsx';
import { ChartHost } from './chart-host.tsx';
import { TruthButton } from './truth-panel.tsx';

/** Steps of the arrow keys and of Page Up and Down, microseconds. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -TICK_US,
  ArrowDown: -TICK_US,
  ArrowRight: TICK_US,
  ArrowUp: TICK_US,
  PageDown: -10 * TICK_US,
  PageUp: 10 * TICK_US,
};

export function TimelineSlider({ onTenant }: { onTenant(index: number): void }) {
  const { time, focus } = useSession();
  const data = useMeasuredData();
  const durationUs = useBench((each) => each.scenario.durationUs);
  const state = usePlayback();
  const track = useRef<HTMLDivElement>(null);
  /** Where a span with Shift began, microseconds. */
  const spanFrom = useRef<number | null>(null);
  const headUs = (data.head ?? data).simulatedUs;
  const momentAt = (event: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect();
    if (!box) return 0;
    const { left, right } = timelineSpan(box.width);
    const share = (event.clientX - box.left - left) / (right - left);
    return Math.min(Math.max(0, share), 1) * durationUs;
  };
  const onDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || headUs === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const atUs = momentAt(event);
    if (event.shiftKey) spanFrom.current = atUs;
    else time.playback.send({ type: 'GRAB', atUs, headUs: time.headUs });
  };
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const atUs = momentAt(event);
    if (spanFrom.current !== null) time.loop(spanFrom.current, atUs);
    else if (state === 'scrubbing') time.playback.send({ type: 'DRAG', atUs, headUs: time.headUs });
    else focus.set({ cursorUs: Math.min(atUs, headUs) });
  };
  const onUp = () => {
    spanFrom.current = null;
    time.playback.send({ type: 'RELEASE', headUs: time.headUs });
  };
  const onKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) time.seek(time.shownUs + (event.shiftKey ? 10 * step : step));
    else if (event.key === 'Home') time.seek(0);
    else if (event.key === 'End') time.playback.send({ type: 'LIVE' });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="transport-track" ref={track}>
      <ChartHost chart={timeline} onTenant={onTenant} />
      <div
        className="timeline-slider"
        role="slider"
        tabIndex={0}
        aria-label="Moment shown"
        aria-valuemin={0}
        aria-valuemax={headUs / 1e6}
        aria-valuenow={data.simulatedUs / 1e6}
        aria-valuetext={`${formatClock(data.simulatedUs)}. ${data.ticks.length > 0 ? summarySentence(data).strong : 'Nothing has happened yet.'}`}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={onUp}
        onPointerLeave={() => focus.set({ cursorUs: null })}
        onKeyDown={onKey}
      />
      <div className="timeline-info">
        <TruthButton title="Timeline" chart={timeline} />
      </div>
    </div>
  );
}
