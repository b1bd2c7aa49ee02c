/** @module The time of the run in words, by itself: what stands around it need not be made anew ten times a second. */
import { formatClock } from '../text/format.ts';
import { useBench } from './bench-context.tsx';

export function ClockWords() {
  return <>{useBench((data) => formatClock(data.simulatedUs))}</>;
}
