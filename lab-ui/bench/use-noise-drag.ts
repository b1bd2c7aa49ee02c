/** @module Noise in the hand: dragged from its panel, shown on the timeline where it would begin, planned where it is let go of. */
import { type PointerEvent, useCallback, useEffect, useRef } from 'react';
import { timelineMomentUs } from '../charts/timeline.ts';
import { useSession } from './bench-context.tsx';
import { startUs } from './noise-draft.ts';

/** What is pressed is dragged once it has gone this far, px: a hand that presses is not quite still. */
const DRAG_FROM_PX = 4;

interface Dragged {
  readonly tenant: number;
  readonly forUs: number;
  readonly durationUs: number;
  onPlan(fromUs: number): void;
}

/** @param dragged  what is in the hand; @returns handlers of what is taken hold of, and whether its last press ended a drag */
export function useNoiseDrag({ tenant, forUs, durationUs, onPlan }: Dragged) {
  const { focus, store } = useSession();
  const pressedAt = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const isDragged = useRef(false);
  const letGo = useCallback(() => {
    pressedAt.current = null;
    focus.set({ drop: null });
  }, [focus]);
  // A hand that changes its mind presses Esc; and who leaves the page leaves nothing on the timeline.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || pressedAt.current === null) return;
      event.preventDefault();
      event.stopPropagation();
      letGo();
    };
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      letGo();
    };
  }, [letGo]);
  /** Where it would begin; null over anything but the time that is to come. */
  const dropUs = (event: PointerEvent): number | null => {
    const track = document.querySelector('.transport-track')?.getBoundingClientRect();
    if (!track || event.clientY < track.top || event.clientY > track.bottom) return null;
    const atUs = timelineMomentUs(track, event.clientX, durationUs);
    const fromUs = atUs === null ? null : startUs(atUs, durationUs);
    return fromUs !== null && fromUs > (store.received.data?.simulatedUs ?? 0) ? fromUs : null;
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pressedAt.current = { x: event.clientX, y: event.clientY };
      isDragged.current = false;
    },
    onPointerMove: (event: PointerEvent) => {
      const from = pressedAt.current;
      if (from === null) return;
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) >= DRAG_FROM_PX) isDragged.current = true;
      if (!isDragged.current) return;
      const fromUs = dropUs(event);
      focus.set({ drop: fromUs === null ? null : { tenant, fromUs, toUs: fromUs + forUs } });
    },
    onPointerUp: (event: PointerEvent) => {
      const fromUs = pressedAt.current !== null && isDragged.current ? dropUs(event) : null;
      letGo();
      if (fromUs !== null) onPlan(fromUs);
    },
    onPointerCancel: letGo,
  };
  const isDrop = (): boolean => {
    const ended = isDragged.current;
    isDragged.current = false;
    return ended;
  };
  return { handlers, isDrop };
}
