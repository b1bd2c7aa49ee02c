/** @module Asks for single requests while a scene that draws them is in sight. */
import { useEffect } from 'react';
import { useSession } from './bench-context.tsx';

/** @param isDrawn  true while such a scene stands on the page; a page that is hidden shows none */
export function useParticles(isDrawn: boolean): void {
  const { particles } = useSession();
  useEffect(() => {
    if (!isDrawn) return;
    let release: (() => void) | null = null;
    const look = () => {
      if (document.hidden) {
        release?.();
        release = null;
      } else release ??= particles.want();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      release?.();
    };
  }, [particles, isDrawn]);
}
