/** @module The sound of the run, switched on and off by the reader. */
import { useEffect, useState } from 'react';
import { TickPlayer } from '../sound/player.ts';
import type { BenchSession } from './bench-session.ts';

/** @param session  the run; what is shown is what sounds, the past included */
export function useSound(session: BenchSession): { readonly on: boolean; toggle(): void } {
  const [on, setOn] = useState(false);
  useEffect(() => {
    if (!on) return;
    const player = new TickPlayer(session.store.data);
    const stop = session.store.subscribe(() => {
      if (session.store.data !== null) player.hear(session.store.data);
    });
    return () => {
      stop();
      player.stop();
    };
  }, [on, session]);
  return { on, toggle: () => setOn((before) => !before) };
}
