/** @module A condition that must hold for a while before it is shown, so that nothing flickers. */
import { useEffect, useState } from 'react';

/**
 * @param condition  what must hold
 * @param forMs      how long, milliseconds
 * @returns true once it held that long without a break
 */
export function useHeld(condition: boolean, forMs: number): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!condition) {
      setHeld(false);
      return;
    }
    const timer = setTimeout(() => setHeld(true), forMs);
    return () => clearTimeout(timer);
  }, [condition, forMs]);
  return held && condition;
}
