/** @module The bench's moment, loop and bookmarks in its address. */
import { useClockInAddress } from '../state/time-address.ts';
import { useBench, useSession } from './bench-context.tsx';

/** Keeps the address of the bench and its playback together, from the first moment that there is. */
export function useTimeInAddress(): void {
  const { time, focus } = useSession();
  useClockInAddress(
    time,
    focus,
    useBench((data) => data.simulatedUs > 0),
  );
}
