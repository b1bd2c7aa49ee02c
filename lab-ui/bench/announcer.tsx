/** @module Says changes of state to screen readers: politely, at most once in five seconds, never numbers that tick. */
import { useEffect, useRef, useState } from 'react';
import { hurtNeighbours, noisyTenants } from '../state/harm.ts';
import { summarySentence } from '../text/summary.ts';
import { useBenchState, useSession } from './bench-context.tsx';
import { runWords } from './run-words.ts';

/** Shortest time between two announcements, milliseconds. */
const PAUSE_MS = 5_000;

export function Announcer() {
  const { store } = useSession();
  const state = useBenchState();
  const [said, setSaid] = useState('');
  const key = useRef('');
  const stateNow = useRef(state);
  stateNow.current = state;
  useEffect(() => {
    let saidAtMs = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const data = store.data;
      const hurt = data ? hurtNeighbours(data, -1, noisyTenants(data)).length : 0;
      const next = `${stateNow.current} ${data?.topology?.isolation ?? ''} ${hurt > 0}`;
      if (next === key.current || timer !== undefined) return;
      timer = setTimeout(
        () => {
          timer = undefined;
          saidAtMs = performance.now();
          key.current = next;
          const newest = store.data;
          const words = runWords(stateNow.current, newest).words;
          setSaid(newest && newest.ticks.length > 0 ? `${words}. ${summarySentence(newest).strong}` : words);
        },
        Math.max(0, saidAtMs + PAUSE_MS - performance.now()),
      );
    };
    const stop = store.subscribe(look);
    look();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);
  return (
    <div className="hidden-words" aria-live="polite" role="status">
      {said}
    </div>
  );
}
